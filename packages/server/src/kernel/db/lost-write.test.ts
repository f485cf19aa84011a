import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PrismaClient } from '../../../prisma/generated/sqlite/client/client.ts'
import { dialect, testDatabase } from '../../../test/harness.ts'
import type { TestDatabase } from '../../../test/harness.ts'

const put = 'INSERT INTO "Counter" ("key", "value") VALUES (?, ?)'
const look = 'SELECT "value" FROM "Counter" WHERE "key" = ?'

describe('a write beside a transaction that rolls back', () => {
  let test1: TestDatabase
  beforeAll(async () => {
    test1 = await testDatabase()
  })
  afterAll(() => test1.close())

  test.runIf(dialect === 'sqlite')('is lost with the stock Prisma adapter, although it was acknowledged', async () => {
    const prisma = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: test1.url }) })
    await expect(
      prisma.$transaction(async (tx) => {
        await tx.counter.create({ data: { key: 'mine', value: 1 } })
        // Another request, which knows nothing of this transaction.
        const acknowledged = await prisma.counter.create({ data: { key: 'theirs', value: 1 } })
        expect(acknowledged.key).toBe('theirs')
        throw new Error('this one fails')
      }),
    ).rejects.toThrow('this one fails')
    await expect(prisma.counter.findUnique({ where: { key: 'theirs' } })).resolves.toBeNull()
    await prisma.$disconnect()
  })

  test('stays with units of work', async () => {
    const { db } = test1
    const failing = db.work(async (tx) => {
      await tx.run(put, 'a', 1)
      throw new Error('this one fails')
    })
    const other = db.work((tx) => tx.run(put, 'b', 1))
    await expect(failing).rejects.toThrow('this one fails')
    await expect(other).resolves.toMatchObject({ changes: 1 })
    await expect(db.read.get(look, 'a')).resolves.toBeUndefined()
    await expect(db.read.get(look, 'b')).resolves.toEqual({ value: 1 })
  })
})

describe('a query beside the open unit of work', () => {
  let test2: TestDatabase
  beforeAll(async () => {
    test2 = await testDatabase()
  })
  afterAll(() => test2.close())

  const strays = {
    'db.read.get': () => test2.db.read.get(look, 'a'),
    'db.read.all': () => test2.db.read.all(look, 'a'),
    'db.prisma': () => test2.db.prisma.counter.findMany(),
    'db.work': () => test2.db.work(() => Promise.resolve()),
  }

  test.each(Object.keys(strays) as (keyof typeof strays)[])(
    '%s throws at once, and nothing is committed',
    async (name) => {
      const unit = test2.db.work(async (tx) => {
        await tx.run(put, name, 1)
        // Through a helper and a timer, as it happens in earnest.
        await new Promise((resolve) => setTimeout(resolve, 1))
        expect(() => void strays[name]()).toThrow(/inside an open unit of work/)
        await strays[name]()
      })
      await expect(unit).rejects.toThrow(/inside an open unit of work/)
      await expect(test2.db.read.get(look, name)).resolves.toBeUndefined()
    },
  )

  test('is allowed again after the unit, also from what the unit left running', async () => {
    let leftRunning: Promise<unknown> | undefined
    await test2.db.work(async (tx) => {
      await tx.run(put, 'last', 7)
      leftRunning = new Promise((resolve) => setTimeout(resolve, 50)).then(() => test2.db.read.get(look, 'last'))
    })
    await expect(leftRunning).resolves.toEqual({ value: 7 })
  })

  test('is allowed to another request meanwhile', async () => {
    let release = () => {}
    const unit = test2.db.work(() => new Promise<void>((resolve) => (release = resolve)))
    await new Promise((resolve) => setTimeout(resolve, 20))
    await expect(test2.db.read.get(look, 'last')).resolves.toEqual({ value: 7 })
    release()
    await unit
  })

  test('a unit that is over takes no more statements', async () => {
    const late = await test2.db.work((tx) => Promise.resolve(tx))
    await expect(late.run(put, 'late', 1)).rejects.toThrow(/is over/)
  })
})
