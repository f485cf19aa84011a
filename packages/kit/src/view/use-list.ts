import { computed, onScopeDispose, shallowRef, type ComputedRef, type ShallowRef } from 'vue'

export interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
}

export interface List<T> {
  readonly items: Readonly<ShallowRef<readonly T[]>>
  readonly phase: Readonly<ShallowRef<'idle' | 'waiting' | 'ready' | 'failed'>>
  readonly error: Readonly<ShallowRef<unknown>>
  readonly atEnd: ComputedRef<boolean>
  /** The first page anew; the old items stay until it is there. */
  refresh(): Promise<void>
  /** The next page, unless one is on its way or there is none. */
  more(): Promise<void>
}

/** A list by opaque cursors. A refresh makes the answer of a page asked for earlier void. */
export function useList<T>(load: (cursor: string | null, signal: AbortSignal) => Promise<Page<T>>): List<T> {
  const items = shallowRef<readonly T[]>([])
  const phase = shallowRef<'idle' | 'waiting' | 'ready' | 'failed'>('idle')
  const error = shallowRef<unknown>()
  const cursor = shallowRef<string | null>(null)
  let running: AbortController | undefined
  onScopeDispose(() => running?.abort())

  async function page(from: string | null): Promise<void> {
    running?.abort()
    const mine = new AbortController()
    running = mine
    phase.value = 'waiting'
    try {
      const answer = await load(from, mine.signal)
      if (mine.signal.aborted) return
      items.value = from === null ? answer.items : [...items.value, ...answer.items]
      cursor.value = answer.nextCursor
      phase.value = 'ready'
    } catch (failure) {
      if (mine.signal.aborted) return
      error.value = failure
      phase.value = 'failed'
    }
  }

  return {
    items,
    phase,
    error,
    atEnd: computed(() => phase.value === 'ready' && cursor.value === null),
    refresh: () => page(null),
    async more() {
      if (phase.value === 'waiting' || (phase.value === 'ready' && cursor.value === null)) return
      await page(cursor.value)
    },
  }
}
