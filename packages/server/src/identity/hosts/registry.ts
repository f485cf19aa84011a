import { compactVerify, createLocalJWKSet, createRemoteJWKSet, decodeJwt, errors, type CompactVerifyGetKey } from 'jose'
import { CivicError, HOST_ALGORITHMS, type HostApp, type HostAppView } from '@civicgrid/contracts'
import { refusedBy, type Assertion } from './assertion.ts'

/** Whose fault it is that no key was found: the assertion's, or of the address where the keys are. */
const OF_THE_ASSERTION = [
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSMultipleMatchingKeys,
  errors.JWKSNoMatchingKey,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWTInvalid,
]
const JWKS_MS = 5_000

export interface HostRegistry {
  /** @throws CivicError NOT_FOUND for an app that may not send anybody */
  get(code: string): HostApp
  list(): HostAppView[]
  /** Whoever signed it, by their own registered key. @throws CivicError ASSERTION_INVALID; OVERLOADED without their keys */
  verified(assertion: string): Promise<{ host: HostApp } & Assertion>
}

/** @param hosts those that exist here: in production without the demo's */
export function createHostRegistry(hosts: readonly HostApp[]): HostRegistry {
  const known = new Map(hosts.map((host) => [host.code, { host, keys: keysOf(host) }]))

  return {
    get(code) {
      const found = known.get(code)
      if (!found) throw new CivicError('NOT_FOUND', { message: 'no such host app', fields: { hostApp: 'unknown' } })
      return found.host
    },

    list: () => hosts.map(({ code, name, start, frames }) => ({ code, name, start: start ?? null, frames })),

    async verified(assertion) {
      const found = known.get(issuerOf(assertion))
      if (!found) throw refusedBy('iss')
      try {
        const { protectedHeader: header } = await compactVerify(assertion, found.keys, {
          algorithms: [...HOST_ALGORITHMS],
        })
        return { host: found.host, header, claims: decodeJwt(assertion) }
      } catch (error) {
        if (OF_THE_ASSERTION.some((kind) => error instanceof kind)) throw refusedBy('signature', error)
        throw new CivicError('OVERLOADED', {
          message: 'the host’s keys could not be fetched',
          retryAfterMs: 1000,
          cause: error,
        })
      }
    },
  }
}

/** Kept once fetched; a key id that is not among them fetches them again, at most twice a minute. */
function keysOf({ jwks, jwksUrl }: HostApp): CompactVerifyGetKey {
  if (jwksUrl !== undefined) return createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: JWKS_MS })
  return createLocalJWKSet({ keys: jwks?.keys ?? [] })
}

/** Who it says that it is of, not yet believed. */
function issuerOf(assertion: string): string {
  try {
    return decodeJwt(assertion).iss ?? ''
  } catch (error) {
    throw refusedBy('format', error)
  }
}
