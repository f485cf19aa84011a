import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CivicError, CLIENT_HEADER } from '@civicgrid/contracts'
import { call, newKey, signIn, startTestServer, type TestServer } from '../../test/http.ts'
import { createRateLimits, RATE_LIMITS } from './rate-limits.ts'

let server: TestServer
let li: string
beforeAll(async () => {
  server = await startTestServer({ metricsToken: 'a-token-for-scrapers' })
  li = (await signIn(server.url, 'li')).token
})
afterAll(() => server.stop())

const post = (path: string, body: string | ReadableStream, headers: Record<string, string> = {}) =>
  fetch(server.url + path, {
    method: 'POST',
    body,
    headers,
    ...(body instanceof ReadableStream ? { duplex: 'half' as const } : {}),
  })
const civic = async (response: Response) => JSON.parse(await response.text()).error.data.civic

describe('every answer', () => {
  test('has an id, which a client or proxy may give', async () => {
    const own = await fetch(`${server.url}/healthz`)
    expect(own.headers.get('x-request-id')).toMatch(/^[\w-]{12}$/)
    const given = await fetch(`${server.url}/healthz`, { headers: { 'x-request-id': 'proxy-4711-0001' } })
    expect(given.headers.get('x-request-id')).toBe('proxy-4711-0001')
    const forged = await fetch(`${server.url}/healthz`, { headers: { 'x-request-id': 'a b' } })
    expect(forged.headers.get('x-request-id')).not.toBe('a b')
  })

  test('that is an error has one shape, from every route, with the id in it', async () => {
    for (const response of [
      await fetch(`${server.url}/nothing/here`, { method: 'POST' }),
      await fetch(`${server.url}/trpc/no.such`),
      await fetch(`${server.url}/files/AAAAAAAAAAAAAAAAAAAAAA?e=1&s=x`),
      await post('/api/files', 'x'),
    ]) {
      const error = await civic(response)
      expect(error).toEqual({
        code: expect.any(String),
        status: response.status,
        requestId: response.headers.get('x-request-id'),
        retryable: false,
        retryAfterMs: null,
        fields: expect.toSatisfy((fields) => fields === null || typeof fields === 'object'),
        changes: null,
        message: expect.any(String),
      })
    }
  })

  test('is never sniffed for another type', async () => {
    expect((await fetch(`${server.url}/nothing`)).headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('with a person’s data is kept by nobody between', async () => {
    expect(
      (await call(server.url, 'identity.me', undefined, { method: 'GET', token: li })).headers.get('cache-control'),
    ).toBe('no-store')
  })
})

describe('a request is refused before its work begins', () => {
  test('when its client is too old', async () => {
    const old = { [CLIENT_HEADER]: 'portal/0.0.9' }
    const { status, error } = await call(server.url, 'identity.me', undefined, { method: 'GET', headers: old })
    expect([status, error.code]).toEqual([426, 'CLIENT_TOO_OLD'])
    expect((await post('/api/files', 'x', old)).status).toBe(426)
    for (const fresh of ['portal/0.1.0', 'portal/0.10.0', 'portal/1.0.0', 'curl'])
      expect(
        (await call(server.url, 'identity.me', undefined, { method: 'GET', headers: { [CLIENT_HEADER]: fresh } }))
          .status,
      ).toBe(200)
  })

  test('when its body is too long, declared or not', async () => {
    const long = JSON.stringify({ persona: 'x'.repeat(300_000) })
    const declared = await post('/trpc/identity.demoSignIn', long, { 'content-type': 'application/json' })
    expect([declared.status, (await civic(declared)).fields]).toEqual([400, { body: 'tooBig' }])
    const chunked = await post('/trpc/identity.demoSignIn', new Blob([long]).stream(), {
      'content-type': 'application/json',
    })
    expect([chunked.status, (await civic(chunked)).fields]).toEqual([400, { body: 'tooBig' }])
  })

  test('when several commands come as one', async () => {
    const response = await post('/trpc/places.remove,places.remove?batch=1', '{"0":{},"1":{}}', {
      'content-type': 'application/json',
      authorization: `Bearer ${li}`,
      'idempotency-key': newKey(),
    })
    expect((await civic(response)).fields).toEqual({ batch: 'value' })
  })

  test('when a command is asked for by GET', async () => {
    const { status, error } = await call(
      server.url,
      'places.remove',
      { id: 'AAAAAAAAAAAAAAAA' },
      { method: 'GET', token: li, headers: { 'idempotency-key': newKey() } },
    )
    expect([status, error.code]).toEqual([400, 'BAD_INPUT'])
  })

  test('when it is no JSON', async () => {
    const response = await post('/trpc/identity.demoSignIn', '{"persona": 路灯', { 'content-type': 'application/json' })
    expect([response.status, (await civic(response)).code]).toEqual([400, 'BAD_INPUT'])
  })
})

test('queries may come as one, up to ten', async () => {
  const names = (n: number) => Array.from({ length: n }, () => 'identity.me').join(',')
  const two = JSON.parse(await (await fetch(`${server.url}/trpc/${names(2)}?batch=1&input={}`)).text())
  expect(two.map((answer: { result: { data: object } }) => answer.result.data)).toEqual([
    { kind: 'guest' },
    { kind: 'guest' },
  ])
  expect((await fetch(`${server.url}/trpc/${names(11)}?batch=1&input={}`)).status).toBe(400)
})

test('a body that was declared by chunks is read all the same', async () => {
  const response = await post('/trpc/identity.demoSignIn', new Blob(['{"persona":"li"}']).stream(), {
    'content-type': 'application/json',
  })
  expect(response.status).toBe(200)
})

describe('limits', () => {
  test('are told with the time to wait, and spare others', async () => {
    const strict = await startTestServer({
      rateLimits: createRateLimits({
        ...RATE_LIMITS,
        query: { seconds: 60, resident: 2, staff: 2, guest: 2, address: 100 },
      }),
    })
    const [one, two] = [await signIn(strict.url, 'li'), await signIn(strict.url, 'chen')]
    const ask = (token: string) => call(strict.url, 'identity.me', undefined, { method: 'GET', token })
    await ask(one.token)
    await ask(one.token)
    const { status, error, headers } = await ask(one.token)
    expect([status, error.code, error.retryable]).toEqual([429, 'RATE_LIMITED', true])
    expect(error.retryAfterMs).toBeGreaterThan(50_000)
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(50)
    expect((await ask(two.token)).status).toBe(200)
    await strict.stop()
  })
})

describe('the log', () => {
  test('tells what happened and to whom nothing', async () => {
    const before = server.logged.length
    const key = newKey()
    const secrets = ['路灯坏了三天', '13911112222', '王秀兰', '书院路22号', li, key, 'session-in-url', 'Wang Xiulan']
    await call(
      server.url,
      'places.save',
      { label: '王秀兰', address: '书院路22号 13911112222', lng: 121.123456, lat: 31.2 },
      {
        token: li,
        headers: { 'idempotency-key': key, cookie: 'civic=cookie-value-1234', 'user-agent': 'phone of Wang Xiulan' },
      },
    )
    await call(
      server.url,
      'places.save',
      { label: '路灯坏了三天', lat: '13911112222' },
      { token: li, headers: { 'idempotency-key': newKey() } },
    )
    await fetch(`${server.url}/trpc/${encodeURIComponent('路灯坏了三天')}?input=${encodeURIComponent('"13911112222"')}`)
    await fetch(`${server.url}/appeals/13911112222?t=session-in-url`)
    const lines = server.logged.slice(before).join('')
    for (const secret of [...secrets, 'cookie-value-1234', '121.123456', encodeURIComponent('路灯'), '127.0.0.1'])
      expect(lines).not.toContain(secret)
    expect(lines).toContain('"route":"trpc:places.save"')
    expect(lines).toContain('"route":"trpc:unknown"')
    expect(lines).toContain('"actor":"resident"')
  })

  test('says of what nobody foresaw where it came from, and the caller learns an id only', async () => {
    const broken = await startTestServer({ ready: () => Promise.resolve({ database: true }) })
    await broken.db.work((tx) => tx.run('ALTER TABLE "SavedPlace" RENAME TO "Gone"'))
    const { token } = await signIn(broken.url, 'li')
    const { status, error } = await call(broken.url, 'places.list', undefined, { method: 'GET', token })
    expect([status, error.code, error.message]).toEqual([500, 'INTERNAL', 'something went wrong'])
    const line = broken.logged.find((entry) => entry.includes('unforeseen')) ?? ''
    expect(line).toContain(error.requestId ?? 'none')
    expect(line).toContain('places.service.ts')
    await broken.stop()
  })
})

describe('for operators', () => {
  test('healthz says that the process lives, readyz whether it can serve', async () => {
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({ ready: true, checks: { database: true } })
    const sick = await startTestServer({ ready: () => Promise.resolve({ database: true, readers: false }) })
    const gone = await startTestServer({ ready: () => Promise.reject(new CivicError('OVERLOADED')) })
    for (const { url, stop } of [sick, gone]) {
      const response = await fetch(`${url}/readyz`)
      expect([response.status, JSON.parse(await response.text()).ready]).toEqual([503, false])
      await stop()
    }
  })

  test('metrics are for this machine or the token; others do not find them', async () => {
    const passedOn = { 'x-forwarded-for': '203.0.113.9' }
    expect((await fetch(`${server.url}/metrics`)).status).toBe(200)
    expect((await fetch(`${server.url}/metrics`, { headers: passedOn })).status).toBe(404)
    expect(
      (await fetch(`${server.url}/metrics`, { headers: { ...passedOn, authorization: 'Bearer a-token-for-guessers' } }))
        .status,
    ).toBe(404)
    const text = await (
      await fetch(`${server.url}/metrics`, { headers: { ...passedOn, authorization: 'Bearer a-token-for-scrapers' } })
    ).text()
    expect(text).toMatch(/civic_http_request_seconds_count\{route="trpc:identity\.me",status="2xx"\} [1-9]/)
    expect(text).toMatch(/civic_errors_total\{code="CLIENT_TOO_OLD"\} [1-9]/)
    expect(text).toContain('process_resident_memory_bytes')
  })

  test('a test’s clock is moved from this machine only', async () => {
    const move = async (body: object, headers = {}) => post('/test/clock', JSON.stringify(body), headers)
    const before = server.kernel.clock.now()
    expect((await move({ advanceMs: 60_000 })).status).toBe(200)
    expect(server.kernel.clock.now()).toBe(before + 60_000)
    expect(await (await move({ now: '2026-03-02T01:00:00.000Z' })).json()).toEqual({ now: '2026-03-02T01:00:00.000Z' })
    expect((await move({ advanceMs: 1 }, { 'x-forwarded-for': '203.0.113.9' })).status).toBe(404)
    expect((await move({ advance: 1 })).status).toBe(400)
    expect(server.kernel.clock.now()).toBe(before)
  })
})

test('a sender that never finishes its headers is let go and holds nobody up', async () => {
  const { port } = new URL(server.url)
  const slow = connect(Number(port), '127.0.0.1')
  slow.write('POST /trpc/identity.me HTTP/1.1\r\nhost: x\r\n')
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  slow.destroy()
})
