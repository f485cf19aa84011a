import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { Random } from './random.ts'

/** Format 1: the byte 1, 12 bytes of IV, 16 of tag, then AES-256-GCM of the text. */
const FORMAT = 1
const IV = 12
const TAG = 16
const HEAD = 1 + IV + TAG

/** @param context where the secret belongs (authenticated, not stored): moved elsewhere it does not open */
export function seal(key: KeyObject, plain: string | Uint8Array, context: string, random: Random): Buffer {
  const iv = random(IV)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(Buffer.from(context))
  const body = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain)
  cipher.final()
  const sealed = Buffer.allocUnsafe(HEAD + body.length)
  sealed[0] = FORMAT
  iv.copy(sealed, 1)
  cipher.getAuthTag().copy(sealed, 1 + IV)
  body.copy(sealed, HEAD)
  return sealed
}

/** @throws Error when the key, the context or a bit of the secret is not the one it was sealed with */
export function unseal(key: KeyObject, sealed: Uint8Array, context: string): Buffer {
  if (sealed[0] !== FORMAT || sealed.length < HEAD) throw new Error('not a sealed value')
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + IV))
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(sealed.subarray(1 + IV, HEAD))
  const plain = decipher.update(sealed.subarray(HEAD))
  decipher.final()
  return plain
}
