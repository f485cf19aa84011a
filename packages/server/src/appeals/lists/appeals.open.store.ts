import { OPEN_STATUSES, type AppealState } from '@civicgrid/contracts'
import type { Sql } from '../../kernel/index.ts'
import { LISTED, listed, type Condition, type ListedAppeal } from './appeals.lists.store.ts'

/** Orders for which somebody of the city still has to do something: few, however many there have ever been. */

export interface OpenAppeal extends ListedAppeal {
  readonly lng: number
  readonly lat: number
}
type Row = Omit<OpenAppeal, 'state'> & { state: string }

/** Counting stops here; more are a city that has other worries. */
const MOST = 50_000

/** How many are past their time. */
export async function countOverdue(sql: Sql, where: Condition, now: number): Promise<number> {
  let sum = 0
  for (const status of OPEN_STATUSES) {
    const row = await sql.get<{ n: number }>(
      `SELECT count(*) AS "n" FROM (SELECT 1 FROM "Appeal" a WHERE a."status" = ? AND a."dueAt" < ? AND ${where.sql} LIMIT ?) late`,
      status,
      now,
      ...where.values,
      MOST,
    )
    sum += Number(row?.n ?? 0)
  }
  return sum
}

/** Those with a point, of every open status the ones due first, at most `each` of a status. */
export async function listOpen(sql: Sql, where: Condition, each: number): Promise<OpenAppeal[]> {
  const found: OpenAppeal[] = []
  for (const status of OPEN_STATUSES) {
    const rows = await sql.all<Row>(
      `SELECT ${LISTED}, a."lng", a."lat" FROM "Appeal" a WHERE a."status" = ? AND a."lng" IS NOT NULL AND ${where.sql}
        ORDER BY a."dueAt", a."id" LIMIT ?`,
      status,
      ...where.values,
      each,
    )
    found.push(...(listed(rows) as (ListedAppeal & { state: AppealState; lng: number; lat: number })[]))
  }
  return found.sort((a, b) => a.dueAt - b.dueAt || a.id - b.id)
}
