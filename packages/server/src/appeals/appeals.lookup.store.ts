import type { Tx } from '../kernel/index.ts'

/** Tries of the look-up, by a keyed hash of the code: one count for all processes of the server. */
interface Tries {
  readonly tries: number
  /** From then on they are forgotten, epoch milliseconds. */
  readonly until: number
}

const COUNT = `INSERT INTO "LookUpTry" ("key", "tries", "until") VALUES (?, 1, ?) ON CONFLICT ("key") DO UPDATE SET
  "tries" = CASE WHEN "LookUpTry"."until" <= ? THEN 1 ELSE "LookUpTry"."tries" + 1 END,
  "until" = CASE WHEN "LookUpTry"."until" <= ? THEN excluded."until" ELSE "LookUpTry"."until" END`

/** One more. @returns how many there are with it */
export async function countTry(tx: Tx, key: Uint8Array, now: number, until: number): Promise<Tries> {
  await tx.run(COUNT, key, until, now, now)
  const row = await tx.get<Tries>(`SELECT "tries", "until" FROM "LookUpTry" WHERE "key" = ?`, key)
  return row ?? { tries: 1, until }
}

/** It was none: the number was right. */
export async function takeBackTry(tx: Tx, key: Uint8Array): Promise<void> {
  await tx.run(`UPDATE "LookUpTry" SET "tries" = "tries" - 1 WHERE "key" = ? AND "tries" > 0`, key)
}

/** @returns how many codes are forgotten */
export async function forgetTries(tx: Tx, now: number): Promise<number> {
  return (await tx.run(`DELETE FROM "LookUpTry" WHERE "until" <= ?`, now)).changes
}
