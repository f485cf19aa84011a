import { ASSERTION_MAX_MS, CivicError, CLOCK_LEEWAY_MS } from '@civicgrid/contracts'

/** What a host's assertion says once its signature is known to be the host's. */
export interface Assertion {
  readonly header: { readonly typ?: unknown }
  readonly claims: Readonly<Record<string, unknown>>
}

/** RFC 7519's own, RFC 7523's new one; libraries that write none are taken, tokens for other uses are not. */
const TYPES = ['jwt', 'client-authentication+jwt']
const JTI = /^[\x21-\x7e]{16,128}$/

/** @param claim the one that does not hold: said to the host, which can do nothing else about it */
export const refusedBy = (claim: string, cause?: unknown): CivicError =>
  new CivicError('ASSERTION_INVALID', { message: `refused by ${claim}`, fields: { assertion: claim }, cause })

const seconds = (value: unknown): number | null => (Number.isFinite(value) ? Number(value) * 1000 : null)

/**
 * The claims of RFC 7523, and what we ask besides: at most a minute, and a name (`jti`) that is used once.
 * @param now epoch milliseconds
 * @returns the assertion's name, and until when it must not be taken again
 * @throws CivicError ASSERTION_INVALID; CLOCK_SKEW with our time where the host's clock is off
 */
export function checkAssertion(
  { header, claims }: Assertion,
  { hostApp, audience, now }: { hostApp: string; audience: string; now: number },
): { jti: string; until: number } {
  const { typ } = header
  if (
    typ !== undefined &&
    !(typeof typ === 'string' && TYPES.includes(typ.toLowerCase().replace(/^application\//, '')))
  )
    throw refusedBy('typ')
  const { iss, sub, aud, jti } = claims
  if (iss !== hostApp) throw refusedBy('iss')
  if (sub !== hostApp) throw refusedBy('sub')
  // One audience alone: what is made for others as well could be passed on by one of them.
  const [only, ...others] = Array.isArray(aud) ? (aud as unknown[]) : [aud]
  if (only !== audience || others.length > 0) throw refusedBy('aud')
  if (typeof jti !== 'string' || !JTI.test(jti)) throw refusedBy('jti')

  const [issued, ends, begins] = [seconds(claims.iat), seconds(claims.exp), seconds(claims.nbf)]
  if (issued === null) throw refusedBy('iat')
  if (ends === null || ends <= issued || ends - issued > ASSERTION_MAX_MS) throw refusedBy('exp')
  const from = Math.max(issued, begins ?? issued)
  if (now < from - CLOCK_LEEWAY_MS || now >= ends + CLOCK_LEEWAY_MS)
    throw new CivicError('CLOCK_SKEW', {
      message: 'made at another time than now',
      fields: { serverTime: new Date(now).toISOString() },
    })
  return { jti, until: ends + CLOCK_LEEWAY_MS }
}
