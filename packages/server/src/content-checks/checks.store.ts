import type { CheckVerdict } from '@civicgrid/contracts'
import type { Sql, Tx } from '../kernel/index.ts'

/** What WeChat is asked of before it may be public, and how far that is. */
export interface Check {
  readonly id: number
  readonly appealId: number
  /** The words, or the token of a photo. */
  readonly part: string
  /** Who sent it. */
  readonly residentId: number
  readonly tries: number
  readonly createdAt: number
}

export interface NewCheck extends Pick<Check, 'appealId' | 'part' | 'residentId' | 'createdAt'> {}

/** What the log tells once more counts once. */
export async function insertCheck(tx: Tx, { appealId, part, residentId, createdAt }: NewCheck): Promise<void> {
  await tx.run(
    `INSERT INTO "ContentCheck" ("appealId", "part", "residentId", "status", "tries", "dueAt", "createdAt", "told")
      VALUES (?, ?, ?, 'waiting', 0, ?, ?, 0) ON CONFLICT ("appealId", "part") DO NOTHING`,
    appealId,
    part,
    residentId,
    createdAt,
    createdAt,
  )
}

/** Those to be asked of now, the oldest first: what waits, and what WeChat has not answered in time. */
export const listDue = (sql: Sql, now: number, limit: number): Promise<Check[]> =>
  sql.all(
    `SELECT "id", "appealId", "part", "residentId", "tries", "createdAt" FROM "ContentCheck"
      WHERE "status" IN ('waiting', 'asked') AND "dueAt" <= ? ORDER BY "dueAt", "id" LIMIT ?`,
    now,
    limit,
  )

/** @returns false when another process has taken it */
export async function takeCheck(tx: Tx, { id, tries }: Check, until: number): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE "ContentCheck" SET "dueAt" = ?, "tries" = ?, "status" = 'waiting'
      WHERE "id" = ? AND "tries" = ? AND "status" IN ('waiting', 'asked')`,
    until,
    tries + 1,
    id,
    tries,
  )
  return changes === 1
}

/** WeChat has taken the question; its answer comes under the trace, until then or not at all. */
export async function noteAsked(tx: Tx, id: number, traceId: string, until: number): Promise<void> {
  await tx.run(
    `UPDATE "ContentCheck" SET "status" = 'asked', "traceId" = ?, "dueAt" = ? WHERE "id" = ? AND "status" = 'waiting'`,
    traceId,
    until,
    id,
  )
}

export async function putOff(tx: Tx, id: number, until: number): Promise<void> {
  await tx.run(
    `UPDATE "ContentCheck" SET "status" = 'waiting', "dueAt" = ? WHERE "id" = ? AND "status" IN ('waiting', 'asked')`,
    until,
    id,
  )
}

export const findByTrace = (sql: Sql, traceId: string): Promise<{ id: number; status: string } | undefined> =>
  sql.get('SELECT "id", "status" FROM "ContentCheck" WHERE "traceId" = ?', traceId)

/** `dropped`: nothing of it will be public any more, so nobody needs to know. */
export type CheckEnd = CheckVerdict | 'dropped'

/** How it ended; an answer that comes after all counts more than none. What was answered once stays. */
export async function endCheck(
  tx: Tx,
  id: number,
  { how, label, at }: { how: CheckEnd; label: number | null; at: number },
): Promise<void> {
  await tx.run(
    `UPDATE "ContentCheck" SET "status" = ?, "label" = ?, "endedAt" = ?, "dueAt" = NULL, "told" = ?
      WHERE "id" = ? AND "status" IN ('waiting', 'asked', 'unanswered')`,
    how,
    label,
    at,
    how === 'dropped' ? 1 : 0,
    id,
  )
}

/** What the log does not have yet. */
export interface Untold extends Pick<Check, 'id' | 'appealId' | 'part'> {
  readonly status: CheckVerdict
  readonly label: number | null
}

export const listUntold = (sql: Sql, limit: number): Promise<Untold[]> =>
  sql.all(
    `SELECT "id", "appealId", "part", "status", "label" FROM "ContentCheck"
      WHERE "told" = 0 AND "endedAt" IS NOT NULL ORDER BY "endedAt", "id" LIMIT ?`,
    limit,
  )

/** Unless another answer has come meanwhile: that is told by itself. */
export async function noteTold(tx: Tx, { id, status }: Untold): Promise<void> {
  await tx.run('UPDATE "ContentCheck" SET "told" = 1 WHERE "id" = ? AND "status" = ?', id, status)
}

export async function deleteChecksOf(tx: Tx, residentId: number): Promise<void> {
  await tx.run('DELETE FROM "ContentCheck" WHERE "residentId" = ?', residentId)
}
