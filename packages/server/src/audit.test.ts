import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { testKernel } from '../test/harness.ts'
import { plain, TestThings } from '../test/log.ts'
import { makeCheckpoints, startSequencer } from './kernel/index.ts'

/** Runs the command. @returns its lines of JSON and its exit code */
function audit(url: string, ...args: string[]): Promise<{ lines: unknown[]; code: number }> {
  const env = { PATH: process.env.PATH, DATABASE_URL: url }
  return new Promise((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, 'audit.ts'), ...args], { env }, (error, stdout) => {
      const lines = stdout.trim().split('\n').filter(Boolean)
      resolve({ lines: lines.map((line): unknown => JSON.parse(line)), code: error === null ? 0 : Number(error.code) })
    })
  })
}

test('log:verify passes a log as it was written, and names what was changed; an export outlives the checkpoints', async () => {
  const t = await testKernel()
  const folder = await mkdtemp(join(tmpdir(), 'civicgrid-audit-'))
  onTestFinished(async () => {
    await t.close()
    await rm(folder, { recursive: true })
  })
  const things = new TestThings()
  await t.db.work((tx) => things.append(tx, 1, [plain(), plain(), plain()]))
  const sequencer = startSequencer(t.db)
  await sequencer.idle()
  await sequencer.stop()
  await makeCheckpoints(t.db, t.kernel.clock)
  await expect(audit(t.url, 'verify')).resolves.toEqual({ lines: [{ found: 0, checkpoints: 1, until: 3 }], code: 0 })

  const { lines } = await audit(t.url, 'export')
  expect(lines).toMatchObject([
    { format: 'civicgrid-checkpoints-1', checkpoints: [{ fromPosition: 1, toPosition: 3 }] },
  ])
  const file = join(folder, 'checkpoints.json')
  await writeFile(file, JSON.stringify(lines[0]))

  await t.db.work((tx) => tx.run('UPDATE "Event" SET "hash" = ? WHERE "seq" = 3', new Uint8Array(32)))
  await t.db.work((tx) => tx.run('DELETE FROM "Checkpoint"'))
  await expect(audit(t.url, 'verify', file)).resolves.toEqual({
    lines: [
      { what: 'tampered', thingKind: 'test', thingId: 1, seq: 3 },
      { what: 'changed', fromPosition: 1, toPosition: 3 },
      { found: 2, checkpoints: 0, until: 0 },
    ],
    code: 1,
  })
})
