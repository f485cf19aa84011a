/** A public key, RFC 7517. */
export interface PublicKey {
  kty: 'EC' | 'OKP' | 'RSA'
  [member: string]: unknown
}
/** What somebody pasted as keys: a JWK, a JWKS, or a list of them; whatever is private stays in the page. */
export type Pasted = { readonly keys: PublicKey[] } | { readonly problem: 'private' | 'json' | 'format' }

const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']
const TYPES: readonly unknown[] = ['EC', 'OKP', 'RSA']
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isKey = (value: unknown): value is PublicKey => isObject(value) && TYPES.includes(value.kty)

export function pastedKeys(text: string): Pasted {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    // A PEM of a private key is no JSON, and must not be sent anywhere either.
    return { problem: text.includes('PRIVATE KEY') ? 'private' : 'json' }
  }
  // Every list has `keys`, too: its own function.
  const whole = isObject(json) && Object.hasOwn(json, 'keys') ? json['keys'] : json
  const all: unknown[] = Array.isArray(whole) ? whole : [whole]
  if (all.some((key) => isObject(key) && PRIVATE.some((member) => member in key))) return { problem: 'private' }
  const keys = all.filter(isKey)
  return keys.length === 0 || keys.length < all.length ? { problem: 'format' } : { keys }
}
