import type { Sql, Tx } from '../../kernel/index.ts'

/** A refresh token as it is kept; also one that was replaced, so that its second use is known for what it is. */
export interface RefreshRow {
  readonly sessionId: string
  readonly expiresAt: number
  readonly replacedAt: number | null
}

export function findRefresh(sql: Sql, tokenHash: Uint8Array): Promise<RefreshRow | undefined> {
  return sql.get<RefreshRow>(
    `SELECT "sessionId", "expiresAt", "replacedAt" FROM "SessionRefresh" WHERE "tokenHash" = ?`,
    tokenHash,
  )
}

export async function insertRefresh(
  tx: Tx,
  tokenHash: Uint8Array,
  { sessionId, expiresAt }: { sessionId: string; expiresAt: number },
): Promise<void> {
  await tx.run(
    `INSERT INTO "SessionRefresh" ("tokenHash", "sessionId", "expiresAt") VALUES (?, ?, ?)`,
    tokenHash,
    sessionId,
    expiresAt,
  )
}

/** @returns false when somebody else replaced it first */
export async function markReplaced(tx: Tx, tokenHash: Uint8Array, now: number): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE "SessionRefresh" SET "replacedAt" = ? WHERE "tokenHash" = ? AND "replacedAt" IS NULL`,
    now,
    tokenHash,
  )
  return changes === 1
}
