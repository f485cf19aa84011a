import type { Progress } from '@civicgrid/sdk'
import { CivicError } from '@civicgrid/contracts/constants'
import { describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useFollowed, type FollowParts } from './followed.ts'

type Look = { progress: Progress } | { error: unknown }
const seen = (version: number, seqs: number[]) =>
  ({ progress: { code: 'A', version, timeline: seqs.map((seq) => ({ seq })) } }) as never as { progress: Progress }

/** A watch that gives what it is told to give. */
function setUp(seen?: FollowParts['seen']) {
  const signals: AbortSignal[] = []
  const give: ((look: Look) => void)[] = []
  const fail: ((error: unknown) => void)[] = []
  async function* watch(signal: AbortSignal) {
    signals.push(signal)
    for (;;)
      yield await new Promise<Look>((resolve, reject) => {
        give.push(resolve)
        fail.push(reject)
      })
  }
  const say = vi.fn<FollowParts['say']>()
  const scope = effectScope()
  const followed = scope.run(() => useFollowed({ watch, say, sentence: () => 'why', ...(seen ? { seen } : {}) }))
  if (!followed) throw new Error('no scope')
  return { followed, scope, signals, say, give, fail }
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('an appeal that is followed', () => {
  it('shows each look, and marks what came while it was open', async () => {
    const { followed, give } = setUp()
    void followed.follow()
    await settled()
    give[0]?.(seen(1, [1]))
    await settled()
    expect(followed.fresh.value.size).toBe(0)
    give[1]?.(seen(2, [1, 2]))
    await settled()
    expect([followed.state.value.value?.version, [...followed.fresh.value]]).toEqual([2, [2]])
  })
  it('keeps what is shown when a look fails for now, and goes on with the next', async () => {
    const { followed, give } = setUp()
    void followed.follow()
    await settled()
    give[0]?.(seen(1, [1]))
    await settled()
    give[1]?.({ error: new CivicError('NETWORK') })
    await settled()
    expect(followed.state.value).toMatchObject({ phase: 'failed', value: { version: 1 } })
    give[2]?.(seen(2, [1]))
    await settled()
    expect(followed.state.value).toMatchObject({ phase: 'ready', value: { version: 2 } })
  })
  it('begins with what was seen last, marks what is new since then, and forgets it once it may not be read', async () => {
    const rows = new Map([['a', { at: 5, value: seen(1, [1]).progress as unknown }]])
    const store = {
      get: <T>(name: string) => (rows.get(name) as { at: number; value: T } | undefined) ?? null,
      put: (name: string, row: { at: number; value: unknown }) => void rows.set(name, row),
      forget: (name: string) => void rows.delete(name),
    }
    const { followed, give, fail } = setUp({ store, name: () => 'a' })
    void followed.follow()
    await settled()
    expect([followed.state.value.value?.version, followed.seenAt.value]).toEqual([1, 5])
    give[0]?.(seen(2, [1, 2]))
    await settled()
    expect([[...followed.fresh.value], rows.get('a')?.value]).toEqual([[2], seen(2, [1, 2]).progress])
    fail[1]?.(new CivicError('NOT_FOUND'))
    await settled()
    expect([followed.state.value.value, rows.size]).toEqual([undefined, 0])
  })
  it('looks no more once it is paused, and what was on its way then is not shown', async () => {
    const { followed, give, signals } = setUp()
    void followed.follow()
    await settled()
    followed.pause()
    give[0]?.(seen(1, [1]))
    await settled()
    expect([signals[0]?.aborted, followed.state.value.phase]).toEqual([true, 'waiting'])
  })
  it('begins anew with each follow, and ends with its screen', async () => {
    const { followed, scope, signals } = setUp()
    void followed.follow()
    void followed.follow()
    scope.stop()
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
  })
  it('gives a command on the version shown; of one that was overtaken it says so, and looks again', async () => {
    const { followed, give, signals, say } = setUp()
    void followed.follow()
    await settled()
    give[0]?.(seen(3, [1]))
    await settled()
    const at: unknown[] = []
    const work = (given: unknown) => {
      at.push(given)
      return Promise.reject(new CivicError('VERSION_CONFLICT'))
    }
    expect(await followed.command.run(work, 'done')).toBeUndefined()
    expect([at, signals.length, say.mock.calls]).toEqual([[{ code: 'A', expectedVersion: 3 }], 2, [['why']]])
    expect(await followed.command.run(() => Promise.resolve({} as never), 'done')).toBe(true)
    expect([signals.length, say.mock.calls.at(-1)]).toEqual([3, ['done']])
  })
})
