import type { Sql } from '../../kernel/index.ts'
import { fromAppeal, type Condition } from './appeals.lists.store.ts'

/** The boards from above: with whom orders lie that run out. */

export interface DueGroup {
  readonly bodyCode: string | null
  readonly count: number
  readonly firstDueAt: number
}

/** What runs out, by whose it is; the fullest first. */
export async function groupDue(sql: Sql, where: Condition, limit: number): Promise<DueGroup[]> {
  const rows = await sql.all<{ bodyCode: string | null; n: number; first: number }>(
    `SELECT a."bodyCode", count(*) AS "n", min(a."dueAt") AS "first" FROM ${fromAppeal(sql, 'statusDue')} WHERE ${where.sql}
    GROUP BY a."bodyCode" ORDER BY "n" DESC, a."bodyCode" LIMIT ?`,
    ...where.values,
    limit,
  )
  return rows.map(({ bodyCode, n, first }) => ({ bodyCode, count: Number(n), firstDueAt: Number(first) }))
}
