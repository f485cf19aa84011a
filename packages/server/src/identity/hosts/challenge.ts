import { createHmac, hash, timingSafeEqual, type KeyObject } from 'node:crypto'
import { CHALLENGE_MS } from '@civicgrid/contracts'
import type { Use } from '../../kernel/index.ts'

/** What a page asks a ticket for; a challenge is good for these three together. */
export interface Purpose {
  readonly hostApp: string
  readonly callback: string
  /** SHA-256 of the page's secret. */
  readonly proof: Buffer
}

const PROOF_BYTES = 32
const TIME_BYTES = 6

/** Of the page's secret, which has 256 bits itself, so nobody finds it by trying. */
export const proofOf = (verifier: string): Buffer => hash('sha256', verifier, 'buffer')

const macOf = (key: KeyObject, { hostApp, callback }: Purpose, body: Buffer): Buffer =>
  createHmac('sha256', key)
    .update(JSON.stringify([hostApp, callback]))
    .update(body)
    .digest()

/**
 * A challenge holds all that is to be known of it, and a MAC: nothing is kept for pages that never come back, and any
 * replica can read it.
 */
export function makeChallenge(key: Use, purpose: Purpose, now: number): { challenge: string; expiresAt: number } {
  const expiresAt = now + CHALLENGE_MS
  const body = Buffer.alloc(PROOF_BYTES + TIME_BYTES)
  purpose.proof.copy(body)
  body.writeUIntBE(expiresAt, PROOF_BYTES, TIME_BYTES)
  return { challenge: Buffer.concat([body, macOf(key.current, purpose, body)]).toString('base64url'), expiresAt }
}

/** @returns the proof that the challenge was made with; null for one of another app or portal, changed, or run out */
export function readChallenge(
  key: Use,
  challenge: string,
  { hostApp, callback }: Omit<Purpose, 'proof'>,
  now: number,
): Buffer | null {
  const bytes = Buffer.from(challenge, 'base64url')
  const body = bytes.subarray(0, PROOF_BYTES + TIME_BYTES)
  const proof = body.subarray(0, PROOF_BYTES)
  const given = bytes.subarray(PROOF_BYTES + TIME_BYTES)
  const genuine = key.known.some((known) => {
    const mac = macOf(known, { hostApp, callback, proof }, body)
    return given.length === mac.length && timingSafeEqual(given, mac)
  })
  if (!genuine) return null
  return body.readUIntBE(PROOF_BYTES, TIME_BYTES) > now ? proof : null
}
