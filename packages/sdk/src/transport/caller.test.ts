import { describe, expect, test } from 'vitest'
import { CivicError, isCivicError, UnknownCivicError } from '../index.ts'
import { bodyOfError, serverThat } from '../server.fixtures.ts'

const receipt = { code: '7K2M9PQX4RTVW', version: 2, status: 'submitted', at: '2026-03-02T01:00:00.000Z', dueAt: null }
const urge = { code: receipt.code, expectedVersion: 1 }
const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('a command', () => {
  test('is posted to its procedure with its input, realm, client and language', async () => {
    const { civic, seen } = await serverThat(() => ({ data: receipt }), {
      realm: 'staff',
      locale: 'en',
      client: 'desk/1.2.3',
    })
    expect(await civic.appeals.urge(urge)).toEqual(receipt)
    expect(seen[0]).toMatchObject({
      method: 'POST',
      path: '/trpc/appeals.urge',
      input: urge,
      headers: {
        'content-type': 'application/json',
        'x-civic-realm': 'staff',
        'x-civic-client': 'desk/1.2.3',
        'accept-language': 'en',
      },
    })
  })
  test('keeps its idempotency key over all its attempts, and the next command has another', async () => {
    const { civic, seen } = await serverThat((_, nth) =>
      nth === 0 ? 'hang up' : nth === 1 ? { code: 'OVERLOADED' } : { data: receipt },
    )
    await civic.appeals.urge(urge)
    await civic.appeals.urge(urge)
    const keys = seen.map(({ headers }) => headers['idempotency-key'])
    expect(keys).toHaveLength(4)
    expect(keys[0]).toMatch(/^[\w-]{16,64}$/)
    expect(new Set(keys.slice(0, 3)).size).toBe(1)
    expect(keys[3]).not.toBe(keys[0])
  })
  test('takes the caller’s own key', async () => {
    const { civic, seen } = await serverThat(() => ({ data: receipt }))
    await civic.appeals.urge(urge, { idempotencyKey: 'kept-in-the-draft-1' })
    expect(seen[0]?.headers['idempotency-key']).toBe('kept-in-the-draft-1')
  })
  test('says for which account it is meant, where the caller says so', async () => {
    const { civic, seen } = await serverThat(() => ({ data: receipt }))
    await civic.appeals.urge(urge, { account: 'li' })
    await civic.appeals.urge(urge)
    expect(seen.map(({ headers }) => headers['x-civic-account'])).toEqual(['li', undefined])
  })
  test('is sent without a body where it takes nothing', async () => {
    const { civic, seen } = await serverThat(() => ({ data: { done: true } }))
    await civic.identity.signOut()
    expect(seen[0]?.raw).toHaveLength(0)
  })
  test('is refused with what changed meanwhile, and not sent again', async () => {
    const changes = {
      version: 3,
      events: [{ seq: 3, type: 'taken', at: '2026-03-02T01:00:00.000Z', actorRole: 'handler' }],
    }
    const { civic, seen } = await serverThat(() => ({ code: 'VERSION_CONFLICT', changes }))
    const error = await caught(civic.appeals.urge(urge))
    expect(error).toBeInstanceOf(CivicError)
    expect(error).toMatchObject({ code: 'VERSION_CONFLICT', status: 409, changes, requestId: 'r-1', retryable: false })
    expect(seen).toHaveLength(1)
  })
})

describe('an attempt that fails', () => {
  test('is made four times at most', async () => {
    const { civic, seen } = await serverThat(() => 'hang up')
    expect(await caught(civic.workOrders.counts())).toMatchObject({ code: 'NETWORK', status: 0, retryable: true })
    expect(seen).toHaveLength(4)
  })
  test('is repeated only after what the server asked for', async () => {
    const { civic, seen } = await serverThat((_, nth) =>
      nth === 0 ? { raw: 'Service Unavailable', status: 503, headers: { 'retry-after': '1' } } : { data: [] },
    )
    const from = performance.now()
    expect(await civic.workOrders.counts()).toEqual([])
    expect(performance.now() - from).toBeGreaterThanOrEqual(995)
    expect(seen).toHaveLength(2)
  })
  test('is given up at once when the server asks for longer than anybody waits', async () => {
    const { civic, seen } = await serverThat(() => ({ code: 'RATE_LIMITED', retryAfterMs: 60_000 }))
    expect(await caught(civic.workOrders.counts())).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 60_000 })
    expect(seen).toHaveLength(1)
  })
  test('is a TIMEOUT when no answer comes in time', async () => {
    const { civic, seen } = await serverThat(() => 'silence', { timeoutMs: 30, retry: { times: 1, baseMs: 1 } })
    expect(await caught(civic.workOrders.counts())).toMatchObject({ code: 'TIMEOUT' })
    expect(seen).toHaveLength(2)
  })
  test.each([
    [502, 'OVERLOADED'],
    [503, 'OVERLOADED'],
    [504, 'TIMEOUT'],
    [429, 'RATE_LIMITED'],
    [413, 'FILE_TOO_LARGE'],
    [418, 'BAD_INPUT'],
    [500, 'INTERNAL'],
    [200, 'NETWORK'],
  ])('with status %i and a page of somebody else’s is %s', async (status, code) => {
    const { civic } = await serverThat(() => ({ raw: '<html>Welcome to the hotel</html>', status }), {
      retry: { times: 0 },
    })
    expect(await caught(civic.workOrders.counts())).toMatchObject({ code })
  })
  test('with a code of tomorrow reads as INTERNAL, keeps the code, and is repeated if the server says so', async () => {
    const { civic, seen } = await serverThat((_, nth) => ({
      raw: JSON.stringify(bodyOfError('PIGEON_LATE', { retryable: nth === 0, fields: { text: 'rude' } })),
      status: 500,
    }))
    const error = await caught(civic.workOrders.counts())
    expect(error).toBeInstanceOf(UnknownCivicError)
    expect(error).toMatchObject({ code: 'INTERNAL', rawCode: 'PIGEON_LATE', fields: { text: 'rude' } })
    expect(isCivicError(error)).toBe(true)
    expect(seen).toHaveLength(2)
  })
})

describe('a caller who changes their mind', () => {
  test('ends the request under way, with their own reason', { timeout: 5_000 }, async () => {
    const stop = new AbortController()
    const { civic, seen } = await serverThat(() => 'silence')
    const call = caught(civic.workOrders.counts({ signal: stop.signal }))
    await expect.poll(() => seen.length).toBe(1)
    stop.abort(new Error('left the page'))
    expect(await call).toMatchObject({ message: 'left the page' })
    await seen[0]?.gone
  })
  test('ends the pause before the next attempt', { timeout: 5_000 }, async () => {
    const stop = new AbortController()
    const { civic, seen } = await serverThat(() => ({ code: 'OVERLOADED', retryAfterMs: 19_000 }))
    const call = caught(civic.workOrders.counts({ signal: stop.signal }))
    await expect.poll(() => seen.length).toBe(1)
    setTimeout(() => stop.abort(), 50)
    expect(await call).toMatchObject({ name: 'AbortError' })
    expect(seen).toHaveLength(1)
  })
  test('sends nothing when they changed it before', async () => {
    const { civic, seen } = await serverThat(() => ({ data: receipt }))
    expect(await caught(civic.appeals.urge(urge, { signal: AbortSignal.abort() }))).toMatchObject({
      name: 'AbortError',
    })
    expect(await caught(civic.workOrders.counts({ signal: AbortSignal.abort() }))).toMatchObject({ name: 'AbortError' })
    expect(seen).toHaveLength(0)
  })
})
