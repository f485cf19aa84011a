import type { Realm, StaffRole } from '@civicgrid/contracts'
import type { Sql, Tx } from '../kernel/index.ts'

/** One row for each role of a staff member, one row for a resident: everything a request needs to know, in one read. */
export interface SessionRow {
  kind: Realm
  actorId: number
  jurisdiction: string | null
  name: string | null
  role: StaffRole | null
  areaPath: string | null
  bodyCode: string | null
  fromAt: number | null
  untilAt: number | null
}

// Inactive staff have no name here and so no session, whatever their token says.
const SESSION = `SELECT s."kind", s."actorId", r."jurisdiction", st."name",
    sr."role", sr."areaPath", sr."bodyCode", sr."fromAt", sr."untilAt"
  FROM "Session" s
  LEFT JOIN "Resident" r ON s."kind" = 'resident' AND r."id" = s."actorId"
  LEFT JOIN "Staff" st ON s."kind" = 'staff' AND st."id" = s."actorId" AND st."active" = 1
  LEFT JOIN "StaffRole" sr ON sr."staffId" = st."id"
  WHERE s."tokenHash" = ? AND s."expiresAt" > ?
  ORDER BY sr."id"`

export function findSession(sql: Sql, tokenHash: Uint8Array, now: number): Promise<SessionRow[]> {
  return sql.all<SessionRow>(SESSION, tokenHash, now)
}

export async function insertSession(
  tx: Tx,
  session: { tokenHash: Uint8Array; kind: Realm; actorId: number; createdAt: number; expiresAt: number },
): Promise<void> {
  const { tokenHash, kind, actorId, createdAt, expiresAt } = session
  await tx.run(
    `INSERT INTO "Session" ("tokenHash", "kind", "actorId", "createdAt", "expiresAt") VALUES (?, ?, ?, ?, ?)`,
    tokenHash,
    kind,
    actorId,
    createdAt,
    expiresAt,
  )
}

export async function deleteSession(tx: Tx, tokenHash: Uint8Array): Promise<void> {
  await tx.run(`DELETE FROM "Session" WHERE "tokenHash" = ?`, tokenHash)
}

/** @returns how many sessions were over */
export async function deleteExpired(tx: Tx, now: number): Promise<number> {
  return (await tx.run(`DELETE FROM "Session" WHERE "expiresAt" <= ?`, now)).changes
}
