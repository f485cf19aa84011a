import { onScopeDispose, shallowRef, toValue, watch, type MaybeRefOrGetter, type ShallowRef } from 'vue'
import type { AppealUpdate } from '../watch.ts'
import type { Progress } from '../wire/appeals.ts'
import { useCivic } from './plugin.ts'

export interface LiveAppeal {
  /** As it stands; null until it is known. */
  readonly progress: Readonly<ShallowRef<Progress | null>>
  /** What came on its timeline since the component is there. */
  readonly fresh: Readonly<ShallowRef<AppealUpdate['entries']>>
  /** Why nothing more comes; null while it is followed. */
  readonly error: Readonly<ShallowRef<unknown>>
  /** Begins anew, after an error or a command. */
  reload(): void
}

/** One appeal, followed while the component lives; another code follows another. */
export function useAppeal(code: MaybeRefOrGetter<string>): LiveAppeal {
  const civic = useCivic()
  const progress = shallowRef<Progress | null>(null)
  const fresh = shallowRef<AppealUpdate['entries']>([])
  const error = shallowRef<unknown>(null)
  let following: AbortController | undefined

  async function follow(): Promise<void> {
    if (following) following.abort()
    const mine = (following = new AbortController())
    error.value = null
    let first = true
    try {
      for await (const update of civic.appeals.watch(toValue(code), { signal: mine.signal })) {
        progress.value = update.progress
        if (!first) fresh.value = [...fresh.value, ...update.entries]
        first = false
      }
    } catch (thrown) {
      if (!mine.signal.aborted) error.value = thrown
    }
  }
  const reload = () => void follow()
  watch(
    () => toValue(code),
    () => {
      progress.value = null
      fresh.value = []
      reload()
    },
    { immediate: true },
  )
  onScopeDispose(() => following && following.abort())
  return { progress, fresh, error, reload }
}
