import type { CityText } from '@civicgrid/contracts'
import type { Sql, Tx } from '../kernel/index.ts'

/** Names of integrations by their public ids. */
export async function listSourceNames(sql: Sql): Promise<Map<string, CityText>> {
  const rows = await sql.all<{ publicId: string; name: string }>('SELECT "publicId", "name" FROM "Integration"')
  return new Map(rows.map(({ publicId, name }) => [publicId, JSON.parse(name) as CityText]))
}

/** What was sent under this id of a partner's. */
export interface Sent {
  readonly id: number
  readonly code: string
  readonly bodyHash: Uint8Array | null
}

const FIND = `SELECT s."id", a."code", s."bodyHash" FROM "AppealSource" s JOIN "Appeal" a ON a."id" = s."id"
  WHERE s."integrationId" = ? AND s."externalId" = ?`
export const findSent = (sql: Sql, integrationId: number, externalId: string): Promise<Sent | undefined> =>
  sql.get<Sent>(FIND, integrationId, externalId)

export interface NewSource {
  readonly appealId: number
  readonly integrationId: number
  /** By a consent; else in the partner's page, by the person's own hand. */
  readonly consented: boolean
  readonly externalId: string | null
  readonly bodyHash: Uint8Array | null
}

/** @returns false where another one came by this id of the partner's at the same moment */
export async function insertSource(tx: Tx, row: NewSource): Promise<boolean> {
  const { changes } = await tx.run(
    `INSERT INTO "AppealSource" ("id", "integrationId", "consented", "externalId", "bodyHash") VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING`,
    row.appealId,
    row.integrationId,
    Number(row.consented),
    row.externalId,
    row.bodyHash,
  )
  return changes === 1
}

/** What the partner called it is erased with what was said. */
export async function blankSource(tx: Tx, appealId: number): Promise<void> {
  await tx.run(`UPDATE "AppealSource" SET "externalId" = NULL, "bodyHash" = NULL WHERE "id" = ?`, appealId)
}

/** What the partner called these appeals, by their ids. */
export async function externalIdsOf(sql: Sql, appealIds: readonly number[]): Promise<Map<number, string>> {
  const found = new Map<number, string>()
  for (const id of appealIds) {
    const row = await sql.get<{ externalId: string | null }>(
      'SELECT "externalId" FROM "AppealSource" WHERE "id" = ?',
      id,
    )
    if (row?.externalId != null) found.set(id, row.externalId)
  }
  return found
}
