import type { OnAppeal, Progress, Receipt } from '@civicgrid/sdk'
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { codeOf } from '../view/failure.ts'
import { useCommand, type Command } from '../view/use-command.ts'
import type { LoadState } from '../view/use-load.ts'
import { isRefused, keptBy, type SeenStore } from '../view/use-seen.ts'

export interface FollowParts {
  /** Looks again and again until the signal ends; ends by itself once it is archived. A look that failed for now is told. */
  watch(signal: AbortSignal): AsyncIterable<{ progress: Progress } | { error: unknown }>
  /** Says something for a moment. */
  say(words: string): unknown
  sentence(error: unknown): string
  /** Where what was seen last is kept, and under which name; for faces that show it without a network. */
  seen?: { store: SeenStore; name(): string | null }
}

export interface Followed {
  readonly state: Readonly<ShallowRef<LoadState<Progress>>>
  /** Sequence numbers of what came while the page was open. */
  readonly fresh: Readonly<Ref<ReadonlySet<number>>>
  /** Since when what is shown is known, in epoch milliseconds. */
  readonly seenAt: Readonly<ShallowRef<number | null>>
  /** Begins, or begins anew; settles when it is over. */
  follow(): Promise<void>
  /** Nobody looks at it any more; `follow` takes it up again. */
  pause(): void
  /** Gives a command on the version that is shown; what somebody else did meanwhile is shown before the next try. */
  readonly command: Command<[work: (at: OnAppeal) => Promise<Receipt>, done: string], boolean>
}

/** Keeps nothing. */
const NOWHERE: SeenStore = { get: () => null, put: () => undefined, forget: () => undefined }

/** One appeal, alive: it is looked at again and again while the page is open, and after every command. */
export function useFollowed({ watch, say, sentence, seen }: FollowParts): Followed {
  const kept = keptBy<Progress>(seen?.store ?? NOWHERE, seen?.name ?? (() => null))
  const state = shallowRef<LoadState<Progress>>({ phase: 'waiting' })
  const fresh = ref<ReadonlySet<number>>(new Set())
  let following: AbortController | undefined
  const pause = () => following?.abort()
  onScopeDispose(pause)

  function show(progress: Progress): void {
    const known = state.value.value
    if (known) {
      const had = new Set(known.timeline.map(({ seq }) => seq))
      const came = progress.timeline.map(({ seq }) => seq).filter((seq) => !had.has(seq))
      fresh.value = new Set([...fresh.value, ...came])
    }
    kept.keep(progress)
    state.value = { phase: 'ready', value: progress }
  }
  function fail(error: unknown): void {
    if (isRefused(error)) kept.forget()
    const known = isRefused(error) ? undefined : state.value.value
    state.value = { ...(known ? { value: known } : {}), phase: 'failed', error }
  }
  async function follow(): Promise<void> {
    pause()
    const mine = new AbortController()
    following = mine
    const shown = state.value.value ?? kept.find()
    if (state.value.phase !== 'ready') state.value = { phase: 'waiting', ...(shown ? { value: shown } : {}) }
    try {
      for await (const look of watch(mine.signal)) {
        if (mine.signal.aborted) return
        if ('error' in look) fail(look.error)
        else show(look.progress)
      }
    } catch (error) {
      if (!mine.signal.aborted) fail(error)
    }
  }

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
  return { state, fresh, seenAt: kept.at, follow, pause, command }
}
