import { describe, expect, onTestFinished, test } from 'vitest'
import { dialect, testKernel } from '../../test/harness.ts'
import { personal, plain, TestThings } from '../../test/log.ts'
import {
  catchUp,
  createSubject,
  defineReader,
  eraseSubject,
  openDatabase,
  rebuild,
  runReaders,
  sequence,
  startSequencer,
} from './index.ts'
import type { Db, Reader, Sql, Value } from './index.ts'

async function open() {
  const t = await testKernel({ limits: { queue: 2_000 } })
  const sequencer = startSequencer(t.db)
  onTestFinished(async () => {
    await sequencer.stop()
    await t.close()
  })
  return { db: t.db, url: t.url, things: new TestThings(), placed: () => sequencer.idle() }
}

/** Counts events by type: not idempotent by nature, so that an event taken twice shows. */
const counting = (name = 'types'): Reader =>
  defineReader({
    name,
    async apply(tx, events) {
      for (const event of events)
        await tx.run(
          'INSERT INTO "Counter" ("key", "value") VALUES (?, 1) ON CONFLICT ("key") DO UPDATE SET "value" = "Counter"."value" + 1',
          `${name} ${event.type}`,
        )
    },
    async reset(tx) {
      await tx.run('DELETE FROM "Counter" WHERE "key" LIKE ?', `${name} %`)
    },
  })

const counted = (db: Db) => db.read.all('SELECT "key", "value" FROM "Counter" ORDER BY "key"')

describe('readers of the log', () => {
  test('take each event once, woken by the commit, while commands go on', async () => {
    const { db, things, placed } = await open()
    const running = runReaders(db, [counting('a'), counting('b')])
    await Promise.all(
      Array.from({ length: 300 }, (_, i) => db.work((tx) => things.append(tx, i + 1, [plain('x'), plain('y')]))),
    )
    await placed()
    await running.idle()
    await expect(counted(db)).resolves.toEqual(['a x', 'a y', 'b x', 'b y'].map((key) => ({ key, value: 300 })))
    await running.stop()
  })

  test('are woken without being asked', async () => {
    const { db, things } = await open()
    const running = runReaders(db, [counting('woken')], { pollMs: 3_600_000 })
    await running.idle()
    await db.work((tx) => things.append(tx, 1, [plain('x')]))
    await expect.poll(() => counted(db), { interval: 5, timeout: 10_000 }).toEqual([{ key: 'woken x', value: 1 }])
    await running.stop()
  })

  test('on two replicas at once still take each event once', async () => {
    const { db, url, things, placed } = await open()
    const other = await openDatabase({ url, keys: db.keys })
    const running = [runReaders(db, [counting()]), runReaders(other, [counting()])]
    await Promise.all(Array.from({ length: 500 }, (_, i) => db.work((tx) => things.append(tx, i + 1, [plain('x')]))))
    await placed()
    await Promise.all(running.map((one) => one.idle()))
    await Promise.all(running.map((one) => one.stop()))
    await catchUp(db, counting())
    await expect(counted(db)).resolves.toEqual([{ key: 'types x', value: 500 }])
    await other.close()
  })

  test('what is rebuilt is what was kept', async () => {
    const { db, things, placed } = await open()
    for (let i = 1; i <= 30; i++) await db.work((tx) => things.append(tx, i, [plain(`t${i % 7}`), plain(`t${i % 3}`)]))
    await placed()
    await catchUp(db, counting())
    const kept = await counted(db)
    expect(kept).toHaveLength(7)
    await rebuild(db, counting())
    await expect(counted(db)).resolves.toEqual(kept)
  })

  test('one that fails stands still, is told of, writes nothing by halves, and goes on when it can', async () => {
    const { db, things, placed } = await open()
    let broken = true
    const errors: unknown[] = []
    const reader = counting()
    const running = runReaders(
      db,
      [
        {
          ...reader,
          async apply(tx, events) {
            await reader.apply(tx, events)
            if (broken) throw new Error('broken')
          },
        },
      ],
      { onError: (name, error) => errors.push([name, String(error)]) },
    )
    await db.work((tx) => things.append(tx, 1, [plain('x')]))
    await placed()
    await running.idle()
    expect(errors).toContainEqual(['types', 'Error: broken'])
    await expect(counted(db)).resolves.toEqual([])
    broken = false
    await running.idle()
    await expect(counted(db)).resolves.toEqual([{ key: 'types x', value: 1 }])
    await running.stop()
  })

  test('get the personal parts only when they ask', async () => {
    const { db, things, placed } = await open()
    await db.work(async (tx) => things.append(tx, 1, [personal(await createSubject(tx), '王五')]))
    await placed()
    const seen: unknown[] = []
    const reader = (asks: boolean): Reader => ({
      name: `asks ${asks}`,
      personal: asks,
      apply: (_tx, events) => {
        seen.push(...events.map((event) => event.personal))
        return Promise.resolve()
      },
    })
    await catchUp(db, reader(false))
    await catchUp(db, reader(true))
    expect(seen).toEqual([null, { name: '王五' }])
  })
})

describe.runIf(dialect === 'postgresql')('the sequencer', () => {
  test('an event that is committed late gets its place after those read already, and is not skipped', async () => {
    const { db, things, placed } = await open()
    let finish = () => {}
    const appended = Promise.withResolvers<void>()
    const late = db.work(async (tx) => {
      await things.append(tx, 1, [plain('late')])
      appended.resolve()
      await new Promise<void>((resolve) => (finish = resolve))
    })
    await appended.promise
    await db.work((tx) => things.append(tx, 2, [plain('early')]))
    await placed()
    await catchUp(db, counting())
    await expect(counted(db)).resolves.toEqual([{ key: 'types early', value: 1 }])
    finish()
    await late
    await placed()
    await catchUp(db, counting())
    await expect(counted(db)).resolves.toHaveLength(2)
    const log = await db.read.all('SELECT "type", "position" FROM "Event" ORDER BY "id"')
    expect(log).toEqual([
      { type: 'late', position: 2 },
      { type: 'early', position: 1 },
    ])
  })

  test('many processes at once leave no gap and follow each chain', async () => {
    const { db, url, things, placed } = await open()
    const other = await openDatabase({ url, keys: db.keys })
    const ends = [startSequencer(other), startSequencer(other)]
    for (let round = 0; round < 5; round++)
      await Promise.all([
        ...Array.from({ length: 40 }, (_, i) => db.work((tx) => things.append(tx, i + 1, [plain('x'), plain('y')]))),
        sequence(db),
        sequence(other),
      ])
    await placed()
    const log = await db.read.all<{ position: number; thingId: number; seq: number }>(
      'SELECT "position", "thingId", "seq" FROM "Event" ORDER BY "position"',
    )
    expect(log.map((event) => event.position)).toEqual(Array.from({ length: 400 }, (_, i) => i + 1))
    const seen = new Map<number, number>()
    for (const { thingId, seq } of log) {
      expect(seq).toBe((seen.get(thingId) ?? 0) + 1)
      seen.set(thingId, seq)
    }
    await Promise.all(ends.map((one) => one.stop()))
    await other.close()
  })

  test('never take what was erased after it had been read', async () => {
    const { db, things, placed } = await open()
    const subjectId = await db.work(createSubject)
    await db.work((tx) => things.append(tx, 1, [personal(subjectId, '路灯')]))
    await placed()
    const taken: unknown[] = []
    const listening = defineReader({
      name: 'listening',
      personal: true,
      apply: async (_, events) => void taken.push(...events.map((event) => event.personal)),
    })
    let between = () => db.work((tx) => eraseSubject(tx, subjectId, 1))
    const read: Sql = {
      ...db.read,
      async all<R>(sql: string, ...values: Value[]) {
        const rows = await db.read.all<R>(sql, ...values)
        await between()
        between = () => Promise.resolve(false)
        return rows
      },
    }
    await catchUp({ ...db, read }, listening)
    expect(taken).toEqual([null])
  })
})
