import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoKeyring, openDatabase, thingsIn, verifyAll, type Db } from '../../packages/server/src/kernel/index.ts'
import { as, castOf, type Cast } from '../support/cast.ts'
import { startServer, type RunningServer } from '../support/server.ts'
import { appealOf } from './wire.ts'

/** So many are withdrawn one after the other before the account is erased: the power goes in between. */
const OPEN = 200
const SOON = { timeout: 60_000, interval: 2 }

let server: RunningServer
let cast: Cast
let db: Db
beforeAll(async () => {
  server = await startServer({ RATE_LIMITS: 'off' })
  cast = await castOf(server.url)
  db = await openDatabase({ url: server.databaseUrl, keys: demoKeyring() })
})
afterAll(async () => {
  await db?.close()
  await server?.stop()
})

const count = async (sql: string): Promise<number> => Number((await db.read.get<{ n: number }>(sql))?.n)
const withdrawn = () => count(`SELECT count(*) AS "n" FROM "Event" WHERE "type" = 'withdrawn'`)
const asked = () => count('SELECT count(*) AS "n" FROM "AccountDeletion"')
const erased = () => count(`SELECT count(*) AS "n" FROM "Event" WHERE "type" = 'accountErased'`)

test('kill -9 in the middle of the end of an account: the next start goes through with it, and nothing is done twice', async () => {
  const [resident] = cast.residents
  if (!resident) throw new Error('the demo has no resident')
  const civic = as(server.url, resident)
  const one = (_: unknown, i: number) => civic.appeals.submit(appealOf(cast, `第${i}件`))
  await Promise.all(Array.from({ length: OPEN }, one))
  const before = await withdrawn()
  const { until } = await civic.myData.delete({ open: 'withdraw' })
  expect(until).not.toBeNull()

  // The days to think it over have gone by while nothing ran.
  await server.kill()
  await db.work((tx) => tx.run('UPDATE "AccountDeletion" SET "dueAt" = 1'))
  const broken = server.launchAgain()
  await expect.poll(withdrawn, SOON).toBeGreaterThan(before)
  await broken.kill()
  expect([await asked(), await erased()]).toEqual([1, 0])
  expect(await withdrawn()).toBeLessThan(before + OPEN)

  server = await server.startAgain()
  await expect.poll(asked, SOON).toBe(0)
  expect([await withdrawn(), await erased()]).toEqual([before + OPEN, 1])
  const rows = `SELECT count(*) AS "n" FROM "Appeal" WHERE "status" = 'withdrawn' AND "text" <> ''`
  expect(await count(rows)).toBe(0)
  const unnumbered = () => count('SELECT count(*) - max("position") AS "n" FROM "Event"')
  await expect.poll(unnumbered, SOON).toBe(0)
  const findings = []
  for await (const finding of verifyAll(db.read, { appeal: thingsIn('Appeal') })) findings.push(finding)
  expect(findings).toEqual([])
})
