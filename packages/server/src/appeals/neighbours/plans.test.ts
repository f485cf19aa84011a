import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/harness.ts'
import { IN_CELL, ofCategory } from './appeals.similar.store.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** The steps of SQLite's plan for a look at "Appeal"; PostgreSQL plans by what is in the tables, so there is none to hold to. */
async function stepsOf(sql: string, ...values: (string | number)[]): Promise<string[]> {
  const { read } = database.db
  const steps = await read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values)
  return steps.map(({ detail }) => detail).filter((detail) => / (a|Appeal) /.test(detail))
}

test('what may be similar is found within one index, and only the few that are open are read', async () => {
  if (database.db.dialect !== 'sqlite') return
  const read = 'SEARCH a USING INTEGER PRIMARY KEY (rowid=?)'
  expect(await stepsOf(IN_CELL, 1, 300, 40)).toEqual([
    'SEARCH Appeal USING COVERING INDEX Appeal_cell_id_status_kind_idx (cell=?)',
    read,
  ])
  expect(await stepsOf(ofCategory(database.db.read), 'lamp', 600, 200)).toEqual([
    'SEARCH a USING COVERING INDEX Appeal_sent_category_idx (category=?)',
    read,
  ])
})
