import { isUniqueViolation } from '../db/errors.ts'
import type { Tx } from '../db/types.ts'
import { seal } from '../seal.ts'
import { secretDigest, subjectKey } from '../subjects.ts'
import { chain, GENESIS, secretContext } from './envelope.ts'
import { LostRace } from './conflict.ts'
import type { Append, Head, NewEvent } from './types.ts'

const COLUMNS =
  '"thingKind", "thingId", "seq", "type", "at", "actorKind", "actorId", "actorRole", "visibility", "jurisdiction", "data", "mac", "prevHash", "hash", "position"'
const VALUES = '?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?'

/**
 * SQLite has one writer, so the place in the log is known in the commit; on PostgreSQL writers do not wait for each other,
 * and the sequencer gives it afterwards.
 */
const INSERT = {
  sqlite: `INSERT INTO "Event" (${COLUMNS}) VALUES (${VALUES}, (SELECT coalesce(max("position"), 0) + 1 FROM "Event"))`,
  postgresql: `INSERT INTO "Event" (${COLUMNS}) VALUES (${VALUES}, NULL)`,
}
const INSERT_RETURNING = `${INSERT.postgresql} RETURNING "id"`
const INSERT_SECRET = 'INSERT INTO "EventSecret" ("eventId", "subjectId", "cipher") VALUES (?, ?, ?)'
/** RETURNING costs SQLite a journal for each statement; its one writer can ask what it wrote last. */
const INSERT_SECRET_OF_LAST =
  'INSERT INTO "EventSecret" ("eventId", "subjectId", "cipher") VALUES (last_insert_rowid(), ?, ?)'

/**
 * Adds events to a thing's chain, in the unit of work that changes the thing. The caller stores what comes back in the
 * thing's row, with a compare-and-set on `expectedVersion`.
 * @throws CivicError VERSION_CONFLICT when the thing has an event with that seq already
 */
export async function append(tx: Tx, what: Append): Promise<Head> {
  let seq = what.expectedVersion
  let prevHash = what.prevHash ?? GENESIS
  let headHash: Buffer = Buffer.from(prevHash)
  for (const event of what.events) {
    seq += 1
    headHash = await appendOne(tx, what, event, seq, prevHash)
    prevHash = headHash
  }
  tx.announce(tx.dialect === 'sqlite' ? 'positioned' : 'appended')
  return { version: seq, headHash }
}

async function appendOne(tx: Tx, what: Append, event: NewEvent, seq: number, prevHash: Uint8Array): Promise<Buffer> {
  const { thingKind, thingId, actor, jurisdiction, now } = what
  const subjectId = event.subjectId ?? null
  const cipher = event.personal
    ? await sealPersonal(tx, event.personal, subjectId, secretContext(thingKind, thingId, seq))
    : null
  const data = event.data ? JSON.stringify(event.data) : null
  const { mac, hash } = chain(
    tx.keys,
    prevHash,
    {
      thingKind,
      thingId,
      seq,
      type: event.type,
      at: now,
      actorKind: actor.kind,
      actorId: actor.id,
      actorRole: actor.role,
      visibility: event.visibility,
      jurisdiction,
      data,
    },
    cipher === null ? null : secretDigest(cipher),
  )
  // prettier-ignore
  const values = [thingKind, thingId, seq, event.type, now, actor.kind, actor.id, actor.role, event.visibility, jurisdiction, data, mac, prevHash, hash] as const
  try {
    if (cipher === null || subjectId === null) await tx.run(INSERT[tx.dialect], ...values)
    else if (tx.dialect === 'sqlite') {
      await tx.run(INSERT.sqlite, ...values)
      await tx.run(INSERT_SECRET_OF_LAST, subjectId, cipher)
    } else {
      const row = await tx.get<{ id: number }>(INSERT_RETURNING, ...values)
      if (row !== undefined) await tx.run(INSERT_SECRET, row.id, subjectId, cipher)
    }
  } catch (error) {
    if (isUniqueViolation(error)) throw new LostRace(thingKind, thingId, what.expectedVersion, error)
    throw error
  }
  return hash
}

async function sealPersonal(tx: Tx, personal: object, subjectId: number | null, context: string): Promise<Buffer> {
  if (subjectId === null) throw new Error('an event with a personal part needs the subject it belongs to')
  return seal(await subjectKey(tx, subjectId), JSON.stringify(personal), context, tx.random)
}
