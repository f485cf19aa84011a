import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { freshDatabase } from '../../../../../tools/pg.ts'
import { dialect } from '../../../test/harness.ts'
import { demoKeyring, drift, migrate, openDatabase } from '../index.ts'
import { numbered } from './postgres.sql.ts'
import { parseDatabaseUrl } from './url.ts'

async function bare(): Promise<string> {
  if (dialect === 'postgresql') return freshDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'civicgrid-migrate-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return `file:${join(folder, 'new', 'folder', 'db')}`
}

async function execute(url: string, sql: string): Promise<void> {
  const db = await openDatabase({ url, keys: demoKeyring() })
  await db.work((tx) => tx.run(sql))
  await db.close()
}

describe('migrations', () => {
  test('are applied once, leave the database as the models say, and stand in _prisma_migrations', async () => {
    const url = await bare()
    await expect(migrate(url)).resolves.toContain('0001_init')
    await expect(migrate(url)).resolves.toEqual([])
    await expect(drift(url)).resolves.toBeNull()
    const db = await openDatabase({ url, keys: demoKeyring() })
    const rows = await db.read.all('SELECT "migration_name", "applied_steps_count" FROM "_prisma_migrations"')
    expect(rows).toContainEqual({ migration_name: '0001_init', applied_steps_count: 1 })
    await db.close()
  })

  test.each([
    ['a column too many', 'ALTER TABLE "Counter" ADD COLUMN "extra" TEXT', /Counter/],
    ['an index that is gone', 'DROP INDEX "Appeal_cell_id_status_kind_idx"', /cell/],
    ['a table that is nowhere in the models', 'CREATE TABLE "Stranger" ("id" INTEGER PRIMARY KEY)', /Stranger/],
  ])('drift is found: %s', async (_name, sql, words) => {
    const url = await bare()
    await migrate(url)
    await execute(url, sql)
    await expect(drift(url)).resolves.toMatch(words)
  })

  test('one that was edited after it was applied, or is not known, is refused', async () => {
    const url = await bare()
    await migrate(url)
    await execute(url, `UPDATE "_prisma_migrations" SET "checksum" = 'another'`)
    await expect(migrate(url)).rejects.toThrow(/0001_init.* was another one when it was applied/)
    await execute(url, `UPDATE "_prisma_migrations" SET "migration_name" = '0009_new'`)
    await expect(migrate(url)).rejects.toThrow('0009_new is not known to this version')
  })

  test('finding that there is nothing to do takes no lock: a tool may start while the server writes', async () => {
    const url = await bare()
    await migrate(url)
    const db = await openDatabase({ url, keys: demoKeyring() })
    await db.work(async () => expect(await migrate(url)).toEqual([]))
    await db.close()
  })

  test('two processes that start at once both end migrated', async () => {
    const url = await bare()
    const names = await Promise.all([migrate(url), migrate(url)])
    // Each once, by whichever of the two was first.
    expect(names.flat().length).toBe(new Set(names.flat()).size)
    expect(names.flat()).toContain('0001_init')
    await expect(drift(url)).resolves.toBeNull()
  })
})

test('? becomes $1, $2 …, but not in strings, names and comments', () => {
  expect(numbered(`SELECT '?', "a?" FROM t -- why?\nWHERE a = ? AND b IN (?, ?) AND c = 'it''s ?'`)).toBe(
    `SELECT '?', "a?" FROM t -- why?\nWHERE a = $1 AND b IN ($2, $3) AND c = 'it''s ?'`,
  )
})

test('DATABASE_URL is a file or a PostgreSQL, and nothing else', () => {
  expect(parseDatabaseUrl('file:/x/y.db')).toEqual({ dialect: 'sqlite', file: '/x/y.db' })
  expect(parseDatabaseUrl('file:///x/y.db')).toEqual({ dialect: 'sqlite', file: '/x/y.db' })
  expect(parseDatabaseUrl('file:./y z.db')).toEqual({ dialect: 'sqlite', file: join(process.cwd(), 'y z.db') })
  expect(parseDatabaseUrl('postgres://u@h/d')).toMatchObject({ dialect: 'postgresql' })
  for (const bad of ['', 'file:', 'mysql://x', '/x/y.db'])
    expect(() => parseDatabaseUrl(bad)).toThrow('DATABASE_URL must be')
})
