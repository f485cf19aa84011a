import { createHmac, timingSafeEqual } from 'node:crypto'
import { sha256 } from '../json.ts'
import type { Keyring } from '../keys/keyring.ts'

/** The columns of an event that its hash covers, as they are stored. */
export interface Envelope {
  thingKind: string
  thingId: number
  seq: number
  type: string
  at: number
  actorKind: string
  actorId: number | null
  actorRole: string | null
  visibility: string
  jurisdiction: string
  data: string | null
}

/** Before a thing's first event. */
export const GENESIS = Buffer.alloc(32)

function bytesOf(e: Envelope): Buffer {
  return Buffer.from(
    JSON.stringify([
      1,
      e.thingKind,
      e.thingId,
      e.seq,
      e.type,
      e.at,
      e.actorKind,
      e.actorId,
      e.actorRole,
      e.visibility,
      e.jurisdiction,
      e.data,
    ]),
  )
}

/**
 * Seals an envelope into its thing's chain.
 * - mac: HMAC over the previous hash, the envelope and the digest of the secret part. It needs the key, so whoever can
 *   only write to the database cannot make one up; it needs no secret, so it still holds after an erasure.
 *   In front stands the id of the key (its length in one byte).
 * - hash: SHA-256 over the previous hash, the envelope and the mac. Anybody can follow the chain with it.
 * @param digest of the secret part; null when there is none
 */
export function chain(
  keys: Keyring,
  prevHash: Uint8Array,
  envelope: Envelope,
  digest: Uint8Array | null,
  keyId = keys.mac.current,
): { mac: Buffer; hash: Buffer } {
  const key = keys.mac.key(keyId)
  if (key === undefined) throw new Error(`mac key ${keyId} is not among the settings`)
  const body = bytesOf(envelope)
  const hmac = createHmac('sha256', key).update(prevHash).update(body)
  if (digest !== null) hmac.update(digest)
  const mac = Buffer.concat([Buffer.of(keyId.length), Buffer.from(keyId), hmac.digest()])
  return { mac, hash: sha256(Buffer.concat([prevHash, body, mac])) }
}

/** The key that a mac names; empty when it is not one of ours. */
export function keyIdOf(mac: Uint8Array): string {
  return Buffer.from(mac.subarray(1, 1 + (mac[0] ?? 0))).toString()
}

export function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Binds a secret to its event. */
export function secretContext(thingKind: string, thingId: number, seq: number): string {
  return `event ${thingKind} ${thingId} ${seq}`
}
