import { createHmac, type KeyObject } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

const PERIOD_MS = 30_000
/** A phone's clock may be off by two minutes, either way. */
const WINDOW = 4

/** The secret of an invitation: made from its token, so that nothing is kept before it is taken up. */
export function totpSecretOf(key: KeyObject, token: string): string {
  const bytes = createHmac('sha256', key).update(token).digest().subarray(0, 20)
  return new Secret({ buffer: new Uint8Array(bytes).buffer }).base32
}

const totp = (secret: string, label = '', issuer = '') =>
  new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD_MS / 1000, label, issuer })

/** What an authenticator reads from a code. */
export const totpUri = (secret: string, loginName: string, service: string): string =>
  totp(secret, loginName, service).toString()

/** The half minute whose code this is; null when it is none of now. A step that was taken before is the caller's to refuse. */
export function totpStep(secret: string, code: string, now: number): number | null {
  const delta = totp(secret).validate({ token: code, timestamp: now, window: WINDOW })
  return delta === null ? null : Math.floor(now / PERIOD_MS) + delta
}

/** The code of an instant, for tests. */
export const totpCode = (secret: string, at: number): string => totp(secret).generate({ timestamp: at })
