import { shallowRef, type ShallowRef } from 'vue'

export interface Command<Args extends unknown[], T> {
  readonly busy: Readonly<ShallowRef<boolean>>
  readonly error: Readonly<ShallowRef<unknown>>
  /** Gives the answer, or undefined when it failed (see `error`) or one is on its way already. */
  run(...args: Args): Promise<T | undefined>
}

/** A button's work: one at a time, its failure kept for the screen to tell. */
export function useCommand<Args extends unknown[], T>(work: (...args: Args) => Promise<T>): Command<Args, T> {
  const busy = shallowRef(false)
  const error = shallowRef<unknown>(null)
  return {
    busy,
    error,
    async run(...args) {
      if (busy.value) return undefined
      busy.value = true
      error.value = null
      try {
        return await work(...args)
      } catch (failure) {
        error.value = failure
        return undefined
      } finally {
        busy.value = false
      }
    },
  }
}
