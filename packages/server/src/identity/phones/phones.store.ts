import type { Sql, Tx } from '../../kernel/index.ts'

export interface PhoneOwner {
  readonly id: number
  readonly jurisdiction: string
  readonly createdAt: number
  /** When its owner last proved the number; null: never since it was written down. */
  readonly phoneAt: number | null
  readonly erasedAt: number | null
}

/** Whose account a number finds. */
export function findOwner(sql: Sql, phoneHash: Uint8Array): Promise<PhoneOwner | undefined> {
  return sql.get<PhoneOwner>(
    `SELECT r."id", r."jurisdiction", r."createdAt", r."phoneAt", k."erasedAt" FROM "Resident" r
      JOIN "SubjectKey" k ON k."id" = r."subjectId" WHERE r."phoneHash" = ?`,
    phoneHash,
  )
}

/** The account is found by this number no more. */
export async function letGoOfPhone(tx: Tx, residentId: number): Promise<void> {
  await tx.run(`UPDATE "Resident" SET "phoneHash" = NULL, "phoneAt" = NULL WHERE "id" = ?`, residentId)
}

export async function provePhone(tx: Tx, residentId: number, now: number): Promise<void> {
  await tx.run(`UPDATE "Resident" SET "phoneAt" = ? WHERE "id" = ?`, now, residentId)
}

/** Puts a number, or none, into an account. @param profile sealed for its subject */
export async function setPhone(
  tx: Tx,
  residentId: number,
  row: { profile: Uint8Array; phoneHash: Uint8Array | null; phoneAt: number | null },
): Promise<void> {
  await tx.run(
    `UPDATE "Resident" SET "profile" = ?, "phoneHash" = ?, "phoneAt" = ? WHERE "id" = ?`,
    row.profile,
    row.phoneHash,
    row.phoneAt,
    residentId,
  )
}
