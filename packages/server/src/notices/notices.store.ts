import type { Sql, Tx } from '../kernel/index.ts'

/** Who wants to be told of an answer, and how far that is. */

export interface Wish {
  readonly id: number
  readonly appealId: number
  readonly subjectId: number
  /** The openid, encrypted by the resident's key. */
  readonly cipher: Uint8Array
  readonly tries: number
}

export interface NewWish {
  readonly appealId: number
  readonly residentId: number
  readonly cipher: Uint8Array
  readonly at: number
}

/** Asked for once more after a message, or after one that did not come: it waits again. One for each person and appeal. */
export async function insertWish(tx: Tx, { appealId, residentId, cipher, at }: NewWish): Promise<void> {
  await tx.run(
    `INSERT INTO "NoticeWish" ("appealId", "residentId", "cipher", "status", "tries", "createdAt")
      VALUES (?, ?, ?, 'waiting', 0, ?) ON CONFLICT ("appealId", "residentId")
      DO UPDATE SET "cipher" = excluded."cipher", "status" = 'waiting', "tries" = 0, "dueAt" = NULL, "endedAt" = NULL`,
    appealId,
    residentId,
    cipher,
    at,
  )
}

/** There is an answer: whoever waits for it is to be told. */
export async function setDue(tx: Tx, appealId: number, at: number): Promise<void> {
  await tx.run(
    `UPDATE "NoticeWish" SET "status" = 'due', "dueAt" = ? WHERE "appealId" = ? AND "status" = 'waiting'`,
    at,
    appealId,
  )
}

/** Those to be told now, the oldest first; what another process has taken is due again only when it was long enough away. */
export const listDue = (sql: Sql, now: number, limit: number): Promise<Wish[]> =>
  sql.all(
    `SELECT w."id", w."appealId", w."cipher", w."tries", r."subjectId" FROM "NoticeWish" w
      JOIN "Resident" r ON r."id" = w."residentId" WHERE w."status" = 'due' AND w."dueAt" <= ?
      ORDER BY w."dueAt", w."id" LIMIT ?`,
    now,
    limit,
  )

/** @returns false when another process has taken it */
export async function takeWish(tx: Tx, { id, tries }: Wish, until: number): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE "NoticeWish" SET "dueAt" = ?, "tries" = ? WHERE "id" = ? AND "status" = 'due' AND "tries" = ?`,
    until,
    tries + 1,
    id,
    tries,
  )
  return changes === 1
}

export async function putOff(tx: Tx, id: number, until: number): Promise<void> {
  await tx.run(`UPDATE "NoticeWish" SET "dueAt" = ? WHERE "id" = ? AND "status" = 'due'`, until, id)
}

export type WishEnd = 'sent' | 'unwanted' | 'failed'

/** How it ended; whom it went to is forgotten with that. */
export async function endWish(tx: Tx, id: number, how: WishEnd, at: number): Promise<void> {
  await tx.run(
    `UPDATE "NoticeWish" SET "status" = ?, "endedAt" = ?, "dueAt" = NULL, "cipher" = ? WHERE "id" = ? AND "status" = 'due'`,
    how,
    at,
    new Uint8Array(),
    id,
  )
}

export async function deleteWishesOf(tx: Tx, residentId: number): Promise<void> {
  await tx.run(`DELETE FROM "NoticeWish" WHERE "residentId" = ?`, residentId)
}
