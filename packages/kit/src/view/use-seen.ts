import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { codeOf } from './failure.ts'
import { useList, type List, type Page } from './use-list.ts'
import { useLoad, type Load, type LoadState } from './use-load.ts'

/** What was shown last, and when: epoch milliseconds. */
export interface Seen<T> {
  readonly at: number
  readonly value: T
}

/** Where that is kept. It may forget at any time: what it holds can be fetched again. */
export interface SeenStore {
  get<T>(name: string): Seen<T> | null
  put<T>(name: string, seen: Seen<T>): void
  forget(name: string): void
}

/** What the server says no to is no longer this person's to see; anything else says only that it was not reached. */
const NO_MORE: ReadonlySet<string | null> = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'CODE_INVALID'])
export const isRefused = (error: unknown): boolean => NO_MORE.has(codeOf(error))

export interface Kept<T> {
  readonly at: ShallowRef<number | null>
  /** What was kept under this name, and its time. */
  find(): T | null
  keep(value: T): void
  forget(): void
}

/** @param name null: nothing is kept now, as for a guest */
export function keptBy<T>(store: SeenStore, name: () => string | null): Kept<T> {
  const at = shallowRef<number | null>(null)
  return {
    at,
    find() {
      const under = name()
      const seen = under === null ? null : store.get<T>(under)
      at.value = seen?.at ?? null
      return seen?.value ?? null
    },
    keep(value) {
      at.value = Date.now()
      const under = name()
      if (under !== null) store.put(under, { at: at.value, value })
    },
    forget() {
      at.value = null
      const under = name()
      if (under !== null) store.forget(under)
    },
  }
}

export interface SeenLoad<T> extends Load<T> {
  /** Since when what is shown is known, in epoch milliseconds: tell it where the phase is `failed`. */
  readonly seenAt: Readonly<ShallowRef<number | null>>
}

/** `useLoad` that begins with what was seen last, and falls back to it while nobody is reached. */
export function useSeen<T>(
  store: SeenStore,
  name: () => string | null,
  load: (signal: AbortSignal) => Promise<T>,
): SeenLoad<T> {
  const kept = keptBy<T>(store, name)
  const loaded = useLoad(async (signal) => {
    try {
      const value = await load(signal)
      if (!signal.aborted) kept.keep(value)
      return value
    } catch (error) {
      if (!signal.aborted && isRefused(error)) kept.forget()
      throw error
    }
  })
  const state = computed<LoadState<T>>(() => {
    const shown = loaded.state.value
    return shown.phase === 'failed' && isRefused(shown.error) ? { phase: 'failed', error: shown.error } : shown
  })
  return {
    state,
    seenAt: kept.at,
    async run() {
      if (loaded.state.value.value === undefined) {
        const found = kept.find()
        if (found !== null) loaded.set(found)
      }
      await loaded.run()
    },
    set(value) {
      kept.keep(value)
      loaded.set(value)
    },
  }
}

export interface SeenList<T> extends List<T> {
  readonly items: ComputedRef<readonly T[]>
  readonly seenAt: Readonly<ShallowRef<number | null>>
}

/** `useList` whose first page is there again without a network. @param name of the list, with its filter */
export function useSeenList<T>(
  store: SeenStore,
  name: () => string | null,
  load: (cursor: string | null, signal: AbortSignal) => Promise<Page<T>>,
): SeenList<T> {
  const kept = keptBy<readonly T[]>(store, name)
  /** What was seen last, until the first page under this name is there: the list still holds those of another name. */
  const old = shallowRef<readonly T[] | null>([])
  const list = useList<T>(async (cursor, signal) => {
    try {
      const page = await load(cursor, signal)
      if (cursor === null && !signal.aborted) kept.keep(page.items)
      return page
    } catch (error) {
      if (!signal.aborted && isRefused(error)) {
        old.value = []
        kept.forget()
      }
      throw error
    }
  })
  let shown: string | null = null
  async function refresh(): Promise<void> {
    const asked = name()
    if (asked !== shown || old.value !== null) {
      shown = asked
      old.value = kept.find() ?? []
    }
    await list.refresh()
    if (list.phase.value === 'ready') old.value = null
  }
  return {
    ...list,
    seenAt: kept.at,
    items: computed(() => old.value ?? list.items.value),
    refresh,
    more: () => (old.value === null ? list.more() : refresh()),
  }
}
