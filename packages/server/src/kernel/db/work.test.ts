import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/harness.ts'
import type { TestDatabase } from '../../../test/harness.ts'

const put = 'INSERT INTO "Counter" ("key", "value") VALUES (?, ?)'
const look = 'SELECT "value" FROM "Counter" WHERE "key" = ?'

describe('units of work', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase({ limits: { queue: 20, workMs: 300, connections: 4 } })
  })
  afterAll(() => database.close())
  const count = async (prefix: string) =>
    (await database.db.read.get<{ n: number }>('SELECT count(*) AS n FROM "Counter" WHERE "key" LIKE ?', `${prefix}%`))
      ?.n

  test('values come back as they went in: text, numbers past 32 bits, bytes, null', async () => {
    const at = Date.UTC(2026, 0, 1)
    const sha256 = new Uint8Array([0, 1, 255])
    const row = await database.db.work((tx) =>
      tx.get(
        `INSERT INTO "File" ("token", "ownerKind", "ownerId", "mime", "bytes", "width", "height", "sha256", "lng", "createdAt")
         VALUES (?, 'what? "it"', NULL, ?, 1, 2, 3, ?, ?, ?) RETURNING "ownerKind", "ownerId", "mime", "sha256", "lng", "createdAt"`,
        't',
        '灯',
        sha256,
        121.5,
        at,
      ),
    )
    expect(row).toEqual({
      ownerKind: 'what? "it"',
      ownerId: null,
      mime: '灯',
      sha256: Buffer.from(sha256),
      lng: 121.5,
      createdAt: at,
    })
    await expect(database.db.read.get('SELECT count(*) AS n, sum("createdAt") AS s FROM "File"')).resolves.toEqual({
      n: 1,
      s: at,
    })
    const file = await database.db.prisma.file.findUnique({ where: { token: 't' } })
    expect(file).toMatchObject({ mime: '灯', createdAt: BigInt(at), lng: 121.5, ownerId: null, sha256 })
    await expect(
      database.db.prisma.file.count({ where: { createdAt: { gte: BigInt(at) }, token: { in: ['t', 'u'] } } }),
    ).resolves.toBe(1)
  })

  test('a failing one takes none of its neighbours with it', async () => {
    const units = Array.from({ length: 20 }, (_, i) =>
      database.db.work(async (tx) => {
        await tx.run(put, `n${i}`, i)
        if (i % 5 === 2) throw new Error(`unit ${i}`)
        if (i % 5 === 3) await tx.run(put, `n${i}`, i)
        return i
      }),
    )
    const results = await Promise.allSettled(units)
    expect(results.map((result) => result.status === 'fulfilled')).toEqual(
      results.map((_, i) => i % 5 !== 2 && i % 5 !== 3),
    )
    await expect(count('n')).resolves.toBe(12)
  })

  test('a failed statement ends the unit even if its error was swallowed', async () => {
    const unit = database.db.work(async (tx) => {
      await tx.run(put, 'twice', 1)
      await tx.run(put, 'twice', 1).catch(() => {})
      return 'fine'
    })
    await expect(unit).rejects.toThrow(/unique/i)
    await expect(count('twice')).resolves.toBe(0)
  })

  test('a failed statement that nobody waited for ends the unit, too', async () => {
    const unit = database.db.work(async (tx) => {
      await tx.run(put, 'careless', 1)
      tx.run(put, 'careless', 2).catch(() => {})
    })
    await expect(unit).rejects.toThrow(/unique/i)
    await expect(count('careless')).resolves.toBe(0)
    await expect(database.db.work((tx) => tx.run(put, 'careless', 3))).resolves.toMatchObject({ changes: 1 })
  })

  test('may ask for several things at once', async () => {
    const sums = await database.db.work(async (tx) => {
      await Promise.all(Array.from({ length: 5 }, (_, i) => tx.run(put, `p${i}`, i)))
      return Promise.all(
        [1, 2].map((n) => tx.get('SELECT sum("value") * ? AS "n" FROM "Counter" WHERE "key" LIKE ?', n, 'p%')),
      )
    })
    expect(sums).toEqual([{ n: 10 }, { n: 20 }])
  })

  test('effects run after the commit, and not after a rollback', async () => {
    const seen: string[] = []
    await database.db.work(async (tx) => {
      tx.afterCommit(() => seen.push('committed'))
      await tx.run(put, 'effect', 1)
      expect(seen).toEqual([])
    })
    await database.db
      .work((tx) => {
        tx.afterCommit(() => seen.push('rolled back'))
        return Promise.reject(new Error('no'))
      })
      .catch(() => {})
    expect(seen).toEqual(['committed'])
  })

  test('one that waits for something else is ended after its time, and the next ones go on', async () => {
    const stuck = database.db.work(async (tx) => {
      await tx.run(put, 'stuck', 1)
      await new Promise(() => {})
    })
    const next = database.db.work((tx) => tx.run(put, 'next', 1))
    await expect(stuck).rejects.toMatchObject({ code: 'TIMEOUT' })
    await next
    await expect(database.db.read.get(look, 'next')).resolves.toEqual({ value: 1 })
    await expect(database.db.read.get(look, 'stuck')).resolves.toBeUndefined()
  })

  test('past the queue they are refused at once with OVERLOADED and a time to come back', async () => {
    const started = performance.now()
    const results = await Promise.allSettled(
      Array.from({ length: 60 }, (_, i) => database.db.work((tx) => tx.run(put, `q${i}`, i))),
    )
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
    expect(refused.length).toBeGreaterThanOrEqual(30)
    for (const reason of refused) expect(reason).toMatchObject({ code: 'OVERLOADED', status: 503, retryAfterMs: 1_000 })
    await expect(count('q')).resolves.toBe(60 - refused.length)
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  test('reads are read-only on both ways', async () => {
    await expect(database.db.read.get(`${put} RETURNING "key"`, 'no', 1)).rejects.toThrow(/read-?only/i)
    const { counter } = database.db.prisma
    expect(counter).toHaveProperty('create')
    const create = Reflect.get(counter, 'create') as (input: object) => Promise<unknown>
    await expect(create({ data: { key: 'no', value: 1 } })).rejects.toThrow(/read-?only/i)
    await expect(count('no')).resolves.toBe(0)
  })

  test('an announcement is heard, once for many', async () => {
    let heard = 0
    const stop = database.db.listen('positioned', () => heard++)
    await database.db.work((tx) => {
      for (let i = 0; i < 5; i++) tx.announce('positioned')
      return Promise.resolve()
    })
    await expect.poll(() => heard).toBeGreaterThanOrEqual(1)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(heard).toBeLessThanOrEqual(2)
    stop()
  })
})
