import type { Sql, Tx } from '../kernel/index.ts'

/** Who has an order open: a row that is renewed while they do, and means nothing once it is old. */
export interface PresenceRow {
  readonly name: string
  readonly sinceAt: number
  readonly writing: number
}

export async function keepPresence(
  tx: Tx,
  who: { appealId: number; staffId: number; writing: boolean },
  now: number,
  staleBefore: number,
): Promise<void> {
  await tx.run(`DELETE FROM "Presence" WHERE "at" < ?`, staleBefore)
  await tx.run(
    `INSERT INTO "Presence" ("appealId", "staffId", "sinceAt", "at", "writing") VALUES (?, ?, ?, ?, ?)
    ON CONFLICT ("appealId", "staffId") DO UPDATE SET "at" = excluded."at", "writing" = excluded."writing"`,
    who.appealId,
    who.staffId,
    now,
    now,
    Number(who.writing),
  )
}

export async function endPresence(tx: Tx, appealId: number, staffId: number): Promise<void> {
  await tx.run(`DELETE FROM "Presence" WHERE "appealId" = ? AND "staffId" = ?`, appealId, staffId)
}

/** The others, who came first first. */
export const othersPresent = (sql: Sql, appealId: number, staffId: number, after: number): Promise<PresenceRow[]> =>
  sql.all(
    `SELECT s."name", p."sinceAt", p."writing" FROM "Presence" p JOIN "Staff" s ON s."id" = p."staffId"
    WHERE p."appealId" = ? AND p."staffId" <> ? AND p."at" >= ? ORDER BY p."sinceAt", p."staffId"`,
    appealId,
    staffId,
    after,
  )
