import type { Sql } from '../kernel/index.ts'

/** What happened, as far as somebody who waits needs to know: to which thing. */
export interface Happened {
  readonly position: number
  readonly thingKind: string
  readonly thingId: number
}

/** The last place in the log that has been given. */
export async function lastPosition(sql: Sql): Promise<number> {
  const row = await sql.get<{ last: number | null }>('SELECT max("position") AS "last" FROM "Event"')
  return row?.last ?? 0
}

const AFTER = 'SELECT "position", "thingKind", "thingId" FROM "Event" WHERE "position" > ? ORDER BY "position" LIMIT ?'

export const happenedAfter = (sql: Sql, position: number, limit: number): Promise<Happened[]> =>
  sql.all<Happened>(AFTER, position, limit)
