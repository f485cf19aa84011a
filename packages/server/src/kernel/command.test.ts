import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testKernel } from '../../test/harness.ts'
import type { TestKernel } from '../../test/harness.ts'
import { plain, someone, submit, TestThings } from '../../test/log.ts'
import type { CivicError } from '@civicgrid/contracts/constants'
import { append, command, IDEMPOTENCY_DAYS, readEvents, sweepIdempotency } from './index.ts'

import type { Tx } from './index.ts'

describe('a command', () => {
  let t: TestKernel
  beforeAll(async () => {
    t = await testKernel()
  })
  afterAll(() => t.close())
  const events = async (thingId: number) =>
    (await readEvents(t.db.read, 'test', thingId)).map(({ seq, type }) => [seq, type])
  const named = (idempotencyKey: string, input: unknown = {}) => ({
    procedure: 'test.plain',
    actor: someone,
    idempotencyKey,
    input,
  })

  test('with the same key and input answers the same and happens once', async () => {
    const first = await submit(t.kernel, 'k1', 1)
    await expect(submit(t.kernel, 'k1', 1)).resolves.toEqual(first)
    await expect(events(1)).resolves.toEqual([
      [1, 'said'],
      [2, 'happened'],
    ])
  })

  test('sent ten times at once happens once, and all ten get the answer', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => submit(t.kernel, 'k2', 2)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"thingId":2,"version":2}']))
    await expect(events(2)).resolves.toHaveLength(2)
  })

  test('with the same key and another input is refused with IDEMPOTENCY_CONFLICT and changes nothing', async () => {
    await submit(t.kernel, 'k3', 3)
    await expect(submit(t.kernel, 'k3', 4)).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT', status: 409 })
    await expect(events(4)).resolves.toEqual([])
  })

  test('with the same key is another command for another actor or procedure', async () => {
    const run = (change: object) =>
      command(t.kernel, { ...named('shared'), ...change }, () => Promise.resolve(JSON.stringify(change)))
    await run({})
    await expect(run({ procedure: 'test.other' })).resolves.toContain('other')
    await expect(run({ actor: { ...someone, id: 2 } })).resolves.toContain('"id":2')
  })

  test('that fails leaves no state, no event and no record: the key may be used again', async () => {
    const failing = command(t.kernel, named('retry'), async (tx) => {
      await tx.run('INSERT INTO "Counter" ("key", "value") VALUES (?, ?)', 'half', 1)
      throw new Error('refused')
    })
    await expect(failing).rejects.toThrow('refused')
    await expect(t.db.read.get('SELECT 1 FROM "Counter" WHERE "key" = ?', 'half')).resolves.toBeUndefined()
    await expect(command(t.kernel, named('retry'), () => Promise.resolve('second time'))).resolves.toBe('second time')
  })

  test('that loses against another one says what came between, as far as its actor may see it', async () => {
    const things = new TestThings()
    const race = (key: string, actor = someone) =>
      command(t.kernel, { ...named(key), actor }, async (tx) => {
        const { version } = await things.append(tx, 50, [plain(key), { ...plain('note'), visibility: 'staff' }])
        // Long enough for all of them to have read the same version.
        await new Promise((resolve) => setTimeout(resolve, 30))
        return version
      })
    const staff = { kind: 'staff', id: 7, role: 'operator' } as const
    const results = await Promise.allSettled([
      race('one'),
      race('two'),
      command(t.kernel, { ...named('three'), actor: staff }, (tx) => stale(tx)),
    ])
    const won = results.filter((result) => result.status === 'fulfilled')
    // One writer on SQLite lets each of the first two see the other; the third is behind on both databases.
    expect(won.length).toBe(t.db.dialect === 'sqlite' ? 2 : 1)
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as CivicError] : []))
    for (const { code, changes } of lost) {
      expect(code).toBe('VERSION_CONFLICT')
      expect(changes?.version).toBeGreaterThanOrEqual(2)
    }
    expect(results[2]).toMatchObject({
      status: 'rejected',
      reason: { changes: { events: expect.arrayContaining([expect.objectContaining({ type: 'note' })]) as unknown } },
    })
    if (t.db.dialect === 'postgresql') expect(JSON.stringify(lost[0]?.changes?.events)).not.toContain('note')

    function stale(tx: Tx): Promise<number> {
      const what = {
        thingKind: 'test',
        thingId: 50,
        expectedVersion: 0,
        prevHash: null,
        events: [plain('late')],
        actor: staff,
        jurisdiction: '/city',
        now: 1,
      }
      return append(tx, what).then(({ version }) => version)
    }
  })

  test('is remembered for 30 days', async () => {
    await submit(t.kernel, 'old', 5)
    t.kernel.clock.advance(IDEMPOTENCY_DAYS * 86_400_000)
    await submit(t.kernel, 'young', 6)
    await expect(sweepIdempotency(t.kernel)).resolves.toBe(0)
    t.kernel.clock.advance(1)
    await expect(sweepIdempotency(t.kernel)).resolves.toBeGreaterThan(0)
    const kept = await t.db.read.all<{ key: string }>('SELECT "key" FROM "Idempotency"')
    expect(kept).toEqual([{ key: 'young' }])
  })
})
