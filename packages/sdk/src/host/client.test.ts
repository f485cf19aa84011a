import { generateKeyPairSync, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { createHostClient, type HostAlgorithm } from './index.ts'

const INPUT = { subject: 'u', jurisdiction: '/a', challenge: 'c', callback: 'https://p.example' }
const TICKET = { ticket: 't', expiresAt: '2026-01-01T00:00:00Z', location: 'https://p.example/enter#ticket=t' }
const refusal = (civic: object) => ({ error: { message: '', code: -32603, data: { civic } } })
const part = (token: string, nth: number) =>
  JSON.parse(Buffer.from(token.split('.')[nth] ?? '', 'base64url').toString()) as Record<string, unknown>

/** A service that answers in turn, and what it was asked. */
function service(...answers: [number, object][]) {
  const asked: { url: string; body: Record<string, unknown> }[] = []
  const fetch = (url: string, init: RequestInit) => {
    asked.push({ url, body: JSON.parse(typeof init.body === 'string' ? init.body : '') as Record<string, unknown> })
    const [status, answer] = answers[Math.min(asked.length, answers.length) - 1] ?? [500, {}]
    return Promise.resolve(Response.json(answer, { status }))
  }
  return { asked, fetch }
}
const keys = {
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  EdDSA: () => generateKeyPairSync('ed25519'),
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  PS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
} satisfies Record<HostAlgorithm, () => unknown>
const client = (
  fetch: ReturnType<typeof service>['fetch'],
  alg: HostAlgorithm = 'EdDSA',
  as: 'pem' | 'jwk' = 'pem',
) => {
  const { privateKey, publicKey } = keys[alg]()
  const key =
    as === 'pem'
      ? { pem: String(privateKey.export({ format: 'pem', type: 'pkcs8' })) }
      : { jwk: privateKey.export({ format: 'jwk' }) as JsonWebKey }
  const options = { baseUrl: 'https://12345.example/', hostApp: 'city-app', audience: 'https://12345.example/tickets' }
  return { publicKey, host: createHostClient({ ...options, key: { ...key, alg, kid: 'k' }, fetch }) }
}

test.each([
  ['ES256', 'pem'],
  ['EdDSA', 'jwk'],
  ['RS256', 'pem'],
  ['PS256', 'jwk'],
] as const)('an assertion is signed by %s with a key as %s, and says what the service asks for', async (alg, as) => {
  const { asked, fetch } = service([201, TICKET])
  const { host, publicKey } = client(fetch, alg, as)
  expect(await host.ticket(INPUT)).toEqual(TICKET)
  const token = String(asked[0]?.body.client_assertion)
  expect(asked[0]?.url).toBe('https://12345.example/api/host/tickets')
  expect(part(token, 0)).toEqual({ alg, typ: 'JWT', kid: 'k' })
  const claims = part(token, 1)
  expect(claims).toMatchObject({ iss: 'city-app', sub: 'city-app', aud: 'https://12345.example/tickets' })
  expect(Number(claims.exp) - Number(claims.iat)).toBeLessThanOrEqual(60)
  const [text, signature] = [token.slice(0, token.lastIndexOf('.')), token.slice(token.lastIndexOf('.') + 1)]
  const checked = verify(
    alg === 'EdDSA' ? null : 'sha256',
    Buffer.from(text),
    {
      key: publicKey,
      dsaEncoding: 'ieee-p1363',
      ...(alg === 'PS256' ? { padding: 6, saltLength: 32 } : {}),
    },
    Buffer.from(signature, 'base64url'),
  )
  expect(checked).toBe(true)
})

test('a clock that is off is brought to the service’s, once and from then on', async () => {
  const serverTime = new Date(Date.now() + 600_000).toISOString()
  const skew = refusal({ code: 'CLOCK_SKEW', status: 401, retryable: false, fields: { serverTime } })
  const { asked, fetch } = service([401, skew], [201, TICKET])
  const { host } = client(fetch)
  await host.ticket(INPUT)
  await host.ticket(INPUT)
  const issued = asked.map(({ body }) => Number(part(String(body.client_assertion), 1).iat) * 1000)
  expect(asked).toHaveLength(3)
  for (const at of issued.slice(1)) expect(Math.abs(at - Date.parse(serverTime))).toBeLessThan(60_000)
  expect(new Set(asked.map(({ body }) => part(String(body.client_assertion), 1).jti)).size).toBe(3)
})

test('what the service refuses is told by its code; what may pass is asked again, signed anew', async () => {
  const invalid = service([401, refusal({ code: 'TICKET_INVALID', status: 401, retryable: false })])
  await expect(client(invalid.fetch).host.ticket(INPUT)).rejects.toMatchObject({ code: 'TICKET_INVALID' })
  expect(invalid.asked).toHaveLength(1)
  const busy = service(
    [503, refusal({ code: 'OVERLOADED', status: 503, retryable: true, retryAfterMs: 1 })],
    [201, TICKET],
  )
  await client(busy.fetch).host.ticket(INPUT)
  expect(new Set(busy.asked.map(({ body }) => body.client_assertion)).size).toBe(2)
})

test('a key that is none is told where the client is made', () => {
  const { fetch } = service()
  const key = { pem: '-----BEGIN EC PRIVATE KEY-----\nAA==\n-----END EC PRIVATE KEY-----', alg: 'ES256' as const }
  expect(() => createHostClient({ baseUrl: '', hostApp: 'a', audience: 'b', key, fetch })).toThrow('PKCS#8')
})
