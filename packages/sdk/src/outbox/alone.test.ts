import { describe, expect, test, vi } from 'vitest'
import { alone } from './alone.ts'
import { memoryStore } from './kept.ts'

describe('where the browser has no locks', () => {
  test('a lease lets one in at a time', async () => {
    const store = memoryStore()
    const inside: string[] = []
    let release = () => {}
    const first = alone(
      store,
      'a',
      new AbortController().signal,
      () => new Promise<void>((resolve) => (release = resolve)).then(() => void inside.push('first')),
      null,
    )
    await vi.waitFor(async () => expect(await store.list('lease/')).toHaveLength(1))
    const second = alone(
      store,
      'a',
      new AbortController().signal,
      () => Promise.resolve(void inside.push('second')),
      null,
    )
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(inside).toEqual([])
    release()
    await Promise.all([first, second])
    expect(inside).toEqual(['first', 'second'])
    expect(await store.list('lease/')).toEqual([])
  })

  test('a lease that a killed tab left behind runs out', async () => {
    const store = memoryStore()
    await store.put({ 'lease/a': { holder: 'dead', until: Date.now() + 100 } })
    expect(await alone(store, 'a', new AbortController().signal, () => Promise.resolve('in'), null)).toBe('in')
  })

  test('whoever waits for it stops when told to', async () => {
    const store = memoryStore()
    await store.put({ 'lease/a': { holder: 'other', until: Date.now() + 60_000 } })
    const stop = new AbortController()
    const waiting = alone(store, 'a', stop.signal, () => Promise.resolve(), null)
    stop.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
  })
})
