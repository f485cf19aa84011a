/** Signatures that the service takes. */
export type HostAlgorithm = 'ES256' | 'EdDSA' | 'RS256' | 'PS256'

/** A host's private key: PKCS#8 as PEM, or a JWK, and the name under which its public half is registered. */
export interface HostKey {
  pem?: string
  jwk?: JsonWebKey
  alg: HostAlgorithm
  /** `kid` of the registered public key; needed where several are registered. */
  kid?: string
}

const CURVE = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const PARAMETERS = {
  ES256: CURVE,
  EdDSA: { name: 'Ed25519' },
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  PS256: { name: 'RSA-PSS', hash: 'SHA-256', saltLength: 32 },
}

function bytesOf(pem: string): Uint8Array<ArrayBuffer> {
  const body = /-----BEGIN PRIVATE KEY-----([\s\S]+)-----END PRIVATE KEY-----/.exec(pem)
  if (!body?.[1]) throw new TypeError('the key is not PKCS#8: it begins with -----BEGIN PRIVATE KEY-----')
  return Uint8Array.from(atob(body[1].replace(/\s/g, '')), (letter) => letter.charCodeAt(0))
}

export function base64url(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

/** Signs text by the key, which is read once. @throws TypeError for a key that is none */
export function signer({ pem, jwk, alg }: HostKey): (text: string) => Promise<string> {
  const parameters = PARAMETERS[alg]
  // Not async, so that a key that is none is told where the client is made.
  const key = jwk
    ? crypto.subtle.importKey('jwk', jwk, parameters, false, ['sign'])
    : crypto.subtle.importKey('pkcs8', bytesOf(pem ?? ''), parameters, false, ['sign'])
  // Whoever signs hears of it; until then it is nobody's unhandled rejection.
  key.catch(() => undefined)
  return async (text) => {
    const signature = await crypto.subtle.sign(parameters, await key, new TextEncoder().encode(text))
    return base64url(new Uint8Array(signature))
  }
}
