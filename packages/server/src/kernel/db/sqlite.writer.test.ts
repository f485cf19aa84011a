import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { dialect, testDatabase } from '../../../test/harness.ts'
import type { TestOptions } from '../../../test/harness.ts'

const put = 'INSERT INTO "Counter" ("key", "value") VALUES (?, ?)'

async function open(options: TestOptions) {
  const database = await testDatabase(options)
  onTestFinished(() => database.close())
  return { db: database.db, file: database.url.slice('file:'.length) }
}

/** Another process that holds the write lock. @returns what lets go of it */
async function lockedElsewhere(file: string): Promise<() => Promise<void>> {
  const driver = createRequire(import.meta.url).resolve('better-sqlite3')
  const script = `const db = require(${JSON.stringify(driver)})(${JSON.stringify(file)}); db.exec('BEGIN IMMEDIATE'); console.log('locked'); process.stdin.on('data', () => { db.exec('COMMIT'); process.exit() })`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill())
  await once(child.stdout, 'data')
  return async () => {
    child.stdin.write('go\n')
    await once(child, 'exit')
  }
}

describe.runIf(dialect === 'sqlite')('SQLite while another process holds BEGIN IMMEDIATE', () => {
  test('waits without blocking the event loop, reads meanwhile, and goes on when the lock is gone', async () => {
    const { db, file } = await open({})
    const release = await lockedElsewhere(file)
    let longest = 0
    let last = performance.now()
    const ticks = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 5)
    const unit = db.work((tx) => tx.run(put, 'patient', 1))
    await new Promise((resolve) => setTimeout(resolve, 500))
    await expect(db.read.get('SELECT count(*) AS n FROM "Counter"')).resolves.toEqual({ n: 0 })
    await release()
    await expect(unit).resolves.toMatchObject({ changes: 1 })
    clearInterval(ticks)
    expect(longest).toBeLessThan(200)
  })

  test('gives up with OVERLOADED after its time, and works again later', async () => {
    const { db, file } = await open({ limits: { busyMs: 300 } })
    const release = await lockedElsewhere(file)
    const units = Array.from({ length: 3 }, (_, i) => db.work((tx) => tx.run(put, `u${i}`, 1)))
    for (const unit of units)
      await expect(unit).rejects.toMatchObject({ code: 'OVERLOADED', status: 503, retryAfterMs: 1_000 })
    await release()
    await expect(db.work((tx) => tx.run(put, 'later', 1))).resolves.toMatchObject({ changes: 1 })
    await expect(db.read.get('SELECT count(*) AS n FROM "Counter"')).resolves.toEqual({ n: 1 })
  })
})

describe.runIf(dialect === 'sqlite')('SQLite when the disk is full', () => {
  test('STORAGE_FULL for the unit that does not fit, its neighbours and what came before stay', async () => {
    const { db, file } = await open({})
    const raw = new Database(file)
    const pages = raw.pragma('page_count', { simple: true }) as number
    raw.close()
    // The limit belongs to the connection, so it is set through the writer.
    await db.work((tx) => tx.get(`PRAGMA max_page_count = ${pages + 20}`))
    const small = (key: string) => db.work((tx) => tx.run(put, key, 1))
    const big = db.work((tx) => tx.run(put, 'x'.repeat(500_000), 1))
    const results = await Promise.allSettled([small('before'), big, small('after')])
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    await expect(big).rejects.toMatchObject({ code: 'STORAGE_FULL', status: 507 })
    await expect(db.read.all('SELECT "key" FROM "Counter" ORDER BY "key"')).resolves.toEqual([
      { key: 'after' },
      { key: 'before' },
    ])
  })

  test('a group whose commit fails is tried again one by one, so that only the guilty unit fails', async () => {
    const { db } = await open({})
    // A deferred foreign key is the one constraint that fails at COMMIT and not before.
    await db.work(async (tx) => {
      await tx.run('CREATE TABLE parent (id INTEGER PRIMARY KEY)')
      await tx.run('CREATE TABLE child (id INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED)')
    })
    const runs = [0, 0, 0]
    const unit = (i: number, sql: string) =>
      db.work((tx) => {
        runs[i] = (runs[i] ?? 0) + 1
        return tx.run(sql)
      })
    const results = await Promise.allSettled([
      unit(0, 'INSERT INTO parent VALUES (1)'),
      unit(1, 'INSERT INTO child VALUES (99)'),
      unit(2, 'INSERT INTO child VALUES (1)'),
    ])
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(runs).toEqual([2, 2, 2])
    await expect(db.read.all('SELECT id FROM child')).resolves.toEqual([{ id: 1 }])
  })
})

describe.runIf(dialect === 'sqlite')('SQLite group commit', () => {
  test('units that wait together share a commit: each sees those before it, and nobody outside sees any until the last', async () => {
    const { db, file } = await open({})
    const outside = new Database(file, { readonly: true })
    onTestFinished(() => void outside.close())
    const count = 'SELECT count(*) AS n FROM "Counter"'
    const seen = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        db.work(async (tx) => {
          await tx.run(put, `g${i}`, i)
          return [await tx.get(count), outside.prepare(count).get()]
        }),
      ),
    )
    expect(seen).toEqual(Array.from({ length: 10 }, (_, i) => [{ n: i + 1 }, { n: 0 }]))
    expect(outside.prepare(count).get()).toEqual({ n: 10 })
  })
})
