import type { Sql, Tx } from '../../kernel/index.ts'

export interface PasskeyRow {
  readonly staffId: number
  readonly credentialId: string
  readonly publicKey: Uint8Array
  readonly counter: number
  /** JSON */
  readonly transports: string | null
  readonly device: string | null
}

export function findPasskey(sql: Sql, credentialId: string): Promise<PasskeyRow | undefined> {
  return sql.get<PasskeyRow>(
    `SELECT p."staffId", p."credentialId", p."publicKey", p."counter", p."transports", p."device"
      FROM "StaffPasskey" p JOIN "Staff" st ON st."id" = p."staffId" AND st."active" = 1 WHERE p."credentialId" = ?`,
    credentialId,
  )
}

/** In the place of whatever they had. */
export async function replacePasskeys(tx: Tx, staffId: number, key: PasskeyRow | null, now: number): Promise<void> {
  await tx.run(`DELETE FROM "StaffPasskey" WHERE "staffId" = ?`, staffId)
  if (key) await insertPasskey(tx, key, now)
}

/** Beside what they have. @returns false when it is somebody's already */
export async function insertPasskey(tx: Tx, key: PasskeyRow, now: number): Promise<boolean> {
  const { changes } = await tx.run(
    `INSERT INTO "StaffPasskey" ("staffId", "credentialId", "publicKey", "counter", "transports", "device", "createdAt")
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    key.staffId,
    key.credentialId,
    key.publicKey,
    key.counter,
    key.transports,
    key.device,
    now,
  )
  return changes === 1
}

/** @returns false when it is none of theirs */
export async function deletePasskey(tx: Tx, staffId: number, credentialId: string): Promise<boolean> {
  const { changes } = await tx.run(
    `DELETE FROM "StaffPasskey" WHERE "staffId" = ? AND "credentialId" = ?`,
    staffId,
    credentialId,
  )
  return changes === 1
}

/** Somebody's own, the oldest first. */
export function listPasskeys(
  sql: Sql,
  staffId: number,
): Promise<{ credentialId: string; device: string | null; createdAt: number; usedAt: number | null }[]> {
  return sql.all(
    `SELECT "credentialId", "device", "createdAt", "usedAt" FROM "StaffPasskey" WHERE "staffId" = ? ORDER BY "id"`,
    staffId,
  )
}

export async function countPasskey(tx: Tx, credentialId: string, counter: number, now: number): Promise<void> {
  await tx.run(
    `UPDATE "StaffPasskey" SET "counter" = ?, "usedAt" = ? WHERE "credentialId" = ?`,
    counter,
    now,
    credentialId,
  )
}

export async function hasPasskey(sql: Sql, staffId: number): Promise<boolean> {
  return (await sql.get(`SELECT 1 AS "one" FROM "StaffPasskey" WHERE "staffId" = ? LIMIT 1`, staffId)) !== undefined
}
