import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testKernel } from '../../../test/harness.ts'
import type { TestKernel } from '../../../test/harness.ts'
import { personal, plain, someone, TestThings } from '../../../test/log.ts'
import { append, conflict, createSubject, eraseSubject, lookupHash, openFor, readEvents, sealFor } from '../index.ts'

describe('events of a thing', () => {
  let t: TestKernel
  const things = new TestThings()
  beforeAll(async () => {
    t = await testKernel()
  })
  afterAll(() => t.close())

  test('come back in order, opened, with who, when and what', async () => {
    const subjectId = await t.db.work(async (tx) => {
      const id = await createSubject(tx)
      await things.append(tx, 1, [personal(id, '张三'), plain('accepted', { body: '城管局' })], 1_234)
      return id
    })
    const [first, second] = await readEvents(t.db.read, 'test', 1)
    expect(first).toMatchObject({
      seq: 1,
      type: 'said',
      at: 1_234,
      actor: someone,
      visibility: 'parties',
      jurisdiction: '/city',
      data: { said: true },
      personal: { name: '张三' },
      erased: false,
      subjectId,
    })
    expect(second).toMatchObject({
      seq: 2,
      type: 'accepted',
      data: { body: '城管局' },
      personal: null,
      erased: false,
      subjectId: null,
    })
    await expect(readEvents(t.db.read, 'test', 1, { personal: false })).resolves.toMatchObject([{ personal: null }, {}])
    await expect(readEvents(t.db.read, 'test', 1, { after: 1 })).resolves.toMatchObject([{ seq: 2 }])
  })

  test('nothing personal is in the clear in any column', async () => {
    await t.db.work(async (tx) => things.append(tx, 2, [personal(await createSubject(tx), 'Gracious Secret')]))
    for (const table of ['Event', 'EventSecret', 'SubjectKey']) {
      const rows = await t.db.read.all<Record<string, unknown>>(`SELECT * FROM "${table}"`)
      const bytes = Buffer.concat(
        rows.flatMap((row) =>
          Object.values(row).map((value) => Buffer.from(value instanceof Uint8Array ? value : String(value))),
        ),
      )
      expect(bytes.includes('Gracious Secret')).toBe(false)
    }
  })

  test('a second event with the same seq is refused with VERSION_CONFLICT, and conflict tells what came between', async () => {
    await t.db.work((tx) =>
      things.append(tx, 3, [plain('one'), plain('two'), { ...plain('secretly'), visibility: 'staff' }]),
    )
    const late = t.db.work((tx) =>
      append(tx, {
        thingKind: 'test',
        thingId: 3,
        expectedVersion: 1,
        prevHash: null,
        events: [plain()],
        actor: someone,
        jurisdiction: '/city',
        now: 1,
      }),
    )
    await expect(late).rejects.toMatchObject({ code: 'VERSION_CONFLICT' })
    await expect(conflict(t.db.read, 'test', 3, 1, ['public'])).resolves.toMatchObject({
      status: 409,
      changes: { version: 3, events: [{ seq: 2, type: 'two', at: '1970-01-01T00:00:01.000Z', actorRole: 'resident' }] },
    })
  })

  test('an erasure closes what is personal for ever, in events and sealed columns, and leaves the rest', async () => {
    const { subjectId, note } = await t.db.work(async (tx) => {
      const id = await createSubject(tx)
      await things.append(tx, 4, [personal(id, '李四'), plain('kept')])
      return { subjectId: id, note: await sealFor(tx, id, 'Note', { text: '家里的电话' }) }
    })
    await expect(openFor(t.db.read, subjectId, 'Note', note)).resolves.toEqual({ text: '家里的电话' })
    await expect(openFor(t.db.read, subjectId, 'Another', note)).rejects.toThrow(/authenticate/)
    await expect(t.db.work((tx) => eraseSubject(tx, subjectId, 5_000))).resolves.toBe(true)
    await expect(t.db.work((tx) => eraseSubject(tx, subjectId, 5_000))).resolves.toBe(false)
    await expect(readEvents(t.db.read, 'test', 4)).resolves.toMatchObject([
      { personal: null, erased: true, data: { said: true } },
      { personal: null, erased: false, type: 'kept' },
    ])
    await expect(openFor(t.db.read, subjectId, 'Note', note)).resolves.toBeNull()
    await expect(t.db.work((tx) => things.append(tx, 4, [personal(subjectId, 'again')]))).rejects.toMatchObject({
      code: 'NOT_ALLOWED_NOW',
    })
    const secrets = await t.db.read.all<{ cipher: Buffer }>(
      'SELECT "cipher" FROM "EventSecret" WHERE "subjectId" = ?',
      subjectId,
    )
    expect(secrets.map(({ cipher }) => cipher.length)).toEqual([33])
  })

  test('a subject made in a unit that rolls back leaves no key behind to be taken for the next one', async () => {
    const made: number[] = []
    const failing = t.db.work(async (tx) => {
      const id = await createSubject(tx)
      made.push(id)
      await things.append(tx, 5, [personal(id, 'never')])
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    await t.db.work(async (tx) => {
      const id = await createSubject(tx)
      made.push(id)
      await things.append(tx, 5, [personal(id, 'ever')])
    })
    await expect(readEvents(t.db.read, 'test', 5)).resolves.toMatchObject([{ personal: { name: 'ever' } }])
  })

  test('equal contacts are found by an equal hash, which another key does not give', () => {
    const { keys } = t.db
    expect(lookupHash(keys, '13800000000')).toEqual(lookupHash(keys, '13800000000'))
    expect(lookupHash(keys, '13800000001')).not.toEqual(lookupHash(keys, '13800000000'))
    expect(lookupHash({ ...keys, lookup: keys.derive('another').current }, '13800000000')).not.toEqual(
      lookupHash(keys, '13800000000'),
    )
  })
})
