import { describe, expect, test, vi } from 'vitest'
import type { SessionPair } from '../index.ts'
import { serverThat } from '../server.fixtures.ts'
import { AbortController as Shim, crypto, fetchOver, fillRandom, sendNamedOver, storedPair } from './index.ts'

type Asked = Parameters<Parameters<typeof fetchOver>[0]['request']>[0]

/** A mini-program's request over a real one. */
function platform() {
  const seen = { asked: [] as Asked[], aborted: 0 }
  return {
    seen,
    request(options: Asked) {
      seen.asked.push(options)
      const stop = new AbortController()
      fetch(options.url, {
        method: options.method,
        headers: options.header,
        signal: stop.signal,
        ...(options.data === undefined ? {} : { body: options.data }),
      })
        .then(async (answer) =>
          options.success({
            statusCode: answer.status,
            data: await answer.text(),
            header: { 'Retry-After': answer.headers.get('retry-after') ?? '' },
          }),
        )
        .catch(options.fail)
      return {
        abort() {
          seen.aborted += 1
          stop.abort()
        },
      }
    },
  }
}
const over = (phone = platform()) => ({ phone, options: { fetch: fetchOver(phone) } })
const caught = (promise: Promise<unknown>) => promise.catch((error: unknown) => error)

describe('requests of a mini-program', () => {
  test('read and command as a browser does, and answers stay text until the SDK parses them', async () => {
    const { phone, options } = over()
    const { civic, seen } = await serverThat(() => ({ data: { code: 'A' } }), options)
    expect(await civic.progress.get('A')).toEqual({ code: 'A' })
    await civic.appeals.urge({ code: 'A', expectedVersion: 1 })
    expect(seen.map(({ method }) => method)).toEqual(['GET', 'POST'])
    expect(seen[1]?.input).toEqual({ code: 'A', expectedVersion: 1 })
    expect(phone.seen.asked.map(({ dataType }) => dataType)).toEqual(['其他', '其他'])
  })
  test('an error of the server is the same error', async () => {
    const { options } = over()
    const { civic } = await serverThat(() => ({ code: 'RATE_LIMITED' }), { ...options, retry: { times: 0 } })
    expect(await caught(civic.progress.get('A'))).toMatchObject({ code: 'RATE_LIMITED', status: 429 })
  })
  test('without a network it is NETWORK', async () => {
    const { options } = over()
    const { civic } = await serverThat(() => 'hang up', { ...options, retry: { times: 0 } })
    expect(await caught(civic.progress.get('A'))).toMatchObject({ code: 'NETWORK' })
  })
  test('a task of Taro’s, which is a promise besides, fails once', async () => {
    const request = (options: Asked) => {
      queueMicrotask(() => options.fail({ errMsg: 'request:fail' }))
      return Object.assign(Promise.reject(new Error('again')), { abort: () => {} })
    }
    const { civic } = await serverThat(() => 'silence', { fetch: fetchOver({ request }), retry: { times: 0 } })
    expect(await caught(civic.progress.get('A'))).toMatchObject({ code: 'NETWORK' })
  })
  test('an aborted call ends the request on the phone', { timeout: 5_000 }, async () => {
    const { phone, options } = over()
    const { civic, seen } = await serverThat(() => 'silence', options)
    const stop = new AbortController()
    const call = caught(civic.progress.get('A', { signal: stop.signal }))
    await expect.poll(() => seen.length).toBe(1)
    stop.abort()
    expect(await call).toMatchObject({ name: 'AbortError' })
    expect(phone.seen.aborted).toBe(1)
  })
})

describe('a photo that the phone names', () => {
  const said = { token: 'k'.repeat(22) }
  function uploads(answers: (number | 'fail')[]) {
    const sent: { filePath: string; name: string; header: Record<string, string> }[] = []
    const named = sendNamedOver({
      uploadFile(options) {
        sent.push(options)
        const answer = answers.shift() ?? 201
        queueMicrotask(() => {
          if (answer === 'fail') options.fail({ errMsg: 'uploadFile:fail' })
          else options.success({ statusCode: answer, data: JSON.stringify(said) })
        })
        return {
          abort: () => {},
          onProgressUpdate: (told) => told({ totalBytesSent: 5, totalBytesExpectedToSend: 10 }),
        }
      },
    })
    return { sent, named }
  }
  test('goes by its path, as the part that the server reads, and tells how far it is', async () => {
    const { sent, named } = uploads([])
    const { civic } = await serverThat(() => 'silence', { sendNamed: named })
    const onProgress = vi.fn<(progress: { sent: number; total: number }) => void>()
    expect(await civic.files.upload({ path: 'wxfile://tmp/a.jpg' }, { onProgress })).toEqual(said)
    expect(sent[0]).toMatchObject({ filePath: 'wxfile://tmp/a.jpg', name: 'file' })
    expect(sent[0]?.header['content-type']).toBeUndefined()
    expect(onProgress).toHaveBeenCalledWith({ sent: 5, total: 10 })
  })
  test('is tried again under the same key when no answer came', async () => {
    const { sent, named } = uploads(['fail', 201])
    const { civic } = await serverThat(() => 'silence', { sendNamed: named })
    await civic.files.upload({ path: 'wxfile://tmp/a.jpg' })
    expect(sent).toHaveLength(2)
    expect(new Set(sent.map(({ header }) => header['idempotency-key'])).size).toBe(1)
  })
})

describe('what a mini-program lacks', () => {
  test('an abort is told once, with its reason, and to nobody who has left', () => {
    const control = new Shim()
    const [told, left] = [vi.fn<() => void>(), vi.fn<() => void>()]
    control.signal.addEventListener('abort', told)
    control.signal.addEventListener('abort', left)
    control.signal.removeEventListener('abort', left)
    control.abort('enough')
    control.abort('again')
    expect([told.mock.calls.length, left.mock.calls.length]).toEqual([1, 0])
    expect([control.signal.aborted, control.signal.reason]).toEqual([true, 'enough'])
  })
  test('random bytes come from the phone as long as they last, then from the engine', () => {
    fillRandom(
      { getRandomValues: ({ length, success }) => success({ randomValues: new Uint8Array(length).fill(7).buffer }) },
      4,
    )
    const bytes = crypto.getRandomValues(new Uint8Array(64))
    expect([...bytes.slice(0, 4)]).toEqual([7, 7, 7, 7])
    expect(new Set(bytes.slice(4)).size).toBeGreaterThan(8)
    expect(() => fillRandom({ getRandomValues: ({ fail }) => fail('old WeChat') })).not.toThrow()
  })
  test('a pair is kept in storage, also by a full one as long as the program runs', async () => {
    const pair: SessionPair = {
      access: 'a',
      refresh: 'r',
      expiresAt: '2026-03-02T00:00:00Z',
      endsAt: '2026-04-02T00:00:00Z',
    }
    const kept = new Map<string, unknown>()
    const storage = {
      getStorageSync: (key: string) => kept.get(key) ?? '',
      setStorageSync: (key: string, value: unknown) => void kept.set(key, value),
      removeStorageSync: (key: string) => void kept.delete(key),
    }
    const store = storedPair(storage, 'pair')
    expect(await store.read()).toBeNull()
    await store.write(pair)
    expect(await storedPair(storage, 'pair').read()).toEqual(pair)
    await store.write(null)
    expect(await storedPair(storage, 'pair').read()).toBeNull()
    const full = storedPair(
      {
        ...storage,
        setStorageSync: () => {
          throw new Error('exceed max size')
        },
      },
      'pair',
    )
    await full.write(pair)
    expect(await full.read()).toEqual(pair)
  })
})
