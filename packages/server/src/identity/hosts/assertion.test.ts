import { createServer, type Server } from 'node:http'
import { randomUUID } from 'node:crypto'
import { SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRateLimits, RATE_LIMITS } from '../../http/rate-limits.ts'
import {
  askTicket,
  assertion,
  AUDIENCE,
  challengeOf,
  hostApp,
  hostKeys,
  hostWorld,
  publicKeyBytes,
  type HostKeys,
  type Twist,
} from '../../../test/hosts.ts'

let w: Awaited<ReturnType<typeof hostWorld>>
beforeAll(async () => void (w = await hostWorld()))
afterAll(() => w.server.stop())

async function ask(client_assertion: string, change: Record<string, unknown> = {}, headers?: Record<string, string>) {
  const { challenge } = await challengeOf(w.server, 'city-app')
  return askTicket(w.server, { client_assertion, subject: 'u-1', challenge, ...change }, headers)
}
const twisted = async (twist: Twist, keys: HostKeys = w.city) => {
  const { status, error } = await ask(await assertion(w.server, 'city-app', keys, twist))
  return [status, error?.code, error?.fields?.assertion]
}

describe('a host proves who it is', () => {
  test.each(['ES256', 'EdDSA', 'RS256', 'PS256'])('by a signature of %s', async (alg) => {
    const keys = await hostKeys(alg)
    const other = await hostWorld({ hosts: [hostApp('city-app', [await hostKeys(alg), keys])] })
    const { challenge } = await challengeOf(other.server, 'city-app')
    const client_assertion = await assertion(other.server, 'city-app', keys)
    expect((await askTicket(other.server, { client_assertion, subject: 'u', challenge })).status).toBe(201)
    await other.server.stop()
  })

  test.each([
    ['no typ at all', { header: { typ: undefined } }],
    ['the new typ of its own', { header: { typ: 'client-authentication+jwt' } }],
    ['an audience in a list of one', { claims: { aud: [AUDIENCE] } }],
    ['a clock twenty seconds behind', { clockMs: -20_000 }],
    ['a clock twenty seconds ahead', { clockMs: 20_000, claims: {} }],
  ] satisfies [string, Twist][])('with %s', async (_what, twist) => {
    expect((await twisted(twist))[0]).toBe(201)
  })

  test.each([
    ['of another issuer', { claims: { iss: 'east-app' } }, 'signature'],
    ['of nobody we know', { claims: { iss: 'nobody' } }, 'iss'],
    ['for another subject', { claims: { sub: 'east-app' } }, 'sub'],
    ['for another audience', { claims: { aud: 'https://elsewhere.example' } }, 'aud'],
    ['for others besides', { claims: { aud: [AUDIENCE, 'https://elsewhere.example'] } }, 'aud'],
    ['of a token for another use', { header: { typ: 'at+jwt' } }, 'typ'],
    ['of a DPoP proof', { header: { typ: 'dpop+jwt' } }, 'typ'],
    ['that is good for longer than a minute', { lifeSeconds: 61 }, 'exp'],
    ['that ends before it begins', { lifeSeconds: -1 }, 'exp'],
    ['that never ends', { claims: { exp: undefined } }, 'exp'],
    ['that says not when it was made', { claims: { iat: undefined } }, 'iat'],
    ['without a name of its own', { claims: { jti: undefined } }, 'jti'],
    ['with a name that is quickly used up', { claims: { jti: '1' } }, 'jti'],
  ] satisfies [string, Twist, string][])('but not %s', async (_what, twist, claim) => {
    expect(await twisted(twist)).toEqual([401, 'ASSERTION_INVALID', claim])
  })

  test('but not by a key of another host, or by none', async () => {
    expect(await twisted({}, w.other)).toEqual([401, 'ASSERTION_INVALID', 'signature'])
    expect(await twisted({ header: { kid: w.city.kid } }, w.other)).toEqual([401, 'ASSERTION_INVALID', 'signature'])
    const now = Math.floor(w.server.kernel.clock.now() / 1000)
    const claims = { iss: 'city-app', sub: 'city-app', aud: AUDIENCE, jti: randomUUID(), iat: now, exp: now + 60 }
    const none = new UnsecuredJWT(claims).encode()
    const secret = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: w.city.kid })
      .sign(publicKeyBytes())
    const [head, , signature] = (await assertion(w.server, 'city-app', w.city)).split('.')
    const moved = [head, Buffer.from(JSON.stringify({ ...claims, jti: randomUUID() })).toString('base64url'), signature]
    for (const forged of [none, secret, moved.join('.'), 'a.b.c', 'nothing'])
      expect((await ask(forged)).error?.code).toBe('ASSERTION_INVALID')
  })

  test('and is told our time when its clock is two minutes off', async () => {
    const serverTime = new Date(w.server.kernel.clock.now()).toISOString()
    for (const clockMs of [-120_000, 120_000]) {
      const { status, error } = await ask(await assertion(w.server, 'city-app', w.city, { clockMs }))
      expect([status, error?.code, error?.fields]).toEqual([401, 'CLOCK_SKEW', { serverTime }])
    }
  })

  test('once with each assertion, also when both come at once', async () => {
    const one = await assertion(w.server, 'city-app', w.city)
    const answers = await Promise.all([ask(one), ask(one), ask(one)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 401, 401])
    expect((await ask(one)).error?.fields).toEqual({ assertion: 'jti' })
  })

  test('and sends its own people alone, of its own areas', async () => {
    const { challenge } = await challengeOf(w.server, 'east-app')
    const east = async (jurisdiction: string) =>
      askTicket(w.server, {
        client_assertion: await assertion(w.server, 'east-app', w.other),
        subject: 'u',
        challenge,
        jurisdiction,
      })
    expect((await east('/haitang/east')).status).toBe(201)
    for (const elsewhere of ['/haitang', '/haitang/west', '/haitang/east/../west', '/haitang/eastern', '/'])
      expect((await east(elsewhere)).error).toMatchObject({ code: 'FORBIDDEN', fields: { jurisdiction: 'value' } })
  })

  test.each([
    ['a body that is no JSON', '{'],
    ['a list', '[]'],
    ['nothing', ''],
    ['a field that nobody asked for', JSON.stringify({ admin: true })],
    ['far too much', JSON.stringify({ subject: 'x'.repeat(20_000) })],
  ])('in a request with its fields, not with %s', async (_what, body) => {
    const answer = await fetch(`${w.server.url}/api/host/tickets`, { method: 'POST', body })
    expect([answer.status, JSON.parse(await answer.text()).error.data.civic.code]).toEqual([400, 'BAD_INPUT'])
  })
})

describe('keys at an address', () => {
  let keys: unknown[] = []
  let address: Server
  let fetched = 0
  beforeAll(async () => {
    address = createServer((_request, response) => {
      fetched++
      if (keys.length === 0) response.statusCode = 500
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }))
    })
    await new Promise<void>((resolve) => address.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => address.close())

  test('are fetched when they are needed and kept; without them a host is asked to come again', async () => {
    const own = await hostKeys('ES256')
    const at = address.address()
    const port = typeof at === 'object' && at ? at.port : 0
    const app = hostApp('far', [own], { jwks: undefined, jwksUrl: `http://127.0.0.1:${port}/jwks.json` })
    const far = await hostWorld({ hosts: [app] })
    const come = async () => {
      const { challenge } = await challengeOf(far.server, 'far')
      const client_assertion = await assertion(far.server, 'far', own)
      return askTicket(far.server, { client_assertion, subject: 'u', challenge })
    }
    expect((await come()).error).toMatchObject({ code: 'OVERLOADED', retryable: true })
    keys = [own.jwk]
    expect((await come()).status).toBe(201)
    const before = fetched
    expect((await come()).status).toBe(201)
    expect(fetched).toBe(before)
    await far.server.stop()
  })
})

describe('how often a host may ask', () => {
  test('is counted by the address behind our own proxies, whatever x-forwarded-for claims', async () => {
    const rateLimits = createRateLimits({
      ...RATE_LIMITS,
      hostTicket: { seconds: 60, resident: 3, staff: 3, guest: 3, address: 3 },
    })
    const forged = async (proxies: string[]) => {
      const other = await hostWorld({ rateLimits, proxies })
      const codes = []
      for (let i = 0; i < 5; i++)
        codes.push(
          (await askTicket(other.server, { client_assertion: 'x' }, { 'x-forwarded-for': `10.0.0.${i}, 192.0.2.7` }))
            .status,
        )
      await other.server.stop()
      return codes
    }
    expect(await forged([])).toEqual([400, 400, 400, 429, 429])
    expect(await forged(['127.0.0.1'])).toEqual([400, 400, 400, 429, 429])
  })
})
