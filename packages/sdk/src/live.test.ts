import type { ServerResponse } from 'node:http'
import { describe, expect, test, vi } from 'vitest'
import type { Progress } from './index.ts'
import { listen, type OpenStream } from './live.ts'
import { serverThat } from './server.fixtures.ts'

const appeal = (version: number) =>
  ({ version, status: 'inProgress', timeline: Array.from({ length: version }, (_, i) => ({ seq: i + 1 })) }) as Progress

/** A service with one appeal whose stream a test writes to. */
async function alive(stream?: (response: ServerResponse, nth: number) => void) {
  const state = { version: 1, looks: 0 }
  const streams: { response: ServerResponse; after: string | null }[] = []
  const { civic } = await serverThat(
    () => {
      state.looks++
      return { data: appeal(state.version) }
    },
    {},
    (response, url) => {
      streams.push({ response, after: url.searchParams.get('after') })
      response.writeHead(200, { 'content-type': 'application/x-ndjson' })
      if (stream) stream(response, streams.length)
      else response.write('\n')
    },
  )
  const leave = new AbortController()
  // By the clock it would look once in ten minutes.
  const updates = civic.appeals.watch('A', { intervalMs: 600_000, signal: leave.signal })
  const next = async () => (await updates.next()).value?.progress.version
  return { state, streams, next, updates, leave: () => leave.abort(new Error('left')) }
}

describe('a watched appeal, live', () => {
  test('is looked at as soon as the stream says something, and at no blank line', async () => {
    const { state, streams, next, leave } = await alive()
    expect(await next()).toBe(1)
    const second = next()
    await expect.poll(() => streams.length).toBe(1)
    expect(streams[0]?.after).toBe('1')
    streams[0]?.response.write('\n\n')
    state.version = 2
    streams[0]?.response.write('{"position":"2"}\n')
    expect(await second).toBe(2)
    expect(state.looks).toBe(2)
    leave()
  })
  test('takes the stream up again after a cut, from what it has seen', async () => {
    const { state, streams, next, leave } = await alive()
    await next()
    const second = next()
    await expect.poll(() => streams.length).toBe(1)
    state.version = 2
    streams[0]?.response.destroy()
    expect(await second).toBe(2)
    const third = next()
    await expect.poll(() => streams.length, { timeout: 15_000 }).toBe(2)
    expect(streams[1]?.after).toBe('2')
    state.version = 3
    streams[1]?.response.write('{"position":"3"}\n')
    expect(await third).toBe(3)
    leave()
  })
  test('ends with what the server says when it ends the stream and refuses the next look', async () => {
    let refused = false
    const streams: ServerResponse[] = []
    const { civic } = await serverThat(
      () => (refused ? { code: 'SCOPE_MISSING' } : { data: appeal(1) }),
      {},
      (response) => {
        streams.push(response)
        response.writeHead(200).write('{"position":"1"}\n')
      },
    )
    const updates = civic.appeals.watch('A', { intervalMs: 600_000 })
    await updates.next()
    const end = updates.next()
    await expect.poll(() => streams.length).toBe(1)
    refused = true
    streams[0]?.end('{"end":"refused"}\n')
    await expect(end).rejects.toMatchObject({ code: 'SCOPE_MISSING' })
  })
  test('lets go of the stream when the loop is left', async () => {
    const { streams, next, updates } = await alive()
    await next()
    const waiting = updates.next()
    await expect.poll(() => streams.length).toBe(1)
    const closed = new Promise((resolve) => streams[0]?.response.on('close', resolve))
    streams[0]?.response.write('{"position":"1"}\n')
    // A generator that waits is left at its next step.
    void waiting.catch(() => undefined)
    void updates.return()
    streams[0]?.response.end()
    await closed
  })
})

/** A stream that never is one, by a clock of the test's own. */
async function tried(open: OpenStream): Promise<{ tries: number; listening: boolean }> {
  vi.useFakeTimers()
  let tries = 0
  const ear = listen({
    open: (...args) => {
      tries++
      return open(...args)
    },
    after: () => '1',
    wake: () => {},
    shown: () => Promise.resolve(),
  })
  await vi.advanceTimersByTimeAsync(3_600_000)
  vi.useRealTimers()
  ear.stop()
  return { tries, listening: ear.listening }
}
const untilAborted = (signal: AbortSignal) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))

describe('where no stream gets through', () => {
  test('an older server that has none is asked three times', async () => {
    expect(await tried(() => Promise.reject(new Error('404')))).toEqual({ tries: 3, listening: false })
  })
  test('a proxy that gathers what it passes on is given eight seconds, three times', async () => {
    expect(await tried((_, __, signal) => untilAborted(signal))).toEqual({ tries: 3, listening: false })
  })
  test('one that answers and closes at once is asked three times', async () => {
    const open: OpenStream = (_, heard) => {
      heard(true)
      return Promise.resolve()
    }
    expect(await tried(open)).toEqual({ tries: 3, listening: false })
  })
  test('one that falls silent is taken for cut, and taken up again as long as it lasts', async () => {
    const { tries } = await tried((_, heard, signal) => {
      heard(false)
      return untilAborted(signal)
    })
    expect(tries).toBeGreaterThan(60)
  })
})
