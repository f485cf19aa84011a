import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/harness.ts'
import { byWords, IN_CELL } from './appeals.similar.store.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** The steps of SQLite's plan for a look at "Appeal" a; PostgreSQL plans by what is in the tables, so there is none to hold to. */
async function stepsOf(sql: string, ...values: (string | number)[]): Promise<string[]> {
  const { read } = database.db
  const steps = await read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values)
  return steps.map(({ detail }) => detail).filter((detail) => / a /.test(detail))
}

test('what may be similar is read by its id, a few rows, and not by an index that holds half of the city', async () => {
  if (database.db.dialect !== 'sqlite') return
  const byId = ['SEARCH a USING INTEGER PRIMARY KEY (rowid=?)']
  expect(await stepsOf(IN_CELL, 1, 60)).toEqual(byId)
  expect(await stepsOf(byWords('sqlite'), '"路灯"', 0, 150)).toEqual(byId)
})
