import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

/** What a screen that shows one thing can be: an honest waiting, the thing, or why not. */
export type LoadState<T> =
  | { readonly phase: 'waiting'; readonly value?: T }
  | { readonly phase: 'ready'; readonly value: T }
  | { readonly phase: 'failed'; readonly error: unknown; readonly value?: T }

export interface Load<T> {
  readonly state: Readonly<ShallowRef<LoadState<T>>>
  /** Loads again; what is shown stays until the answer is there. Never throws: the state tells. */
  run(): Promise<void>
  /** Puts in what is known already, such as the answer of a command. */
  set(value: T): void
}

/**
 * Loads one thing and holds how far it is. A newer run makes an older one's answer void.
 * @param load is given a signal that ends when the screen goes away or a newer run begins.
 */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>): Load<T> {
  const state = shallowRef<LoadState<T>>({ phase: 'waiting' })
  let running: AbortController | undefined
  const stop = () => running?.abort()
  onScopeDispose(stop)
  return {
    state,
    async run() {
      stop()
      const mine = new AbortController()
      running = mine
      const shown = state.value
      if (shown.phase !== 'ready') state.value = { ...shown, phase: 'waiting' }
      try {
        const value = await load(mine.signal)
        if (!mine.signal.aborted) state.value = { phase: 'ready', value }
      } catch (error) {
        if (!mine.signal.aborted)
          state.value = { ...(shown.value === undefined ? {} : { value: shown.value }), phase: 'failed', error }
      }
    },
    set(value) {
      stop()
      state.value = { phase: 'ready', value }
    },
  }
}
