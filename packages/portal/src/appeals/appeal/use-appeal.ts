import { useCommand, type LoadState } from '@civicgrid/kit'
import type { OnAppeal, Progress, Receipt } from '@civicgrid/sdk'
import { onScopeDispose, ref, shallowRef } from 'vue'
import { civic } from '../../platform/civic.ts'
import { codeOf, sentence } from '../../platform/errors.ts'
import { say } from '../../ui/toast.ts'

/** One appeal, alive: it is looked at again and again while the page is open, and after every command. */
export function useAppeal(code: string) {
  const state = shallowRef<LoadState<Progress>>({ phase: 'waiting' })
  /** Sequence numbers of what came while the page was open. */
  const fresh = ref<ReadonlySet<number>>(new Set())
  let following: AbortController | undefined
  onScopeDispose(() => following?.abort())

  async function follow(): Promise<void> {
    following?.abort()
    const mine = new AbortController()
    following = mine
    if (state.value.phase === 'failed') state.value = { phase: 'waiting' }
    try {
      for await (const { progress } of civic.appeals.watch(code, { signal: mine.signal })) {
        const known = state.value.value
        if (known) {
          const had = new Set(known.timeline.map(({ seq }) => seq))
          const came = progress.timeline.map(({ seq }) => seq).filter((seq) => !had.has(seq))
          fresh.value = new Set([...fresh.value, ...came])
        }
        state.value = { phase: 'ready', value: progress }
      }
    } catch (error) {
      if (!mine.signal.aborted)
        state.value = { ...(state.value.value ? { value: state.value.value } : {}), phase: 'failed', error }
    }
  }

  /** Gives a command on the version that is shown; what somebody else did meanwhile is shown before the next try. */
  const command = useCommand(async (work: (at: OnAppeal) => Promise<Receipt>, done: string) => {
    const shown = state.value.value
    if (!shown) return false
    try {
      await work({ code: shown.code, expectedVersion: shown.version })
    } catch (error) {
      if (codeOf(error) === 'VERSION_CONFLICT' || codeOf(error) === 'WRONG_STATE') void follow()
      void say(sentence(error))
      throw error
    }
    void follow()
    void say(done)
    return true
  })

  return { state, fresh, follow, command }
}
