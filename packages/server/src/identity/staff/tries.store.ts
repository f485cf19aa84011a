import type { Tx } from '../../kernel/index.ts'

export interface TryRow {
  readonly fails: number
  readonly freeAt: number
}

/**
 * Counts a try, as failed until it is forgiven; who comes at the same time, in whichever process, waits for the row.
 * @param stale failures of before are forgotten
 */
export async function countTry(tx: Tx, keyHash: Uint8Array, now: number, stale: number): Promise<TryRow> {
  const row = await tx.get<TryRow>(
    `INSERT INTO "SignInTry" ("keyHash", "fails", "freeAt", "at") VALUES (?, 1, 0, ?)
      ON CONFLICT ("keyHash") DO UPDATE SET
        "fails" = CASE WHEN "SignInTry"."at" < ? THEN 1 ELSE "SignInTry"."fails" + 1 END,
        "at" = excluded."at"
      RETURNING "fails", "freeAt"`,
    keyHash,
    now,
    stale,
  )
  if (!row) throw new Error('INSERT … RETURNING gave nothing')
  return row
}

export async function lockUntil(tx: Tx, keyHash: Uint8Array, freeAt: number): Promise<void> {
  await tx.run(`UPDATE "SignInTry" SET "freeAt" = ? WHERE "keyHash" = ?`, freeAt, keyHash)
}

/** Takes one try back, with the wait that it brought. */
export async function forgiveTry(tx: Tx, keyHash: Uint8Array): Promise<void> {
  await tx.run(
    `UPDATE "SignInTry" SET "fails" = "fails" - 1, "freeAt" = 0 WHERE "keyHash" = ? AND "fails" > 0`,
    keyHash,
  )
}

export async function forgetTries(tx: Tx, keyHash: Uint8Array): Promise<void> {
  await tx.run(`DELETE FROM "SignInTry" WHERE "keyHash" = ?`, keyHash)
}

export async function sweepTries(tx: Tx, stale: number): Promise<number> {
  return (await tx.run(`DELETE FROM "SignInTry" WHERE "at" < ?`, stale)).changes
}
