import { createECDH, createHmac, type KeyObject } from 'node:crypto'
import type { Keyring } from '../../kernel/index.ts'

/** A signing key with its secret part, as JWK. */
export interface SigningKey {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly alg: 'ES256'
  readonly use: 'sig'
  readonly kid: string
  readonly x: string
  readonly y: string
  readonly d: string
}

/** By which the provider signs and what it signs its cookies with, from the kernel's keys: they rotate with the master key. */
export interface OidcKeys {
  /** The one in use first, those of before and of soon behind it. */
  readonly jwks: { readonly keys: SigningKey[] }
  readonly cookies: string[]
  /** The same for as long as the keys are. */
  readonly id: string
}

/** Each is made once: the kernel's secret is the same object for as long as it is known. */
const made = new WeakMap<KeyObject, SigningKey>()
function ecKey(secret: KeyObject): SigningKey {
  const jwk = made.get(secret) ?? newKey(secret)
  made.set(secret, jwk)
  return jwk
}

/** P-256: what every library reads. The scalar is the derived secret; one in 2³² is none, and the next hash is taken. */
function newKey(secret: KeyObject): SigningKey {
  for (let seed = secret.export(); ; seed = createHmac('sha256', seed).digest()) {
    const ecdh = createECDH('prime256v1')
    try {
      ecdh.setPrivateKey(seed)
    } catch {
      continue
    }
    const point = ecdh.getPublicKey()
    const part = (from: number): string => point.subarray(from, from + 32).toString('base64url')
    const kid = createHmac('sha256', 'oidc key id').update(point).digest('base64url').slice(0, 16)
    return {
      kty: 'EC',
      crv: 'P-256',
      alg: 'ES256',
      use: 'sig',
      kid,
      x: part(1),
      y: part(33),
      d: seed.toString('base64url'),
    }
  }
}

export function oidcKeys(keys: Keyring): OidcKeys {
  const signing = keys.derive('oidc signing')
  const jwks = signing.known.map(ecKey)
  return {
    jwks: { keys: jwks },
    cookies: keys.derive('oidc cookies').known.map((key) => key.export().toString('base64url')),
    id: jwks.map(({ kid }) => kid).join(' '),
  }
}
