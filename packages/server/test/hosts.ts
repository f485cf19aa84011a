import { generateKeyPairSync, randomUUID, type webcrypto } from 'node:crypto'
import { SignJWT, exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload } from 'jose'
import { CLIENT_ASSERTION_TYPE, HOST_TICKETS_PATH, type HostApp, type HostApps } from '@civicgrid/contracts'
import { call, startTestServer, type TestServer, type TestServerOptions } from './http.ts'

// A host app's backend that knows RFC 7523 and jose, and nothing of ours.

export const PORTAL = 'https://12345.example.cn'
export const AUDIENCE = 'https://12345.example.cn/api/host/tickets'

/** Keys of hosts: one of each kind that a host may have. */
export interface HostKeys {
  readonly privateKey: webcrypto.CryptoKey
  readonly alg: string
  readonly kid: string
}

export async function hostKeys(alg: string): Promise<HostKeys & { jwk: Record<string, unknown> & { kty: 'EC' } }> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const kid = `${alg}-${randomUUID().slice(0, 8)}`
  // The contract names the kinds of keys; jose calls all of them a string.
  const jwk = { ...(await exportJWK(publicKey)), kid } as Record<string, unknown> & { kty: 'EC' }
  return { privateKey, alg, kid, jwk }
}

export function hostApp(
  code: string,
  keys: readonly Awaited<ReturnType<typeof hostKeys>>[],
  change?: Partial<HostApp>,
) {
  const app: HostApps[number] = {
    code,
    name: { 'zh-CN': code, en: code },
    jwks: { keys: keys.map(({ jwk }) => jwk) },
    audience: AUDIENCE,
    start: 'https://app.example.com/civic',
    callbacks: [PORTAL],
    frames: ['https://app.example.com'],
    jurisdictions: ['/haitang'],
    phoneVerified: true,
    ...change,
  }
  return app
}

/** How an assertion differs from a right one. */
export interface Twist {
  header?: Partial<JWTHeaderParameters>
  claims?: JWTPayload
  /** How far the host's clock is ahead of ours. */
  clockMs?: number
  lifeSeconds?: number
}

export async function assertion(server: TestServer, code: string, keys: HostKeys, twist: Twist = {}): Promise<string> {
  const { header, claims, clockMs = 0, lifeSeconds = 60 } = twist
  const now = Math.floor((server.kernel.clock.now() + clockMs) / 1000)
  return new SignJWT({
    iss: code,
    sub: code,
    aud: AUDIENCE,
    jti: randomUUID(),
    iat: now,
    exp: now + lifeSeconds,
    ...claims,
  })
    .setProtectedHeader({ alg: keys.alg, kid: keys.kid, typ: 'JWT', ...header })
    .sign(keys.privateKey)
}

/** The page's secret and what it shows of it. */
export async function pageSecret(): Promise<{ verifier: string; proof: string }> {
  const verifier = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')
  const proof = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(verifier))).toString('base64url')
  return { verifier, proof }
}

export async function challengeOf(server: TestServer, host: string, callback = PORTAL) {
  const secret = await pageSecret()
  const started = await call<{ challenge: string; expiresAt: string }>(server.url, 'identity.startTicket', {
    hostApp: host,
    callback,
    proof: secret.proof,
  })
  return { ...secret, ...started.data, error: started.error }
}

export interface TicketAnswer {
  status: number
  ticket: string
  location: string
  expiresAt: string
  error: { code: string; fields: Record<string, string> | null } | undefined
}

export async function askTicket(
  server: Pick<TestServer, 'url'>,
  body: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<TicketAnswer> {
  const response = await fetch(server.url + HOST_TICKETS_PATH, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({
      client_assertion_type: CLIENT_ASSERTION_TYPE,
      jurisdiction: '/haitang/east',
      callback: PORTAL,
      ...body,
    }),
  })
  const answer = JSON.parse(await response.text())
  return { status: response.status, ...answer, error: answer.error?.data?.civic }
}

export interface SessionAnswer {
  token: string | null
  expiresAt: string
  hostApp: string
  me: { kind: string; name: string; account: string; phone: string | null; jurisdiction: string }
}

export const exchange = (
  server: Pick<TestServer, 'url'>,
  { ticket, verifier, hold = 'token' }: { ticket: string; verifier: string; hold?: 'cookie' | 'token' },
  headers: Record<string, string> = {},
) => call<SessionAnswer>(server.url, 'identity.exchangeTicket', { ticket, verifier, hold }, { headers })

/** A server with two host apps, and their keys. */
export async function hostWorld(options: TestServerOptions = {}) {
  const [city, other] = await Promise.all([hostKeys('ES256'), hostKeys('ES256')])
  const hosts = options.hosts ?? [
    hostApp('city-app', [city]),
    hostApp('east-app', [other], { jurisdictions: ['/haitang/east'], phoneVerified: false }),
  ]
  const server = await startTestServer({ ...options, hosts })
  const keysOf = (code: string) => (code === 'city-app' ? city : other)

  /** The whole way of somebody, up to the ticket. */
  async function ticketFor(
    subject: string,
    profile: { name?: string; phone?: string } = {},
    code = 'city-app',
    body: Record<string, unknown> = {},
  ) {
    const page = await challengeOf(server, code)
    const answer = await askTicket(server, {
      client_assertion: await assertion(server, code, keysOf(code)),
      subject,
      profile,
      challenge: page.challenge,
      ...body,
    })
    return { ...page, ...answer }
  }
  return { server, city, other, ticketFor }
}

/** A secret key in the place of a public one: what an attack by HS256 signs with. */
export const publicKeyBytes = (): Uint8Array =>
  new Uint8Array(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'der' }))
