import { rmSync } from 'node:fs'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshDatabase } from '../../../tools/pg.ts'
import { demoKeyring, migrate, movableClock, openDatabase, seededRandom } from '../src/kernel/index.ts'
import type { Db, Dialect, Kernel, MovableClock, OpenOptions } from '../src/kernel/index.ts'

/** The database of this test run: TEST_DATABASE=sqlite (default) or postgresql. */
export const dialect: Dialect = process.env.TEST_DATABASE === 'postgresql' ? 'postgresql' : 'sqlite'

export interface TestDatabase {
  readonly db: Db
  /** To open it again, also from another process. */
  readonly url: string
  /** Closes `db` and removes the database. */
  close(): Promise<void>
}

export type TestOptions = Omit<Partial<OpenOptions>, 'url'>

/** A migrated, empty database that nobody else uses. */
export async function testDatabase(options: TestOptions = {}): Promise<TestDatabase> {
  const { url, remove } = await testUrl()
  const db = await openDatabase({ keys: demoKeyring(), random: seededRandom('test'), ...options, url })
  return {
    db,
    url,
    async close() {
      await db.close()
      await remove()
    },
  }
}

export interface TestKernel extends TestDatabase {
  readonly kernel: Kernel & { readonly clock: MovableClock }
}

/** 2026-03-02, a Monday, 09:00 in China. */
export const START = Date.UTC(2026, 2, 2, 1)

/** The same with a clock that stands at `START` and randomness that repeats. */
export async function testKernel(options: TestOptions = {}): Promise<TestKernel> {
  const random = options.random ?? seededRandom('test')
  const database = await testDatabase({ ...options, random })
  return { ...database, kernel: { db: database.db, clock: movableClock(START), random } }
}

/** A migrated database, not opened. */
export async function testUrl(): Promise<{ url: string; remove: () => Promise<void> }> {
  if (dialect === 'postgresql') {
    const name = new URL(await (template ??= migratedDatabase())).pathname.slice(1)
    return { url: await freshDatabase(undefined, name), remove: () => Promise.resolve() }
  }
  const folder = await mkdtemp(join(tmpdir(), 'civicgrid-test-'))
  const file = join(folder, 'test.db')
  await copyFile(await (template ??= migratedFile()), file)
  return { url: `file:${file}`, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Migrated once a process; copying is many times quicker. A file, or a database that nobody is connected to. */
let template: Promise<string> | undefined

async function migratedFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'civicgrid-template-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'template.db')
  await migrate(`file:${file}`)
  return file
}

async function migratedDatabase(): Promise<string> {
  const url = await freshDatabase()
  await migrate(url)
  return url
}
