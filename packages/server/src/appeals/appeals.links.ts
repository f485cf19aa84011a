import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto'
import type { Keyring, Random } from '../kernel/index.ts'

/**
 * A link by which whoever holds it may rate one appeal, once, until a day: a message carries it to somebody without an
 * account. Sealed: it says nothing of the appeal, and none can be made up.
 */
export interface RatingLink {
  readonly appealId: number
  /** Of which round the result is rated; after a rehandle the old link is over. */
  readonly round: number
  /** Epoch milliseconds. */
  readonly expiresAt: number
}

const NONCE = 12
const TAG = 16
const BODY = 4 + 1 + 6

const keyOf = (ring: Keyring) => ring.derive('rating links')

export function sealLink(ring: Keyring, random: Random, { appealId, round, expiresAt }: RatingLink): string {
  const body = Buffer.alloc(BODY)
  body.writeUInt32BE(appealId, 0)
  body.writeUInt8(Math.min(round, 255), 4)
  body.writeUIntBE(expiresAt, 5, 6)
  const nonce = random(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyOf(ring).current, nonce)
  return Buffer.concat([nonce, cipher.update(body), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

/** What a link says; null for one that nobody here made. Whether it has run out is for the caller. */
export function openLink(ring: Keyring, token: string): RatingLink | null {
  const sealed = Buffer.from(token, 'base64url')
  if (sealed.length !== NONCE + BODY + TAG || sealed.toString('base64url') !== token) return null
  for (const key of keyOf(ring).known) {
    const link = openBy(key, sealed)
    if (link) return link
  }
  return null
}

function openBy(key: KeyObject, sealed: Buffer): RatingLink | null {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
  decipher.setAuthTag(sealed.subarray(NONCE + BODY))
  try {
    const body = Buffer.concat([decipher.update(sealed.subarray(NONCE, NONCE + BODY)), decipher.final()])
    return { appealId: body.readUInt32BE(0), round: body.readUInt8(4), expiresAt: body.readUIntBE(5, 6) }
  } catch {
    return null
  }
}
