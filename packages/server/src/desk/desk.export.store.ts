import { insertForId, type Sql, type Tx } from '../kernel/index.ts'

/** Exports: what was asked for by whom; what was done with it stands in the log under this row. */
export interface ExportRow {
  readonly token: string
  readonly id: number
  readonly staffId: number
  /** JSON. */
  readonly request: string
  readonly createdAt: number
  readonly version: number
  readonly headHash: Uint8Array
}

/** @returns its id */
export async function insertExport(
  tx: Tx,
  row: { token: string; staffId: number; request: string; createdAt: number },
): Promise<number> {
  const id = await insertForId(
    tx,
    `INSERT INTO "DeskExport" ("token", "staffId", "request", "createdAt", "version", "headHash") VALUES (?, ?, ?, ?, 0, ?)`,
    row.token,
    row.staffId,
    row.request,
    row.createdAt,
    new Uint8Array(0),
  )
  if (id === null) throw new Error('an export has no id')
  return id
}

export const findExport = (sql: Sql, token: string): Promise<ExportRow | undefined> =>
  sql.get(
    `SELECT "token", "id", "staffId", "request", "createdAt", "version", "headHash" FROM "DeskExport" WHERE "token" = ?`,
    token,
  )

export async function setExportHead(
  tx: Tx,
  id: number,
  before: number,
  head: { version: number; headHash: Uint8Array },
): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE "DeskExport" SET "version" = ?, "headHash" = ? WHERE "id" = ? AND "version" = ?`,
    head.version,
    head.headHash,
    id,
    before,
  )
  return changes === 1
}
