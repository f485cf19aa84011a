import { createHmac, createSecretKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { CivicError } from '@civicgrid/contracts/constants'
import { LRUCache } from 'lru-cache'
import { sha256 } from './json.ts'
import { insertForId } from './db/insert.ts'
import type { Sql, Tx } from './db/types.ts'
import { seal, unseal } from './seal.ts'
import type { Keyring } from './keys/keyring.ts'
import { unwrapped, wrapped } from './keys/wrapping.ts'

/** Opened keys are kept by their wrapped form, so one can never be taken for another, whatever a rollback reused. */
const KEPT = 20_000
const opened = new WeakMap<Keyring, LRUCache<string, KeyObject>>()
/** Keys of subjects that this unit of work made or has read; gone with it, so a rollback leaves none. */
const inTx = new WeakMap<Sql, Map<number, KeyObject>>()

/**
 * A new subject: somebody whose data has a key of its own, and is gone when the key is.
 * The wrapped key carries the id of the master key that wrapped it, and the row has it too, to find what a rotation leaves.
 * @returns the subject's id
 */
export async function createSubject(tx: Tx): Promise<number> {
  const key = tx.random(32)
  const id = await insertForId(tx, 'INSERT INTO "SubjectKey" ("keyId", "wrapped") VALUES (?, ?)', ...wrapped(tx, key))
  if (id === null) throw new Error('no row was made')
  keysOf(tx).set(id, createSecretKey(key))
  return id
}

/** Encrypts a value by its subject's key. @param use where it is kept, e.g. `AppealContact` */
export async function sealFor(tx: Tx, subjectId: number, use: string, value: unknown): Promise<Buffer> {
  return seal(await subjectKey(tx, subjectId), JSON.stringify(value), use, tx.random)
}

/** Opens what `sealFor` made. @returns null when the subject has been erased */
export async function openFor<T>(sql: Sql, subjectId: number, use: string, sealed: Uint8Array): Promise<T | null> {
  const row = await sql.get<{ wrapped: Buffer | null }>('SELECT "wrapped" FROM "SubjectKey" WHERE "id" = ?', subjectId)
  return row?.wrapped ? openWith<T>(sql.keys, row.wrapped, use, sealed) : null
}

/** The same for a caller that has joined the wrapped key already. */
export function openWith<T>(keys: Keyring, wrapping: Uint8Array, use: string, sealed: Uint8Array): T {
  return JSON.parse(unseal(unwrap(keys, wrapping), sealed, use).toString()) as T
}

/**
 * Finds equal contacts without keeping them: an HMAC by a key that opens nothing.
 * @param text in the one form that is compared, e.g. a number without blanks and prefix
 */
export function lookupHash(keys: Keyring, text: string): Buffer {
  return createHmac('sha256', keys.lookup).update(text).digest()
}

/**
 * Erases a subject: the key goes, and the encrypted parts of events are replaced by their digests, over which the events'
 * authentication still holds. Columns that a capability sealed for the subject are the capability's to delete.
 * @returns false when there is no such subject or it was erased before
 */
export async function eraseSubject(tx: Tx, subjectId: number, now: number): Promise<boolean> {
  const { changes } = await tx.run(
    'UPDATE "SubjectKey" SET "wrapped" = NULL, "erasedAt" = ? WHERE "id" = ? AND "wrapped" IS NOT NULL',
    now,
    subjectId,
  )
  if (changes === 0) return false
  inTx.get(tx)?.delete(subjectId)
  const secrets = await tx.all<{ eventId: number; cipher: Buffer }>(
    'SELECT "eventId", "cipher" FROM "EventSecret" WHERE "subjectId" = ?',
    subjectId,
  )
  for (const { eventId, cipher } of secrets)
    await tx.run('UPDATE "EventSecret" SET "cipher" = ? WHERE "eventId" = ?', erasedForm(cipher), eventId)
  return true
}

/** The byte 0 says that only the digest of the secret is left. */
const ERASED = 0
const erasedForm = (cipher: Buffer) => (isErased(cipher) ? cipher : Buffer.concat([Buffer.of(ERASED), sha256(cipher)]))
export const isErased = (cipher: Uint8Array) => cipher[0] === ERASED
/** What an event's authentication covers of its secret, before and after an erasure. */
export const secretDigest = (cipher: Uint8Array) => (isErased(cipher) ? cipher.subarray(1) : sha256(cipher))

/** The key of a subject, to write with. @throws CivicError NOT_ALLOWED_NOW when the subject was erased */
export async function subjectKey(tx: Tx, subjectId: number): Promise<KeyObject> {
  const known = keysOf(tx)
  let key = known.get(subjectId)
  if (key === undefined) {
    const row = await tx.get<{ wrapped: Buffer | null }>('SELECT "wrapped" FROM "SubjectKey" WHERE "id" = ?', subjectId)
    if (!row?.wrapped) throw new CivicError('NOT_ALLOWED_NOW', { message: `subject ${subjectId} was erased` })
    key = unwrap(tx.keys, row.wrapped)
    known.set(subjectId, key)
  }
  return key
}

function keysOf(tx: Tx): Map<number, KeyObject> {
  let known = inTx.get(tx)
  if (known === undefined) inTx.set(tx, (known = new Map()))
  return known
}

function unwrap(keys: Keyring, wrapping: Uint8Array): KeyObject {
  let kept = opened.get(keys)
  if (kept === undefined) opened.set(keys, (kept = new LRUCache({ max: KEPT })))
  const name = Buffer.from(wrapping.buffer, wrapping.byteOffset, wrapping.byteLength).toString('latin1')
  let key = kept.get(name)
  if (key === undefined) kept.set(name, (key = createSecretKey(unwrapped(keys, wrapping))))
  return key
}
