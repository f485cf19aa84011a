import type { Tx } from '../../kernel/index.ts'

/** How a database is made ready for millions of rows, and as it was afterwards. */

const HEAVY = ['Appeal', 'AppealContact', 'EventSecret', 'Idempotency']

/** Takes away the indexes that are not unique: made once over all rows they cost a fraction. @returns how to make them again */
export async function dropIndexes(tx: Tx): Promise<string[]> {
  const find = {
    sqlite: `SELECT "name", "sql" FROM sqlite_master WHERE "type" = 'index' AND "tbl_name" = ? AND "sql" LIKE 'CREATE INDEX%'`,
    postgresql: `SELECT indexname AS "name", indexdef AS "sql" FROM pg_indexes WHERE tablename = ? AND indexdef LIKE 'CREATE INDEX%'`,
  }
  const made: string[] = []
  for (const table of HEAVY) {
    for (const { name, sql } of await tx.all<{ name: string; sql: string }>(find[tx.dialect], table)) {
      await tx.run(`DROP INDEX "${name}"`)
      made.push(sql)
    }
  }
  return made
}

/** Only what this connection keeps in memory, and when it copies its log into the file; nothing of the file's format. */
export async function useMuchMemory(tx: Tx): Promise<void> {
  if (tx.dialect !== 'sqlite') return
  await tx.run('PRAGMA cache_size = -600000')
  await tx.get('PRAGMA wal_autocheckpoint = 50000')
}

/** FTS5 gathers more words in memory before it writes a segment. @param bytes 1 MB is its own choice */
export async function gatherWords(tx: Tx, bytes: number): Promise<void> {
  // In the text: bound numbers are floating ones, which FTS5 refuses.
  if (tx.dialect === 'sqlite')
    await tx.run(`INSERT INTO "AppealSearch" ("AppealSearch", "rank") VALUES ('hashsize', ${bytes})`)
}

export async function lastPosition(tx: Tx): Promise<number> {
  return (await tx.get<{ last: number }>(`SELECT coalesce(max("position"), 0) AS "last" FROM "Event"`))?.last ?? 0
}

export async function setCursor(tx: Tx, reader: string, position: number): Promise<void> {
  await tx.run(
    `INSERT INTO "ReaderCursor" ("name", "position") VALUES (?, ?) ON CONFLICT ("name") DO UPDATE SET "position" = excluded."position"`,
    reader,
    position,
  )
}
