import type { Sql } from '../kernel/index.ts'

/** What the log says of a resident's own appeals. */

export interface OwnEvent {
  /** Of the event: newer ones have higher ids. */
  readonly id: number
  readonly code: string
  readonly type: string
  readonly at: number
  readonly actorKind: string
  readonly actorRole: string | null
  readonly data: string | null
  /** JSON of the last dispatch before it. */
  readonly dispatched: string | null
}

const LAST_DISPATCH = `(SELECT d."data" FROM "Event" d WHERE d."thingKind" = 'appeal' AND d."thingId" = e."thingId"
  AND d."type" = 'dispatched' AND d."seq" < e."seq" ORDER BY d."seq" DESC LIMIT 1)`

/** Events of some types on a resident's own appeals, the newest first. */
export function listOwnEvents(
  sql: Sql,
  residentId: number,
  types: readonly string[],
  before: number,
  limit: number,
): Promise<OwnEvent[]> {
  return sql.all<OwnEvent>(
    `SELECT e."id", a."code", e."type", e."at", e."actorKind", e."actorRole", e."data", ${LAST_DISPATCH} AS "dispatched"
      FROM "Appeal" a JOIN "Event" e ON e."thingKind" = 'appeal' AND e."thingId" = a."id"
      WHERE a."residentId" = ? AND e."type" IN (${types.map(() => '?').join(', ')}) AND e."id" < ?
      ORDER BY e."id" DESC LIMIT ?`,
    residentId,
    ...types,
    before,
    limit,
  )
}
