import { readFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { dialect, testDatabase } from '../../../test/harness.ts'

const put = 'INSERT INTO "Counter" ("key", "value") VALUES (?, 1)'

describe.runIf(dialect === 'sqlite')('checkpoints on a thread of their own', () => {
  test('what is committed gets into the file while the database is open, and the log starts again', async () => {
    const { url, db, close } = await testDatabase({ checkpointThread: true })
    onTestFinished(close)
    const file = url.slice('file:'.length)
    // Two numbers in the log's head, new with each start from its beginning.
    const salts = () => readFileSync(`${file}-wal`).subarray(16, 24).toString('hex')
    const word = 'a word that nobody else has written'
    await db.work((tx) => tx.run(put, word))
    const before = salts()
    expect(readFileSync(file).includes(word)).toBe(false)
    await vi.waitFor(() => expect(readFileSync(file).includes(word)).toBe(true), { timeout: 10_000 })
    let i = 0
    await vi.waitFor(
      async () => {
        await db.work((tx) => tx.run(put, `${i++}`))
        expect(salts()).not.toBe(before)
      },
      { timeout: 10_000, interval: 50 },
    )
  })
})
