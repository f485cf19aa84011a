import { CivicError } from '@civicgrid/contracts'
import { append, thingsIn, type EventActor, type NewEvent, type Sql, type ThingKind, type Tx } from '../kernel/index.ts'

/** What happens to an account itself, for its owner to read: a way in that was linked, a number that was changed … */
export const RESIDENT_THING = 'resident'

/** Chains of residents; an account has none until something about it changes. */
const HEADS = thingsIn('Resident')
export const RESIDENT_CHAINS: ThingKind = {
  async head(sql, thingId) {
    const found = await HEADS.head(sql, thingId)
    return found && found.version > 0 ? found : undefined
  },
  heads: (sql, after, limit) =>
    sql.all(
      `SELECT "id" AS "thingId", "version", "headHash" FROM "Resident" WHERE "version" > 0 AND "id" > ? ORDER BY "id" LIMIT ?`,
      after,
      limit,
    ),
}

interface ChainRow {
  jurisdiction: string
  version: number
  headHash: Uint8Array | null
}
const findChain = (sql: Sql, id: number) =>
  sql.get<ChainRow>(`SELECT "jurisdiction", "version", "headHash" FROM "Resident" WHERE "id" = ?`, id)

/** Adds to the chain of an account. @throws CivicError VERSION_CONFLICT when another unit of work did so meanwhile */
export async function logResident(
  tx: Tx,
  residentId: number,
  events: readonly Pick<NewEvent, 'type' | 'data'>[],
  now: number,
  actor: EventActor = { kind: 'resident', id: residentId, role: null },
): Promise<void> {
  const row = await findChain(tx, residentId)
  if (!row) throw new CivicError('UNAUTHENTICATED', { message: 'the account is gone' })
  const { version, headHash } = await append(tx, {
    thingKind: RESIDENT_THING,
    thingId: residentId,
    expectedVersion: row.version,
    prevHash: row.headHash,
    events: events.map((event) => ({ ...event, visibility: 'parties' as const })),
    actor,
    jurisdiction: row.jurisdiction,
    now,
  })
  const { changes } = await tx.run(
    `UPDATE "Resident" SET "version" = ?, "headHash" = ? WHERE "id" = ? AND "version" = ?`,
    version,
    headHash,
    residentId,
    row.version,
  )
  if (changes !== 1) throw new CivicError('VERSION_CONFLICT', { message: 'the account changed meanwhile' })
}
