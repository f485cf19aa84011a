import { createHash, generateKeyPairSync } from 'node:crypto'
import { describe, expect, onTestFinished, test } from 'vitest'
import { testKernel } from '../../test/harness.ts'
import { personal, plain, TestThings } from '../../test/log.ts'
import {
  createSubject,
  eraseSubject,
  exportCheckpoints,
  makeCheckpoints,
  startSequencer,
  verifyCheckpoints,
} from './index.ts'
import type { CheckpointExport } from './index.ts'

async function open() {
  const t = await testKernel()
  const sequencer = startSequencer(t.db)
  onTestFinished(async () => {
    await sequencer.stop()
    await t.close()
  })
  const things = new TestThings()
  const subjectId = await t.db.work(async (tx) => {
    const id = await createSubject(tx)
    for (let i = 1; i <= 10; i++) await things.append(tx, i, [personal(id, 'x'), plain()])
    return id
  })
  const { id, publicKey } = t.db.keys.signing
  return {
    ...t,
    subjectId,
    make: async () => {
      await sequencer.idle()
      return makeCheckpoints(t.db, t.kernel.clock)
    },
    more: () => t.db.work((tx) => things.append(tx, 11, [plain(), plain()])),
    export: () => exportCheckpoints(t.db.read),
    verify: (exported: CheckpointExport, key = publicKey) =>
      verifyCheckpoints(t.db.read, exported.checkpoints, new Map([[id, key]])),
  }
}

describe('checkpoints of the log', () => {
  test('made by several replicas at once do not overlap', async () => {
    const t = await open()
    await t.make()
    await t.more()
    await Promise.all([t.make(), t.make(), t.make()])
    const exported = await t.export()
    expect(exported.checkpoints.map(({ fromPosition }) => fromPosition)).toEqual([1, 21])
    await expect(t.verify(exported)).resolves.toEqual([])
  })

  test('cover it without a gap, one after the other, and verify from their export', async () => {
    const t = await open()
    await expect(t.make()).resolves.toBe(1)
    await expect(t.make()).resolves.toBe(0)
    await t.more()
    await expect(t.make()).resolves.toBe(1)
    const exported = JSON.parse(JSON.stringify(await t.export())) as CheckpointExport
    expect(exported.checkpoints).toMatchObject([
      { fromPosition: 1, toPosition: 20, at: '2026-03-02T01:00:00.000Z' },
      { fromPosition: 21, toPosition: 22 },
    ])
    expect(Object.values(exported.publicKeys)).toEqual([expect.stringContaining('BEGIN PUBLIC KEY')])
    await expect(t.verify(exported)).resolves.toEqual([])
  })

  test('each covers the one before it and the hashes of its events in order', async () => {
    const t = await open()
    await t.make()
    await t.more()
    await t.make()
    const [first, second] = (await t.export()).checkpoints
    const hashes = await t.db.read.all<{ hash: Buffer }>(
      'SELECT "hash" FROM "Event" WHERE "position" > 20 ORDER BY "position"',
    )
    const covered = [Buffer.from(first?.digest ?? '', 'base64'), ...hashes.map(({ hash }) => hash)]
    expect(second?.digest).toBe(createHash('sha256').update(Buffer.concat(covered)).digest('base64'))
  })

  test('hold after an erasure', async () => {
    const t = await open()
    await t.make()
    await t.db.work((tx) => eraseSubject(tx, t.subjectId, 1))
    await expect(t.verify(await t.export())).resolves.toEqual([])
  })

  test('name the range in which an event was changed, with all its hashes made to fit', async () => {
    const t = await open()
    await t.make()
    await t.more()
    await t.make()
    await t.db.work((tx) => tx.run('UPDATE "Event" SET "hash" = ? WHERE "position" = 21', new Uint8Array(32)))
    await expect(t.verify(await t.export())).resolves.toEqual([{ what: 'changed', fromPosition: 21, toPosition: 22 }])
  })

  test('name the positions that are gone, even with the whole thing', async () => {
    const t = await open()
    await t.make()
    await t.db.work((tx) => tx.run('DELETE FROM "Event" WHERE "thingId" IN (3, 10)'))
    await expect(t.verify(await t.export())).resolves.toEqual([
      { what: 'missing', fromPosition: 5, toPosition: 6 },
      { what: 'missing', fromPosition: 19, toPosition: 20 },
    ])
  })

  test('cannot be made by somebody else, nor left out', async () => {
    const t = await open()
    await t.make()
    await t.more()
    await t.make()
    const exported = await t.export()
    const { publicKey } = generateKeyPairSync('ed25519')
    await expect(t.verify(exported, publicKey)).resolves.toMatchObject([{ what: 'forged' }, { what: 'forged' }])
    await expect(t.verify({ ...exported, checkpoints: exported.checkpoints.slice(1) })).resolves.toContainEqual({
      what: 'missing',
      fromPosition: 1,
      toPosition: 20,
    })
  })
})
