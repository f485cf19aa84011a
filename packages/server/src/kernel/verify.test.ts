import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/harness.ts'
import type { TestDatabase } from '../../test/harness.ts'
import { personal, plain, someone, TestThings } from '../../test/log.ts'
import { append, createSubject, eraseSubject, verifyAll, verifyThing } from './index.ts'
import type { Finding } from './index.ts'

type What = Finding['what']

describe('the chain of a thing', () => {
  let t: TestDatabase
  const things = new TestThings()
  let lastThing = 0
  beforeAll(async () => {
    t = await testDatabase()
  })
  afterAll(() => t.close())

  const all = async (kinds = things.kinds) => {
    const findings: Finding[] = []
    for await (const finding of verifyAll(t.db.read, kinds)) findings.push(finding)
    return findings
  }
  const check = (thingId: number) => verifyThing(t.db.read, things.kinds, 'test', thingId)
  const sql = (text: string, ...p: (string | number | Uint8Array)[]) => t.db.work((tx) => tx.run(text, ...p))
  const where = '"thingKind" = \'test\' AND "thingId" = ? AND "seq" = ?'

  /** A thing with one event for each entry; true: with a personal part. */
  async function thing(events: boolean[]): Promise<{ thingId: number; subjectId: number }> {
    const thingId = ++lastThing
    const subjectId = await t.db.work(async (tx) => {
      const id = await createSubject(tx)
      await things.append(
        tx,
        thingId,
        events.map((isPersonal, i) => (isPersonal ? personal(id, `name ${i}`) : plain(`type ${i}`))),
      )
      return id
    })
    return { thingId, subjectId }
  }

  const shape = fc.array(fc.boolean(), { minLength: 1, maxLength: 6 })

  test('verifies as it was written, and just so after its subject is erased', async () => {
    await fc.assert(
      fc.asyncProperty(shape, async (events) => {
        const { thingId, subjectId } = await thing(events)
        expect(await check(thingId)).toEqual([])
        await t.db.work((tx) => eraseSubject(tx, subjectId, 1))
        expect(await check(thingId)).toEqual([])
      }),
      { numRuns: 30 },
    )
    expect(await all()).toEqual([])
  })

  /** What somebody with the database in hand, but without the keys, might do to the row. */
  const tampering: Record<string, (thingId: number, seq: number) => Promise<unknown>> = {
    type: (...at) => sql(`UPDATE "Event" SET "type" = 'other' WHERE ${where}`, ...at),
    data: (...at) => sql(`UPDATE "Event" SET "data" = '{"n":2}' WHERE ${where}`, ...at),
    at: (...at) => sql(`UPDATE "Event" SET "at" = "at" + 1 WHERE ${where}`, ...at),
    actor: (...at) => sql(`UPDATE "Event" SET "actorId" = 77 WHERE ${where}`, ...at),
    role: (...at) => sql(`UPDATE "Event" SET "actorRole" = NULL WHERE ${where}`, ...at),
    visibility: (...at) => sql(`UPDATE "Event" SET "visibility" = 'staff' WHERE ${where}`, ...at),
    jurisdiction: (...at) => sql(`UPDATE "Event" SET "jurisdiction" = '/elsewhere' WHERE ${where}`, ...at),
    hash: (...at) => sql(`UPDATE "Event" SET "hash" = ? WHERE ${where}`, new Uint8Array(32), ...at),
    prevHash: (...at) => sql(`UPDATE "Event" SET "prevHash" = ? WHERE ${where}`, new Uint8Array(32).fill(1), ...at),
    'mac key': (...at) => sql(`UPDATE "Event" SET "mac" = ? WHERE ${where}`, new Uint8Array(37), ...at),
    mac: async (...at) => {
      const row = await t.db.read.get<{ mac: Buffer }>(`SELECT "mac" FROM "Event" WHERE ${where}`, ...at)
      const mac = Buffer.from(row?.mac ?? [])
      mac[mac.length - 1] = (mac.at(-1) ?? 0) ^ 1
      await sql(`UPDATE "Event" SET "mac" = ? WHERE ${where}`, mac, ...at)
    },
  }

  test.each(Object.keys(tampering))('names the row whose %s was changed, also after the erasure', async (column) => {
    await fc.assert(
      fc.asyncProperty(shape, fc.nat(), fc.boolean(), async (events, n, erased) => {
        const { thingId, subjectId } = await thing(events)
        if (erased) await t.db.work((tx) => eraseSubject(tx, subjectId, 1))
        const seq = 1 + (n % events.length)
        await tampering[column]?.(thingId, seq)
        const findings = await check(thingId)
        expect(findings[0]).toEqual({ what: 'tampered', thingKind: 'test', thingId, seq })
        // A hash that was changed shows where it is used again, too; everything else shows once.
        expect(findings.length).toBeLessThanOrEqual(column === 'hash' ? 2 : 1)
      }),
      { numRuns: 8 },
    )
  })

  test('names the row whose secret part was changed, swapped or removed', async () => {
    const { thingId } = await thing([true, true, false])
    const secret = `(SELECT "id" FROM "Event" WHERE ${where})`
    const first = await t.db.read.get<{ cipher: Buffer }>(
      `SELECT "cipher" FROM "EventSecret" WHERE "eventId" = ${secret}`,
      thingId,
      1,
    )
    expect(first?.cipher).toBeInstanceOf(Uint8Array)
    await sql(`UPDATE "EventSecret" SET "cipher" = ? WHERE "eventId" = ${secret}`, first?.cipher ?? '', thingId, 2)
    expect(await check(thingId)).toEqual([{ what: 'tampered', thingKind: 'test', thingId, seq: 2 }])
    await sql(`DELETE FROM "EventSecret" WHERE "eventId" = ${secret}`, thingId, 1)
    expect(await check(thingId)).toMatchObject([{ seq: 1 }, { seq: 2 }])
  })

  test('names every row that is missing between others, and every row that was cut from the end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 7 }),
        fc.nat(),
        fc.integer({ min: 1, max: 7 }),
        async (length, n, count) => {
          const { thingId } = await thing(Array.from({ length }, (_, i) => i % 2 === 0))
          const from = 1 + (n % length)
          const to = Math.min(length, from + count - 1)
          await sql(
            `DELETE FROM "Event" WHERE "thingKind" = 'test' AND "thingId" = ? AND "seq" BETWEEN ? AND ?`,
            thingId,
            from,
            to,
          )
          const what: What = to === length ? 'cut' : 'missing'
          expect(await check(thingId)).toEqual(
            Array.from({ length: to - from + 1 }, (_, i) => ({ what, thingKind: 'test', thingId, seq: from + i })),
          )
        },
      ),
      { numRuns: 30 },
    )
  })

  test('names the event that follows another history, though each row by itself is authentic', async () => {
    const { thingId } = await thing([false, true, false])
    const first = await t.db.read.get<{ hash: Buffer }>(`SELECT "hash" FROM "Event" WHERE ${where}`, thingId, 1)
    await sql(`DELETE FROM "Event" WHERE ${where}`, thingId, 2)
    await t.db.work((tx) =>
      append(tx, {
        thingKind: 'test',
        thingId,
        expectedVersion: 1,
        prevHash: first?.hash ?? null,
        events: [plain('another past')],
        actor: someone,
        jurisdiction: '/city',
        now: 1,
      }),
    )
    expect(await check(thingId)).toEqual([{ what: 'tampered', thingKind: 'test', thingId, seq: 3 }])
  })

  test('an event cannot be made up without the key, even with all hashes in order', async () => {
    const { thingId } = await thing([false, false])
    const real = await t.db.read.get<{ hash: Buffer }>(`SELECT "hash" FROM "Event" WHERE ${where}`, thingId, 2)
    await sql(
      `INSERT INTO "Event" ("thingKind", "thingId", "seq", "type", "at", "actorKind", "visibility", "jurisdiction", "mac", "prevHash", "hash")
       VALUES ('test', ?, 3, 'approved', 1, 'staff', 'public', '/city', ?, ?, ?)`,
      thingId,
      new Uint8Array(37),
      real?.hash ?? '',
      new Uint8Array(32),
    )
    expect(await check(thingId)).toMatchObject([
      { what: 'tampered', seq: 3 },
      { what: 'tampered', seq: null },
    ])
  })

  test('a thing whose row is gone, whose row says another head, or whose events are all gone, is named', async () => {
    const [gone, stale, emptied] = [await thing([false]), await thing([false, true]), await thing([true, false])]
    await sql('DELETE FROM "Event" WHERE "thingKind" = \'test\' AND "thingId" = ?', emptied.thingId)
    const { test: kind } = things.kinds
    if (kind === undefined) throw new Error('no kind')
    const kinds = {
      test: {
        ...kind,
        heads: async (...args: Parameters<typeof kind.heads>) =>
          (await kind.heads(...args))
            .filter((head) => head.thingId !== gone.thingId)
            .map((head) => (head.thingId === stale.thingId ? { ...head, headHash: new Uint8Array(32) } : head)),
      },
    }
    const findings = (await all(kinds)).filter((finding) => finding.thingId >= gone.thingId)
    expect(findings).toEqual([
      { what: 'cut', thingKind: 'test', thingId: gone.thingId, seq: null },
      { what: 'tampered', thingKind: 'test', thingId: stale.thingId, seq: null },
      { what: 'cut', thingKind: 'test', thingId: emptied.thingId, seq: 1 },
      { what: 'cut', thingKind: 'test', thingId: emptied.thingId, seq: 2 },
    ])
  })

  test('checking everything finds what checking one by one finds', async () => {
    const one: Finding[] = []
    for (let thingId = 1; thingId <= lastThing; thingId++) one.push(...(await check(thingId)))
    expect(one.length).toBeGreaterThan(20)
    expect(await all()).toEqual(one)
  })
})
