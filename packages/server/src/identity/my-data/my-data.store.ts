import type { Sql, Tx } from '../../kernel/index.ts'

/** Accounts whose owner asked for their deletion. */

export interface Deletion {
  readonly residentId: number
  readonly askedAt: number
  readonly dueAt: number
  readonly withdraw: number
}

const COLUMNS = '"residentId", "askedAt", "dueAt", "withdraw"'

export const findDeletion = (sql: Sql, residentId: number): Promise<Deletion | undefined> =>
  sql.get(`SELECT ${COLUMNS} FROM "AccountDeletion" WHERE "residentId" = ?`, residentId)

/** @returns false when it was asked for before */
export async function insertDeletion(tx: Tx, { residentId, askedAt, dueAt, withdraw }: Deletion): Promise<boolean> {
  const { changes } = await tx.run(
    `INSERT INTO "AccountDeletion" (${COLUMNS}) VALUES (?, ?, ?, ?) ON CONFLICT ("residentId") DO NOTHING`,
    residentId,
    askedAt,
    dueAt,
    withdraw,
  )
  return changes === 1
}

export async function deleteDeletion(tx: Tx, residentId: number): Promise<boolean> {
  return (await tx.run(`DELETE FROM "AccountDeletion" WHERE "residentId" = ?`, residentId)).changes === 1
}

export const dueDeletions = (sql: Sql, now: number, limit: number): Promise<Deletion[]> =>
  sql.all(`SELECT ${COLUMNS} FROM "AccountDeletion" WHERE "dueAt" <= ? ORDER BY "dueAt" LIMIT ?`, now, limit)

const OF_RESIDENT = ['SavedPlace', 'ResidentLink', 'HostTicket', 'EmbedSecret', 'EmbedSession', 'PhoneCode'] as const

/** Takes out of the rows what no key encrypts: by what an account is found, and files that stand on no appeal. */
export async function blankResident(tx: Tx, residentId: number): Promise<void> {
  for (const table of OF_RESIDENT) await tx.run(`DELETE FROM "${table}" WHERE "residentId" = ?`, residentId)
  // The sweeper then deletes the bytes.
  await tx.run(
    `UPDATE "File" SET "thingKind" = NULL, "thingId" = NULL, "createdAt" = 0 WHERE "ownerKind" = 'resident' AND "ownerId" = ?
      AND ("thingKind" IS NULL OR "thingKind" = 'authority')`,
    residentId,
  )
  await tx.run(
    `UPDATE "Resident" SET "profile" = ?, "phoneHash" = NULL, "phoneAt" = NULL, "persona" = NULL WHERE "id" = ?`,
    new Uint8Array(0),
    residentId,
  )
}
