import { isUniqueViolation } from '../db/errors.ts'
import type { Tx, Value } from '../db/types.ts'
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
/** RETURNING costs SQLite a journal for each statement; its one writer can ask what it wrote last. */
const SECRET_OF_LAST = 'INSERT INTO "EventSecret" ("eventId", "subjectId", "cipher") VALUES (last_insert_rowid(), ?, ?)'
/** The same in one round trip. */
const WITH_SECRET = `WITH "e" AS (${INSERT.postgresql} RETURNING "id")
  INSERT INTO "EventSecret" ("eventId", "subjectId", "cipher") SELECT "id", CAST(? AS INTEGER), CAST(? AS BYTEA) FROM "e"`

/** An event ready to be written. */
interface Sealed {
  readonly hash: Buffer
  readonly values: readonly Value[]
  readonly secret: readonly [subjectId: number, cipher: Buffer] | null
}

/**
 * Adds events to a thing's chain, in the unit of work that changes the thing. The caller stores what comes back in the
 * thing's row, with a compare-and-set on `expectedVersion`.
 * @throws CivicError VERSION_CONFLICT when the thing has an event with that seq already
 */
export async function append(tx: Tx, what: Append): Promise<Head> {
  let seq = what.expectedVersion
  let headHash: Buffer = Buffer.from(what.prevHash ?? GENESIS)
  const sealed: Sealed[] = []
  for (const event of what.events) {
    seq += 1
    const next = await sealEvent(tx, what, event, seq, headHash)
    sealed.push(next)
    headHash = next.hash
  }
  try {
    // All at once: in order on either database, and on PostgreSQL without waiting for each answer.
    await Promise.all(sealed.flatMap((event) => write(tx, event)))
  } catch (error) {
    if (isUniqueViolation(error)) throw new LostRace(what.thingKind, what.thingId, what.expectedVersion, error)
    throw error
  }
  tx.announce(tx.dialect === 'sqlite' ? 'positioned' : 'appended')
  return { version: seq, headHash }
}

function write(tx: Tx, { values, secret }: Sealed): Promise<unknown>[] {
  if (secret === null) return [tx.run(INSERT[tx.dialect], ...values)]
  if (tx.dialect === 'postgresql') return [tx.run(WITH_SECRET, ...values, ...secret)]
  return [tx.run(INSERT.sqlite, ...values), tx.run(SECRET_OF_LAST, ...secret)]
}

async function sealEvent(tx: Tx, what: Append, event: NewEvent, seq: number, prevHash: Buffer): Promise<Sealed> {
  const { thingKind, thingId, actor, jurisdiction, now } = what
  const secret = await sealPersonal(tx, event, secretContext(thingKind, thingId, seq))
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
    secret === null ? null : secretDigest(secret[1]),
  )
  // prettier-ignore
  const values = [thingKind, thingId, seq, event.type, now, actor.kind, actor.id, actor.role, event.visibility, jurisdiction, data, mac, prevHash, hash]
  return { hash, values, secret }
}

async function sealPersonal(tx: Tx, { personal, subjectId }: NewEvent, context: string): Promise<Sealed['secret']> {
  if (!personal) return null
  if (typeof subjectId !== 'number') throw new Error('an event with a personal part needs the subject it belongs to')
  return [subjectId, seal(await subjectKey(tx, subjectId), JSON.stringify(personal), context, tx.random)]
}
