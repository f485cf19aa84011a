import type { SolvedAnswer } from '@civicgrid/contracts'
import type { Sql, Tx } from '../../kernel/index.ts'
import { stateFrom, type ShownAppeal } from '../appeals.store.ts'

/** Who has joined which appeal, and what they said of its result. */

export interface JoinRow {
  readonly id: number
  /** Epoch milliseconds. */
  readonly at: number
  readonly solved: SolvedAnswer | null
  /** Of which round's result they said it; 0: of none yet. */
  readonly round: number
}

/** An appeal with the caller's own place among its joiners. */
export interface JoinedAppeal extends Pick<ShownAppeal, 'id' | 'lng' | 'lat' | 'state'> {
  readonly join: JoinRow
}

/** @returns false when they had joined before */
export async function insertJoin(tx: Tx, appealId: number, residentId: number, at: number): Promise<boolean> {
  const { changes } = await tx.run(
    `INSERT INTO "AppealJoin" ("appealId", "residentId", "at") VALUES (?, ?, ?)
     ON CONFLICT ("appealId", "residentId") DO NOTHING`,
    appealId,
    residentId,
    at,
  )
  return changes === 1
}

/** @returns false when they have not joined, or have said it of this round's result already */
export async function keepAnswerOf(
  tx: Tx,
  {
    appealId,
    residentId,
    solved,
    round,
    at,
  }: {
    appealId: number
    residentId: number
    solved: SolvedAnswer
    round: number
    at: number
  },
): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE "AppealJoin" SET "solved" = ?, "round" = ?, "answeredAt" = ?
     WHERE "appealId" = ? AND "residentId" = ? AND "round" < ?`,
    solved,
    round,
    at,
    appealId,
    residentId,
    round,
  )
  return changes === 1
}

export async function hasJoined(sql: Sql, appealId: number, residentId: number): Promise<boolean> {
  const sought = `SELECT 1 AS "found" FROM "AppealJoin" WHERE "appealId" = ? AND "residentId" = ?`
  return (await sql.get(sought, appealId, residentId)) !== undefined
}

const JOINED = `SELECT j."id" AS "joinId", j."at", j."solved", j."round", a."id", a."lng", a."lat", a."state"
  FROM "AppealJoin" j JOIN "Appeal" a ON a."id" = j."appealId" WHERE j."residentId" = ?`

interface Row extends Omit<JoinRow, 'id'> {
  readonly joinId: number
  readonly id: number
  readonly lng: number | null
  readonly lat: number | null
  readonly state: string
}

const joined = ({ joinId, at, solved, round, state, ...row }: Row): JoinedAppeal => ({
  ...row,
  state: stateFrom(state),
  join: { id: joinId, at, solved, round },
})

/** The last joined first. */
export async function listJoined(sql: Sql, residentId: number, before: number, limit: number): Promise<JoinedAppeal[]> {
  const sought = `${JOINED} AND j."id" < ? ORDER BY j."id" DESC LIMIT ?`
  return (await sql.all<Row>(sought, residentId, before, limit)).map(joined)
}

export async function findJoined(sql: Sql, residentId: number, appealId: number): Promise<JoinedAppeal | undefined> {
  const row = await sql.get<Row>(`${JOINED} AND j."appealId" = ?`, residentId, appealId)
  return row && joined(row)
}

/** Forgets where a person joined, by the key that encrypts what they say. The events name nobody. */
export async function deleteJoinsOf(tx: Tx, subjectId: number): Promise<void> {
  await tx.run(
    `DELETE FROM "AppealJoin" WHERE "residentId" IN (SELECT "id" FROM "Resident" WHERE "subjectId" = ?)`,
    subjectId,
  )
}
