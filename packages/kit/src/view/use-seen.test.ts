import { CivicError, type ErrorCode } from '@civicgrid/contracts/constants'
import { describe, expect, it } from 'vitest'
import { effectScope } from 'vue'
import { useSeen, useSeenList, type Seen, type SeenStore } from './use-seen.ts'

function phone(rows: Record<string, Seen<unknown>> = {}) {
  const kept = new Map<string, Seen<unknown>>(Object.entries(rows))
  const store: SeenStore = {
    get: <T>(name: string) => (kept.get(name) as Seen<T> | undefined) ?? null,
    put: (name, seen) => void kept.set(name, seen),
    forget: (name) => void kept.delete(name),
  }
  return { kept, store }
}
/** A server that says, one after another, a value or a code. */
const saying =
  <T>(...said: (T | ErrorCode)[]) =>
  async (): Promise<T> => {
    const next = said.shift()
    if (typeof next === 'string') throw new CivicError(next as ErrorCode)
    return next as T
  }
const within = <T>(make: () => T): T => {
  const made = effectScope().run(make)
  if (made === undefined) throw new Error('nothing was made')
  return made
}
const OLD = { at: 1_000, value: { text: 'old' } }

describe('one thing that was seen before', () => {
  it('is there without a network, with its age, and gives way to what the server says', async () => {
    const { store, kept } = phone({ a: OLD })
    const loaded = within(() => useSeen(store, () => 'a', saying<{ text: string }>('NETWORK', { text: 'new' })))
    await loaded.run()
    expect([loaded.state.value.phase, loaded.state.value.value, loaded.seenAt.value]).toEqual([
      'failed',
      { text: 'old' },
      1_000,
    ])
    await loaded.run()
    expect(loaded.state.value).toEqual({ phase: 'ready', value: { text: 'new' } })
    expect(loaded.seenAt.value).toBeGreaterThan(1_000)
    expect(kept.get('a')?.value).toEqual({ text: 'new' })
  })
  it.each(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'] as const)('is no longer shown after %s', async (code) => {
    const { store, kept } = phone({ a: OLD })
    const loaded = within(() => useSeen(store, () => 'a', saying<{ text: string }>(code)))
    await loaded.run()
    expect([loaded.state.value.phase, loaded.state.value.value]).toEqual(['failed', undefined])
    expect(kept.size).toBe(0)
  })
  it('is kept for nobody where nobody is known', async () => {
    const { store, kept } = phone({ a: OLD })
    const loaded = within(() => useSeen(store, () => null, saying<{ text: string }>({ text: 'new' })))
    await loaded.run()
    expect([...kept.keys()]).toEqual(['a'])
    expect(kept.get('a')).toBe(OLD)
  })
})

describe('a list that was seen before', () => {
  const page = (...items: number[]) => ({ items, nextCursor: null })
  it('shows its first page without a network, and what the server says once it is reached', async () => {
    const { store, kept } = phone({ all: { at: 1_000, value: [1, 2] } })
    const list = within(() =>
      useSeenList(store, () => 'all', saying<ReturnType<typeof page>>('NETWORK', page(3), page())),
    )
    await list.refresh()
    expect([list.phase.value, list.items.value, list.seenAt.value]).toEqual(['failed', [1, 2], 1_000])
    await list.refresh()
    expect(list.items.value).toEqual([3])
    expect(kept.get('all')?.value).toEqual([3])
    await list.refresh()
    expect(list.items.value).toEqual([])
  })
  it('shows nothing of one filter under another', async () => {
    const { store } = phone({ all: { at: 1_000, value: [1, 2] } })
    let name = 'all'
    const list = within(() =>
      useSeenList(store, () => name, saying<ReturnType<typeof page>>(page(1, 2, 3), 'NETWORK', 'UNAUTHENTICATED')),
    )
    await list.refresh()
    name = 'open'
    await list.refresh()
    expect([list.phase.value, list.items.value]).toEqual(['failed', []])
    name = 'all'
    await list.refresh()
    expect(list.items.value).toEqual([])
  })
})
