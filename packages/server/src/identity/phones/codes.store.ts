import type { Tx } from '../../kernel/index.ts'

export const PURPOSES = ['signIn', 'stepUp', 'link'] as const
/** What a code was sent for: none is good for anything else. */
export type CodePurpose = (typeof PURPOSES)[number]

export interface CodeRow {
  readonly phoneHash: Uint8Array
  /** Who asked, where somebody is signed in. */
  readonly residentId: number | null
  readonly expiresAt: number
}

/** @returns false when the same request has made it before */
export async function insertCode(
  tx: Tx,
  tokenHash: Uint8Array,
  row: CodeRow & { purpose: CodePurpose },
): Promise<boolean> {
  const { changes } = await tx.run(
    `INSERT INTO "PhoneCode" ("tokenHash", "purpose", "phoneHash", "residentId", "tries", "expiresAt")
      VALUES (?, ?, ?, ?, 0, ?) ON CONFLICT DO NOTHING`,
    tokenHash,
    row.purpose,
    row.phoneHash,
    row.residentId,
    row.expiresAt,
  )
  return changes === 1
}

export function findCode(tx: Tx, tokenHash: Uint8Array): Promise<{ expiresAt: number } | undefined> {
  return tx.get(`SELECT "expiresAt" FROM "PhoneCode" WHERE "tokenHash" = ?`, tokenHash)
}

/** Counts a try and gives what it is held against; undefined for what is none, over, or tried too often. */
export function tryCode(
  tx: Tx,
  tokenHash: Uint8Array,
  { purpose, now, most }: { purpose: CodePurpose; now: number; most: number },
): Promise<CodeRow | undefined> {
  return tx.get<CodeRow>(
    `UPDATE "PhoneCode" SET "tries" = "tries" + 1
      WHERE "tokenHash" = ? AND "purpose" = ? AND "expiresAt" > ? AND "tries" < ?
      RETURNING "phoneHash", "residentId", "expiresAt"`,
    tokenHash,
    purpose,
    now,
    most,
  )
}

export async function deleteCode(tx: Tx, tokenHash: Uint8Array): Promise<void> {
  await tx.run(`DELETE FROM "PhoneCode" WHERE "tokenHash" = ?`, tokenHash)
}

/** One more in a window that begins with the first. @returns how many there are with it, and when they are forgotten */
export async function countSent(
  tx: Tx,
  keyHash: Uint8Array,
  now: number,
  windowMs: number,
): Promise<{ sent: number; untilAt: number }> {
  const row = await tx.get<{ sent: number; untilAt: number }>(
    `INSERT INTO "PhoneCount" ("keyHash", "sent", "untilAt") VALUES (?, 1, ?)
      ON CONFLICT ("keyHash") DO UPDATE SET
        "sent" = CASE WHEN "PhoneCount"."untilAt" <= ? THEN 1 ELSE "PhoneCount"."sent" + 1 END,
        "untilAt" = CASE WHEN "PhoneCount"."untilAt" <= ? THEN excluded."untilAt" ELSE "PhoneCount"."untilAt" END
      RETURNING "sent", "untilAt"`,
    keyHash,
    now + windowMs,
    now,
    now,
  )
  if (!row) throw new Error('INSERT … RETURNING gave nothing')
  return row
}

/** Nothing was sent after all. */
export async function takeBackSent(tx: Tx, keyHash: Uint8Array): Promise<void> {
  await tx.run(`UPDATE "PhoneCount" SET "sent" = "sent" - 1 WHERE "keyHash" = ? AND "sent" > 0`, keyHash)
}

/** @returns how many codes and counts were over */
export async function sweepCodes(tx: Tx, now: number): Promise<number> {
  const codes = await tx.run(`DELETE FROM "PhoneCode" WHERE "expiresAt" <= ?`, now)
  const counts = await tx.run(`DELETE FROM "PhoneCount" WHERE "untilAt" <= ?`, now)
  return codes.changes + counts.changes
}
