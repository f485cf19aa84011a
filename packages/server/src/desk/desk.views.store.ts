import type { Sql, Tx } from '../kernel/index.ts'

/** Lists of the desk that somebody keeps under a name of their own. */
export interface ViewRow {
  readonly name: string
  readonly queue: string
  /** JSON. */
  readonly query: string
}

export const listViews = (sql: Sql, staffId: number): Promise<ViewRow[]> =>
  sql.all(`SELECT "name", "queue", "query" FROM "SavedView" WHERE "staffId" = ? ORDER BY "createdAt", "name"`, staffId)

/** The same name again is the same view, as it is now. */
export async function keepView(tx: Tx, staffId: number, view: ViewRow, now: number): Promise<void> {
  await tx.run(
    `INSERT INTO "SavedView" ("staffId", "name", "queue", "query", "createdAt") VALUES (?, ?, ?, ?, ?)
    ON CONFLICT ("staffId", "name") DO UPDATE SET "queue" = excluded."queue", "query" = excluded."query"`,
    staffId,
    view.name,
    view.queue,
    view.query,
    now,
  )
}

export async function removeView(tx: Tx, staffId: number, name: string): Promise<void> {
  await tx.run(`DELETE FROM "SavedView" WHERE "staffId" = ? AND "name" = ?`, staffId, name)
}
