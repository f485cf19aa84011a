import type { Database, Statement } from 'better-sqlite3'

/** Enough for every fixed text of the service; texts made at run time push the oldest out. */
const KEPT = 1_000

/** Prepares a text once for a connection. */
export function statementCache(connection: Database): (sql: string) => Statement<unknown[], unknown> {
  const kept = new Map<string, Statement<unknown[], unknown>>()
  return (sql) => {
    let statement = kept.get(sql)
    if (statement === undefined) {
      statement = connection.prepare<unknown[], unknown>(sql)
      if (kept.size >= KEPT)
        for (const oldest of kept.keys()) {
          kept.delete(oldest)
          break
        }
      kept.set(sql, statement)
    }
    return statement
  }
}
