import type { Tx, Value } from './types.ts'

const LAST = 'SELECT last_insert_rowid() AS "id"'

/**
 * Inserts a row whose "id" the database gives.
 * @param sql `INSERT …` without RETURNING, which costs SQLite a journal for each statement; its one writer can ask what it
 *   wrote last
 * @returns the id, or null when `ON CONFLICT … DO NOTHING` did nothing
 */
export async function insertForId(tx: Tx, sql: string, ...values: Value[]): Promise<number | null> {
  if (tx.dialect === 'postgresql') return (await tx.get<{ id: number }>(`${sql} RETURNING "id"`, ...values))?.id ?? null
  const { changes } = await tx.run(sql, ...values)
  return changes === 0 ? null : ((await tx.get<{ id: number }>(LAST))?.id ?? null)
}
