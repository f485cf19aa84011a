import { createHmac, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto'
import type { WebhookScheme } from '@civicgrid/contracts'
import type { Random } from '../../kernel/index.ts'

/** What an endpoint's messages are signed with, as it is kept (sealed): 32 random bytes in base64. */
export interface WebhookSecret {
  readonly scheme: WebhookScheme
  readonly key: string
}

const BYTES = 32
/** A private Ed25519 key is these bytes and its 32 of seed (PKCS#8, RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

export const newSecret = (random: Random, scheme: WebhookScheme): WebhookSecret => ({
  scheme,
  key: random(BYTES).toString('base64'),
})

function privateKey(secret: WebhookSecret): KeyObject {
  const der = Buffer.concat([PKCS8, Buffer.from(secret.key, 'base64')])
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}

/**
 * What the partner checks signatures by: `whsec_…`, which signs too and is told once, or the public key `whpk_…`, which is
 * no secret.
 */
export function verifierOf(secret: WebhookSecret): string {
  if (secret.scheme === 'hmac') return `whsec_${secret.key}`
  const spki = createPublicKey(privateKey(secret)).export({ format: 'der', type: 'spki' })
  return `whpk_${spki.subarray(-BYTES).toString('base64')}`
}

export interface WebhookHeaders {
  readonly 'webhook-id': string
  readonly 'webhook-timestamp': string
  readonly 'webhook-signature': string
}

/** Makes keys once: deliveries of an endpoint come by the thousand. */
export type WebhookSigner = (id: string, now: number, body: string) => WebhookHeaders

/** @param secrets those that hold now: while one is rotated the new one and the one before, and a signature of each */
export function signerOf(secrets: readonly WebhookSecret[]): WebhookSigner {
  const signers = secrets.map((secret): ((text: string) => string) => {
    if (secret.scheme === 'ed25519') {
      const key = privateKey(secret)
      return (text) => `v1a,${sign(null, Buffer.from(text), key).toString('base64')}`
    }
    const key = Buffer.from(secret.key, 'base64')
    return (text) => `v1,${createHmac('sha256', key).update(text).digest('base64')}`
  })
  return (id, now, body) => {
    const at = String(Math.floor(now / 1_000))
    const text = `${id}.${at}.${body}`
    return {
      'webhook-id': id,
      'webhook-timestamp': at,
      'webhook-signature': signers.map((signature) => signature(text)).join(' '),
    }
  }
}
