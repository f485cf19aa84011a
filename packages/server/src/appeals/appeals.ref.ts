import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { CivicError } from '@civicgrid/contracts'
import type { Keyring } from '../kernel/index.ts'

/**
 * What strangers call an appeal: its id, enciphered. It says nothing of the code, of how many there are or of which came
 * first, and nobody can make one up. Under the lookup key, which is never rotated: a reference may stand in a link for years.
 */

const BLOCK = 16
/** What the first half of every block is: one in 2⁶⁴ made-up references would show it. */
const ZEROES = Buffer.alloc(BLOCK / 2)
const LENGTH = 22

const keys = new WeakMap<Keyring, KeyObject>()

function keyOf(ring: Keyring): KeyObject {
  let key = keys.get(ring)
  if (!key)
    keys.set(ring, (key = createSecretKey(createHmac('sha256', ring.lookup).update('appeal reference').digest())))
  return key
}

/** The public reference of an appeal: 22 characters of base64url. */
export function refOf(ring: Keyring, appealId: number): string {
  const block = Buffer.alloc(BLOCK)
  block.writeBigUInt64BE(BigInt(appealId), BLOCK / 2)
  const cipher = createCipheriv('aes-256-ecb', keyOf(ring), null).setAutoPadding(false)
  return Buffer.concat([cipher.update(block), cipher.final()]).toString('base64url')
}

/** The appeal that a reference names. @throws CivicError NOT_FOUND for whatever is none of ours */
export function idOfRef(ring: Keyring, ref: string): number {
  const sealed = Buffer.from(ref, 'base64url')
  // Two spellings of one reference would be two links: only the one that `refOf` gives counts.
  if (ref.length !== LENGTH || sealed.length !== BLOCK || sealed.toString('base64url') !== ref) throw nothing()
  const decipher = createDecipheriv('aes-256-ecb', keyOf(ring), null).setAutoPadding(false)
  const block = Buffer.concat([decipher.update(sealed), decipher.final()])
  const id = Number(block.readBigUInt64BE(BLOCK / 2))
  if (!block.subarray(0, BLOCK / 2).equals(ZEROES) || !Number.isSafeInteger(id)) throw nothing()
  return id
}

const nothing = (): CivicError => new CivicError('NOT_FOUND', { message: 'no such appeal' })
