import type { Sql, Tx } from '../../kernel/index.ts'

/** What the provider keeps, by the hash of its name: a copy of the table opens nothing. */
export interface PayloadRow {
  /** JSON. */
  readonly payload: string
  /** Epoch milliseconds. */
  readonly consumedAt: number | null
  readonly expiresAt: number
}

const FIND = `SELECT "payload", "consumedAt", "expiresAt" FROM "OidcPayload" WHERE`

export const findPayload = (sql: Sql, kind: string, idHash: Uint8Array, now: number): Promise<PayloadRow | undefined> =>
  sql.get(`${FIND} "kind" = ? AND "idHash" = ? AND "expiresAt" > ?`, kind, idHash, now)

export interface NewPayload {
  readonly kind: string
  readonly idHash: Uint8Array
  readonly payload: string
  readonly consentId: number | null
  readonly clientId: string | null
  readonly expiresAt: number
}

/** @returns false where one of this name is there and `once` is asked for */
export async function putPayload(tx: Tx, row: NewPayload, once: boolean): Promise<boolean> {
  const { changes } = await tx.run(
    `INSERT INTO "OidcPayload" ("kind", "idHash", "payload", "consentId", "clientId", "expiresAt") VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT ("kind", "idHash") DO ${
        once
          ? 'NOTHING'
          : `UPDATE SET "payload" = excluded."payload", "consentId" = excluded."consentId",
        "clientId" = excluded."clientId", "expiresAt" = excluded."expiresAt"`
      }`,
    row.kind,
    row.idHash,
    row.payload,
    row.consentId,
    row.clientId,
    row.expiresAt,
  )
  return changes === 1
}

/** @returns false where it was used before: of two who come at once one is first */
export async function consumePayload(tx: Tx, kind: string, idHash: Uint8Array, now: number): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE "OidcPayload" SET "consumedAt" = ? WHERE "kind" = ? AND "idHash" = ? AND "consumedAt" IS NULL`,
    now,
    kind,
    idHash,
  )
  return changes === 1
}

export async function deletePayload(tx: Tx, kind: string, idHash: Uint8Array): Promise<void> {
  await tx.run(`DELETE FROM "OidcPayload" WHERE "kind" = ? AND "idHash" = ?`, kind, idHash)
}

/** Codes and tokens that hang on a consent. @param kind all kinds unless told otherwise */
export async function deletePayloadsOf(tx: Tx, consentId: number, kind: string | null = null): Promise<void> {
  if (kind === null) await tx.run(`DELETE FROM "OidcPayload" WHERE "consentId" = ?`, consentId)
  else await tx.run(`DELETE FROM "OidcPayload" WHERE "consentId" = ? AND "kind" = ?`, consentId, kind)
}

/** @returns how many were over */
export async function sweepPayloads(tx: Tx, now: number): Promise<number> {
  return (await tx.run(`DELETE FROM "OidcPayload" WHERE "expiresAt" <= ?`, now)).changes
}
