import type { Sql } from './db/types.ts'

/** What a thing's own row says of its chain. */
export interface ThingHead {
  readonly thingId: number
  readonly version: number
  readonly headHash: Uint8Array
}

/** How to find the heads of one kind of thing; a chain that was cut at its end is found by nothing else. */
export interface ThingKind {
  head(sql: Sql, thingId: number): Promise<ThingHead | undefined>
  /** Things with ids after `after`, in order. */
  heads(sql: Sql, after: number, limit: number): Promise<ThingHead[]>
}

/** By the `thingKind` of their events. */
export type ThingKinds = Readonly<Record<string, ThingKind>>

/** Things whose table has the columns "id", "version" and "headHash". */
export function thingsIn(table: string): ThingKind {
  const columns = `SELECT "id" AS "thingId", "version", "headHash" FROM "${table}"`
  return {
    head: (sql, thingId) => sql.get<ThingHead>(`${columns} WHERE "id" = ?`, thingId),
    heads: (sql, after, limit) => sql.all<ThingHead>(`${columns} WHERE "id" > ? ORDER BY "id" LIMIT ?`, after, limit),
  }
}
