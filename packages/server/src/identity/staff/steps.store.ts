import type { Tx, Sql } from '../../kernel/index.ts'

export interface StepRow {
  readonly purpose: string
  /** JSON */
  readonly data: string
}

export async function insertStep(tx: Tx, row: StepRow & { tokenHash: Uint8Array; expiresAt: number }): Promise<void> {
  await tx.run(
    `INSERT INTO "SignInStep" ("tokenHash", "purpose", "data", "expiresAt") VALUES (?, ?, ?, ?)`,
    row.tokenHash,
    row.purpose,
    row.data,
    row.expiresAt,
  )
}

export function findStep(sql: Sql, tokenHash: Uint8Array, now: number): Promise<StepRow | undefined> {
  return sql.get<StepRow>(
    `SELECT "purpose", "data" FROM "SignInStep" WHERE "tokenHash" = ? AND "expiresAt" > ?`,
    tokenHash,
    now,
  )
}

/** @returns false when somebody else took it */
export async function deleteStep(tx: Tx, tokenHash: Uint8Array): Promise<boolean> {
  return (await tx.run(`DELETE FROM "SignInStep" WHERE "tokenHash" = ?`, tokenHash)).changes === 1
}

export async function sweepSteps(tx: Tx, now: number): Promise<number> {
  return (await tx.run(`DELETE FROM "SignInStep" WHERE "expiresAt" <= ?`, now)).changes
}
