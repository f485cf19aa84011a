import { createHmac, createPrivateKey, createPublicKey, createSecretKey, hkdfSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** The keys as they are kept: bytes, and from when on each is used. Nothing of this is ever logged. */
export interface KeySet {
  readonly masters: readonly Master[]
  readonly signers: readonly Signer[]
  /** Finds by a number without keeping the number; never rotated (docs/adr/0015). */
  readonly lookup: Buffer
}

export interface Master {
  readonly id: string
  /** 32 bytes; null once it is retired: it opens and makes nothing any more. */
  readonly key: Buffer | null
  /** What checks the events that were written under it: outlives the key, because no event is ever written anew. */
  readonly mac: Buffer
  /** Epoch milliseconds; the current one is the latest that has begun. */
  readonly from: number
}

export interface Signer {
  readonly id: string
  /** The 32 bytes of an Ed25519 seed; null once it is retired. */
  readonly seed: Buffer | null
  readonly publicKey: KeyObject
  readonly from: number
  /** How the signer before it vouches for it; null of the first. */
  readonly handover: Handover | null
}

/** Ed25519 of the signer before, over `handoverText`: who trusts that one can trust this one. */
export interface Handover {
  readonly by: string
  /** base64 */
  readonly signature: string
}

export const KEY_BYTES = 32
export const KEY_ID = /^[a-z0-9-]{1,16}$/

export function derived(master: Buffer, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', master, '', `civicgrid ${purpose}`, KEY_BYTES)))
}

export function masterOf(id: string, key: Buffer, from: number): Master {
  return { id, key, mac: derived(key, 'mac').export(), from }
}

export function signerOf(seed: Buffer, from: number, handover: Handover | null = null): Signer {
  const publicKey = createPublicKey(privateKeyOf(seed))
  return { id: signerId(publicKey), seed, publicKey, from, handover }
}

export function privateKeyOf(seed: Buffer): KeyObject {
  // The PKCS #8 header of an Ed25519 private key; Node reads no bare seeds.
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}

/** 64 bits of its own digest: nobody has to hand out names. */
export function signerId(publicKey: KeyObject): string {
  const der = publicKey.export({ format: 'der', type: 'spki' })
  return createHmac('sha256', 'key id').update(der).digest('hex').slice(0, 16)
}

export function handoverText(by: string, publicKey: KeyObject): Buffer {
  return Buffer.from(`civicgrid signer 1 ${by} ${publicKey.export({ format: 'der', type: 'spki' }).toString('base64')}`)
}

/** The latest of them that has begun; the first where none has. */
export function currentOf<K extends { readonly from: number }>(keys: readonly K[], now: number): K | undefined {
  return keys.reduce<K | undefined>(
    (best, key) => (key.from <= now && (!best || best.from > now || key.from > best.from) ? key : best),
    keys[0],
  )
}
