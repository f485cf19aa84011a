import type { Database, Statement } from 'better-sqlite3'
import { LRUCache } from 'lru-cache'

/** Enough for every fixed text of the service; texts made at run time push out what was not used for long. */
const KEPT = 1_000

/** Prepares a text once for a connection. */
export function statementCache(connection: Database): (sql: string) => Statement<unknown[], unknown> {
  const kept = new LRUCache<string, Statement<unknown[], unknown>>({ max: KEPT })
  return (sql) => {
    let statement = kept.get(sql)
    if (statement === undefined) kept.set(sql, (statement = connection.prepare<unknown[], unknown>(sql)))
    return statement
  }
}
