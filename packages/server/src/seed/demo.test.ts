import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { APPEAL_STATUSES, replayAppeal } from '@civicgrid/contracts'
import { APPEAL_THINGS } from '../../test/appeals.ts'
import { testUrl } from '../../test/harness.ts'
import { loadCity } from '../city/index.ts'
import { registerStaff } from '../identity/register.ts'
import { demoKeyring, openDatabase, readEvents, verifyAll } from '../kernel/index.ts'
import { dumpHash, seedDemo } from './demo.ts'
import { markBegun } from './seed.store.ts'

const NOW = Date.UTC(2026, 5, 12, 6)
const folder = await mkdtemp(join(tmpdir(), 'civicgrid-seed-'))
const city = loadCity(join(import.meta.dirname, '../../../../cities', process.env.TEST_CITY ?? 'haitang'))
const keys = demoKeyring()
const closing: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closing) await close()
  await rm(folder, { recursive: true })
})

async function seeded(seed: string, appeals?: number): Promise<string> {
  const { url, remove } = await testUrl()
  closing.push(remove)
  expect(
    await seedDemo({ url, keys, city, filesFolder: folder, seed, now: NOW, ...(appeals ? { appeals } : {}) }),
  ).toBe(true)
  return url
}

test('the demo has appeals in every state, whole and verified, and is seeded once', async () => {
  const url = await seeded('1', 120)
  expect(await seedDemo({ url, keys, city, filesFolder: folder, seed: '1', now: NOW })).toBe(false)
  const db = await openDatabase({ url, keys })
  const statuses = await db.read.all<{ status: string; n: number }>(
    'SELECT "status", count(*) AS "n" FROM "Appeal" GROUP BY "status"',
  )
  expect(statuses.map(({ status }) => status).toSorted()).toEqual([...APPEAL_STATUSES].toSorted())
  const findings = []
  for await (const finding of verifyAll(db.read, APPEAL_THINGS)) findings.push(finding)
  expect(findings).toEqual([])
  for (const { id, state } of await db.read.all<{ id: number; state: string }>('SELECT "id", "state" FROM "Appeal"'))
    expect(JSON.parse(state)).toEqual(replayAppeal(await readEvents(db.read, 'appeal', id, { personal: false })))
  // Neighbours have joined, some of them what stands on the board by now.
  const joined = await db.read.all<{ published: number; n: number }>(
    `SELECT (CASE WHEN p."appealId" IS NULL THEN 0 ELSE 1 END) AS "published", count(*) AS "n" FROM "AppealJoin" j
     LEFT JOIN "PublicAppeal" p ON p."appealId" = j."appealId" GROUP BY 1 ORDER BY 1`,
  )
  expect(joined.map(({ published }) => published)).toEqual([0, 1])
  await db.close()
})

test('the same seed and instant give the same rows, another seed gives others', async () => {
  const [one, two, other] = [await seeded('1', 40), await seeded('1', 40), await seeded('2', 40)]
  const hash = await dumpHash(one, keys)
  expect(await dumpHash(two, keys)).toBe(hash)
  expect(await dumpHash(other, keys)).not.toBe(hash)
})

test('a seed that was stopped half-way is taken back and begun anew, and ends as if it had never been stopped', async () => {
  const { url, remove } = await testUrl()
  closing.push(remove)
  await seedDemo({ url, keys, city, filesFolder: folder, seed: 'other', now: NOW, appeals: 30 })
  const db = await openDatabase({ url, keys })
  await db.work((tx) => tx.run(`DELETE FROM "ReaderCursor" WHERE "name" = 'seed'`))
  await db.work(markBegun)
  await db.close()
  await seedDemo({ url, keys, city, filesFolder: folder, seed: '1', now: NOW, appeals: 60 })
  const again = await openDatabase({ url, keys })
  expect(await again.read.get('SELECT count(*) AS "n" FROM "Appeal"')).toEqual({ n: 60 })
  const findings = []
  for await (const finding of verifyAll(again.read, APPEAL_THINGS)) findings.push(finding)
  expect(findings).toEqual([])
  await again.close()
})

test('a database that is in use is left alone', async () => {
  const { url, remove } = await testUrl()
  closing.push(remove)
  const db = await openDatabase({ url, keys })
  await db.work((tx) => registerStaff(tx, { name: '顾明月', roles: [] }))
  await db.close()
  expect(await seedDemo({ url, keys, city, filesFolder: folder, seed: '1', now: NOW })).toBe(false)
})
