import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import type { Keyring } from './keys/keyring.ts'

/**
 * Ids as strangers are told them: enciphered, so that they say nothing of how many there are or of which came first, and
 * nobody can make one up. Under the lookup key, which is never rotated: a reference may stand in a link for years.
 */

const BLOCK = 16
/** What the first half of every block is: one in 2⁶⁴ made-up references would show it. */
const ZEROES = Buffer.alloc(BLOCK / 2)
const LENGTH = 22

const keys = new WeakMap<Keyring, Map<string, KeyObject>>()

/** @param label what kind of thing it is: the same id of another kind has another reference */
function keyOf(ring: Keyring, label: string): KeyObject {
  const known = keys.get(ring) ?? new Map<string, KeyObject>()
  keys.set(ring, known)
  let key = known.get(label)
  if (!key) known.set(label, (key = createSecretKey(createHmac('sha256', ring.lookup).update(label).digest())))
  return key
}

/** The public reference of an id: 22 characters of base64url. */
export function sealId(ring: Keyring, label: string, id: number): string {
  const block = Buffer.alloc(BLOCK)
  block.writeBigUInt64BE(BigInt(id), BLOCK / 2)
  const cipher = createCipheriv('aes-256-ecb', keyOf(ring, label), null).setAutoPadding(false)
  return Buffer.concat([cipher.update(block), cipher.final()]).toString('base64url')
}

/** The id that a reference names; null for whatever is none of ours. */
export function openId(ring: Keyring, label: string, ref: string): number | null {
  const sealed = Buffer.from(ref, 'base64url')
  // Two spellings of one reference would be two links: only the one that `sealId` gives counts.
  if (ref.length !== LENGTH || sealed.length !== BLOCK || sealed.toString('base64url') !== ref) return null
  const decipher = createDecipheriv('aes-256-ecb', keyOf(ring, label), null).setAutoPadding(false)
  const block = Buffer.concat([decipher.update(sealed), decipher.final()])
  const id = Number(block.readBigUInt64BE(BLOCK / 2))
  return block.subarray(0, BLOCK / 2).equals(ZEROES) && Number.isSafeInteger(id) ? id : null
}
