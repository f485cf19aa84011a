import { CivicError } from '@civicgrid/contracts/constants'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Progress } from './index.ts'
import { serverThat } from './server.fixtures.ts'
import { watchAppeal } from './watch.ts'

/** An appeal at a version, with an event for each version so far. */
const appeal = (version: number, status = 'inProgress') =>
  ({ version, status, timeline: Array.from({ length: version }, (_, i) => ({ seq: i + 1 })) }) as Progress

const next = async (updates: ReturnType<typeof watchAppeal>) => (await updates.next()).value

/** Times (ms) at which an appeal that never changes is looked at. */
async function looks(count: number, look: (nth: number) => Progress): Promise<number[]> {
  const times: number[] = []
  const stop = new AbortController()
  const from = Date.now()
  const updates = watchAppeal(
    () => {
      times.push(Date.now() - from)
      if (times.length === count) stop.abort()
      return Promise.resolve().then(() => look(times.length - 1))
    },
    { signal: stop.signal, intervalMs: 1_000 },
  )
  const end = (async () => {
    for await (const _ of updates);
  })().catch(() => undefined)
  await vi.advanceTimersByTimeAsync(600_000)
  await end
  return times
}

describe('a watched appeal', () => {
  test('is told at once, then whenever it changed, with what is new on its timeline', async () => {
    const versions = [2, 2, 2, 4]
    const { civic, seen } = await serverThat((_, nth) => ({ data: appeal(versions[nth] ?? 4) }))
    const updates = civic.appeals.watch('A', { intervalMs: 5 })
    const first = await updates.next()
    expect(first.value).toMatchObject({ progress: { version: 2 }, entries: [{ seq: 1 }, { seq: 2 }] })
    const second = await updates.next()
    expect(second.value).toMatchObject({ progress: { version: 4 }, entries: [{ seq: 3 }, { seq: 4 }] })
    expect(seen).toHaveLength(4)
  })
  test('is told of what stands beside its own log as well, each once', async () => {
    const beside = (...seqs: number[]) => {
      const progress = appeal(2)
      return { ...progress, timeline: [...progress.timeline, ...seqs.map((seq) => ({ seq }))] }
    }
    const answers = [beside(), beside(-1), beside(-1), beside(-1, -2)]
    const { civic } = await serverThat((_, nth) => ({ data: answers[nth] ?? beside(-1, -2) }))
    const updates = civic.appeals.watch('A', { intervalMs: 1 })
    await updates.next()
    expect((await updates.next()).value).toMatchObject({ entries: [{ seq: -1 }] })
    expect((await updates.next()).value).toMatchObject({ entries: [{ seq: -2 }] })
  })
  test('ends when it is archived', async () => {
    const { civic, seen } = await serverThat((_, nth) => ({ data: nth === 0 ? appeal(1) : appeal(2, 'archived') }))
    const versions: number[] = []
    for await (const { progress } of civic.appeals.watch('A', { intervalMs: 1 })) versions.push(progress.version)
    expect(versions).toEqual([1, 2])
    expect(seen).toHaveLength(2)
  })
  test('stops when the signal says so, also between two looks', async () => {
    const stop = new AbortController()
    const { civic } = await serverThat(() => ({ data: appeal(1) }))
    const updates = civic.appeals.watch('A', { signal: stop.signal })
    await updates.next()
    const waiting = updates.next()
    stop.abort(new Error('page closed'))
    await expect(waiting).rejects.toThrow('page closed')
  })
  test('throws what will not pass by waiting', async () => {
    const { civic } = await serverThat(() => ({ code: 'NOT_FOUND' }))
    await expect(civic.appeals.watch('A').next()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('how often a watched appeal is looked at', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  test('falls while nothing happens, to once in twelve intervals', async () => {
    const times = await looks(14, () => appeal(1))
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0))
    expect(gaps.slice(0, 4)).toEqual([1_000, 1_500, 2_250, 3_375])
    expect(gaps.at(-1)).toBe(12_000)
  })
  test('rises again after a change', async () => {
    const times = await looks(8, (nth) => appeal(nth < 5 ? 1 : 2))
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0))
    expect(gaps[4]).toBeGreaterThan(5_000)
    expect(gaps[5]).toBe(1_000)
  })
  test('falls while the server cannot answer, and the loop goes on', async () => {
    const times = await looks(5, () => {
      throw new CivicError('OVERLOADED')
    })
    expect(times).toEqual([0, 1_500, 3_750, 7_125, 12_187])
  })
  test('is never while another look is under way', async () => {
    let running = 0
    let most = 0
    const updates = watchAppeal(
      async () => {
        most = Math.max(most, ++running)
        await new Promise((resolve) => setTimeout(resolve, 60_000))
        running--
        return appeal(1)
      },
      { intervalMs: 100 },
    )
    void updates.next().then(() => updates.next())
    await vi.advanceTimersByTimeAsync(600_000)
    expect(most).toBe(1)
  })
  test('is never while the page is hidden, and at once when it is shown', async () => {
    const page = Object.assign(new EventTarget(), { hidden: true })
    vi.stubGlobal('document', page)
    const look = vi.fn(() => Promise.resolve(appeal(1)))
    const first = next(watchAppeal(look))
    await vi.advanceTimersByTimeAsync(600_000)
    expect(look).not.toHaveBeenCalled()
    page.hidden = false
    page.dispatchEvent(new Event('visibilitychange'))
    expect(await first).toMatchObject({ progress: { version: 1 } })
  })
  test('a hidden page may still be left', async () => {
    vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: true }))
    const stop = new AbortController()
    const first = watchAppeal(() => Promise.resolve(appeal(1)), { signal: stop.signal }).next()
    stop.abort(new Error('left'))
    await expect(first).rejects.toThrow('left')
  })
})
