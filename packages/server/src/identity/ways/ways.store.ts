import type { Sql, Tx } from '../../kernel/index.ts'

/** A resident's links to elsewhere: the first of each issuer, since they are undone together. */
export function listLinks(sql: Sql, residentId: number): Promise<{ issuer: string; linkedAt: number }[]> {
  return sql.all(
    `SELECT "issuer", min("linkedAt") AS "linkedAt" FROM "ResidentLink" WHERE "residentId" = ?
      GROUP BY "issuer" ORDER BY 2, 1`,
    residentId,
  )
}

/** Whether the account can be found by a number, and since when that is proved. */
export function findPhoneWay(
  sql: Sql,
  residentId: number,
): Promise<{ found: number; phoneAt: number | null } | undefined> {
  return sql.get(
    `SELECT CASE WHEN "phoneHash" IS NULL THEN 0 ELSE 1 END AS "found", "phoneAt" FROM "Resident" WHERE "id" = ?`,
    residentId,
  )
}

/** @returns how many were undone */
export async function deleteLinksOf(tx: Tx, residentId: number, issuer: string): Promise<number> {
  const { changes } = await tx.run(
    `DELETE FROM "ResidentLink" WHERE "residentId" = ? AND "issuer" = ?`,
    residentId,
    issuer,
  )
  return changes
}

/** Ends the sessions that came by one way. */
export async function deleteSessionsBy(tx: Tx, residentId: number, via: string, hostApp: string | null): Promise<void> {
  const those = `FROM "Session" WHERE "kind" = 'resident' AND "actorId" = ? AND "via" = ? AND coalesce("hostApp", '') = ?`
  const values = [residentId, via, hostApp ?? '']
  await tx.run(`DELETE FROM "SessionRefresh" WHERE "sessionId" IN (SELECT "id" ${those})`, ...values)
  await tx.run(`DELETE ${those}`, ...values)
}
