import type { Database, Statement } from 'better-sqlite3'
import { LRUCache } from 'lru-cache'
import { replaceValues } from './placeholders.ts'

/** Enough for every fixed text of the service; texts made at run time push out what was not used for long. */
const KEPT = 1_000

/** Prepares a text once for a connection. */
export function statementCache(connection: Database): (sql: string) => Statement<unknown[], unknown> {
  const kept = new LRUCache<string, Statement<unknown[], unknown>>({ max: KEPT })
  return (sql) => {
    let statement = kept.get(sql)
    if (statement === undefined) kept.set(sql, (statement = connection.prepare<unknown[], unknown>(settled(sql))))
    return statement
  }
}

/**
 * A text whose plan stays as it is. This SQLite is built with STAT4 and plans a join anew each time a value is bound, in
 * case a statistic of that value would change the plan: ten times the cost of a look-up by key, and we keep no statistics.
 * A plus in front of a value hides it from the planner.
 */
export function settled(sql: string): string {
  return replaceValues(sql, () => '+?')
}
