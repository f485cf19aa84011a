import type { Realm, StaffRole } from '@civicgrid/contracts'
import type { Sql, Tx } from '../kernel/index.ts'

/** What a request needs to know of its resident, in one read. */
export interface ResidentSession {
  id: number
  jurisdiction: string
}

const RESIDENT = `SELECT r."id", r."jurisdiction" FROM "Session" s JOIN "Resident" r ON r."id" = s."actorId"
  WHERE s."tokenHash" = ? AND s."kind" = 'resident' AND s."expiresAt" > ?`

export function findResidentSession(
  sql: Sql,
  tokenHash: Uint8Array,
  now: number,
): Promise<ResidentSession | undefined> {
  return sql.get<ResidentSession>(RESIDENT, tokenHash, now)
}

/** The same of staff: one row for each role, and one without a role for who has none. */
export interface StaffSession {
  id: number
  name: string
  grantId: number | null
  role: StaffRole | null
  areaPath: string | null
  bodyCode: string | null
  fromAt: number | null
  untilAt: number | null
}

// Staff who were switched off have no session, whatever their token says.
const STAFF = `SELECT st."id", st."name", sr."id" AS "grantId", sr."role", sr."areaPath", sr."bodyCode", sr."fromAt", sr."untilAt"
  FROM "Session" s JOIN "Staff" st ON st."id" = s."actorId" AND st."active" = 1
  LEFT JOIN "StaffRole" sr ON sr."staffId" = st."id"
  WHERE s."tokenHash" = ? AND s."kind" = 'staff' AND s."expiresAt" > ?`

export function findStaffSession(sql: Sql, tokenHash: Uint8Array, now: number): Promise<StaffSession[]> {
  return sql.all<StaffSession>(STAFF, tokenHash, now)
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
