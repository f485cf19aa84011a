import { hash } from 'node:crypto'
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose'
import type { Kernel } from '../../kernel/index.ts'
import { payloadHash } from '../oidc/adapter.ts'
import { putPayload } from '../oidc/oidc.store.ts'

/** What a request proves its key with (RFC 9449). */
export interface Proof {
  /** Of the header `dpop`, if there is exactly one. */
  readonly proof: string | undefined
  /** The request itself: a stream asks again and again who opened it, and shows its one proof each time. */
  readonly request: object
  readonly method: string
  /** Without query and fragment, as the outside knows it. */
  readonly url: string
}

const WINDOW_SECONDS = 60
/** Requests that have proved their token. */
const proved = new WeakMap<object, string>()
const ALGORITHMS = ['ES256', 'Ed25519', 'EdDSA']

/**
 * Whether the proof is of this key, for this request and this token, and of just now; each proof is good once, in whichever
 * process it is shown. The machine's own clock counts, since it is compared with another machine's.
 */
export async function proves(
  { db, clock }: Kernel,
  { proof, request, method, url }: Proof,
  { token, thumbprint }: { token: string; thumbprint: string },
): Promise<boolean> {
  if (proof === undefined) return false
  if (proved.get(request) === token) return true
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      algorithms: ALGORITHMS,
      typ: 'dpop+jwt',
    })
    const { jti, iat, htm, htu, ath } = payload
    if (typeof jti !== 'string' || typeof iat !== 'number' || typeof htu !== 'string') return false
    if (Math.abs(Date.now() / 1000 - iat) > WINDOW_SECONDS) return false
    if (htm !== method || withoutQuery(htu) !== url || ath !== hash('sha256', token, 'base64url')) return false
    const { jwk } = protectedHeader
    if (!jwk || (await calculateJwkThumbprint(jwk)) !== thumbprint) return false
    const row = {
      kind: 'DpopProof',
      idHash: payloadHash(`${thumbprint} ${jti}`),
      payload: '{}',
      consentId: null,
      clientId: null,
      expiresAt: clock.now() + 2 * WINDOW_SECONDS * 1000,
    }
    if (!(await db.work((tx) => putPayload(tx, row, true)))) return false
    proved.set(request, token)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_J')) return false
    throw error
  }
}

function withoutQuery(address: string): string | null {
  const url = URL.parse(address)
  return url && `${url.origin}${url.pathname}`
}
