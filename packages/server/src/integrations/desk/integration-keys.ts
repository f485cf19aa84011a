import { createPublicKey } from 'node:crypto'
import { CivicError } from '@civicgrid/contracts'
import { calculateJwkThumbprint, type JWK } from 'jose'
import type { Jwk } from './integration-desk.record.ts'

/** What a key may be: nothing that is broken already, or that the provider would not take. */
const CURVES = ['P-256', 'P-384', 'P-521']
const RSA_BITS_MIN = 2048
/** What is kept of a key: nothing else of what was pasted is published. */
const MEMBERS = ['kty', 'crv', 'x', 'y', 'n', 'e'] as const

const wrong = (why: string) => new CivicError('BAD_INPUT', { fields: { keys: why } })

/** Its name for those who gave it none, RFC 7638; also how people compare two keys. */
export const thumbprintOf = (key: Jwk): Promise<string> => calculateJwkThumbprint(key as JWK)

function demandStrength(key: Jwk): void {
  const opened = (() => {
    try {
      return createPublicKey({ key: { ...key }, format: 'jwk' })
    } catch {
      throw wrong('format')
    }
  })()
  const { kty, crv } = key as { kty: string; crv?: string }
  if (kty === 'EC' && !CURVES.includes(crv ?? '')) throw wrong('curve')
  if (kty === 'OKP' && crv !== 'Ed25519') throw wrong('curve')
  if (kty === 'RSA' && (opened.asymmetricKeyDetails?.modulusLength ?? 0) < RSA_BITS_MIN) throw wrong('weak')
}

/**
 * Public keys as they are kept and published, each with a name.
 * @throws CivicError BAD_INPUT: `fields.keys` is `format`, `curve`, `weak` or `twice`
 */
export async function keysFrom(given: readonly Jwk[]): Promise<(Jwk & { readonly kid: string })[]> {
  const keys = await Promise.all(
    given.map(async (key) => {
      demandStrength(key)
      const kept = Object.fromEntries(MEMBERS.flatMap((name) => (key[name] === undefined ? [] : [[name, key[name]]])))
      const kid = typeof key.kid === 'string' ? key.kid : await thumbprintOf(kept)
      const alg = typeof key.alg === 'string' ? { alg: key.alg } : {}
      return { ...kept, ...alg, use: 'sig', kid }
    }),
  )
  if (new Set(keys.map(({ kid }) => kid)).size < keys.length) throw wrong('twice')
  return keys
}
