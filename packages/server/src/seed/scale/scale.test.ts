import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { replayAppeal } from '@civicgrid/contracts'
import { APPEAL_THINGS, keptByReaders } from '../../../test/appeals.ts'
import { testUrl } from '../../../test/harness.ts'
import { appealCity, writeLived, type Lived } from '../../appeals/bulk.ts'
import { createAppeals } from '../../appeals/index.ts'
import { loadCity } from '../../city/index.ts'
import {
  demoKeyring,
  movableClock,
  openDatabase,
  readEvents,
  rebuild,
  seededRandom,
  verifyAll,
  type Db,
} from '../../kernel/index.ts'
import { dice, quickDice } from '../dice.ts'
import { seedPeople } from '../people.ts'
import { writeStory } from '../story.ts'
import { live } from './live.ts'
import { seedScale } from './scale.ts'

const NOW = Date.UTC(2026, 5, 12, 6)
const DAY = 86_400_000
const city = loadCity(join(import.meta.dirname, '../../../../../cities', process.env.TEST_CITY ?? 'haitang'))
const rules = appealCity(city)
const keys = demoKeyring()
const closing: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closing) await close()
})

async function empty(): Promise<{ url: string; open: () => Promise<Db> }> {
  const { url, remove } = await testUrl()
  closing.push(remove)
  return {
    url,
    async open() {
      const db = await openDatabase({ url, keys, random: seededRandom('rows'), limits: { connections: 1 } })
      closing.unshift(() => db.close())
      return db
    },
  }
}

test('what is seeded in bulk verifies, replays to its state, and has what the readers would have kept', async () => {
  const { url, open } = await empty()
  await seedScale({ url, keys, city, seed: '1', now: NOW, appeals: 250, residents: 12 })
  const db = await open()
  const findings = []
  for await (const finding of verifyAll(db.read, APPEAL_THINGS)) findings.push(finding)
  expect(findings).toEqual([])
  const appeals = await db.read.all<{ id: number; state: string; version: number }>(
    'SELECT "id", "state", "version" FROM "Appeal"',
  )
  expect(appeals).toHaveLength(250)
  for (const { id, state, version } of appeals) {
    const events = await readEvents(db.read, 'appeal', id)
    expect(JSON.parse(state)).toEqual(replayAppeal(events))
    expect(version).toBe(events.length)
  }
  const kept = await keptByReaders(db, rules)
  for (const reader of createAppeals({
    kernel: { db, clock: movableClock(NOW), random: seededRandom('x') },
    city,
    sign: () => '',
  }).readers)
    await rebuild(db, reader)
  expect(await keptByReaders(db, rules)).toEqual(kept)
  await expect(seedScale({ url, keys, city, seed: '1', now: NOW, appeals: 1, residents: 1 })).rejects.toThrow(
    'not empty',
  )
})

/** The rows of appeals without what is drawn or sealed anew each time. */
async function rows(db: Db): Promise<unknown[]> {
  const appeals = await db.read.all<{ id: number }>(
    `SELECT "id", "jurisdiction", "areaPath", "kind", "category", "status", "channel", "externalId", "residentId", "anonymous", "consent", "text",
      "address", "lng", "lat", "accuracy", "cell", "bodyCode", "handlerId", "submittedAt", "dueAt", "updatedAt", "version", "state" FROM "Appeal" ORDER BY "id"`,
  )
  const events = await Promise.all(appeals.map(({ id }) => readEvents(db.read, 'appeal', id)))
  const told = events.flat().map(({ id: _, position: __, subjectId: ___, ...event }) => event)
  const answers = await db.read.all(
    `SELECT "actor", "procedure", "key", "at", length("response") AS "size" FROM "Idempotency" ORDER BY "at", "key"`,
  )
  const contacts = await db.read.all(
    `SELECT "appealId", length("cipher") AS "size", "phoneHash" FROM "AppealContact" ORDER BY "appealId"`,
  )
  return [appeals, told, answers, contacts]
}

test('a life written in bulk leaves the rows that its commands leave', async () => {
  const [bulk, real] = [await (await empty()).open(), await (await empty()).open()]
  const cast = await seedPeople(bulk, city, dice(seededRandom('people')), NOW - 30 * DAY, 10)
  await seedPeople(real, city, dice(seededRandom('people')), NOW - 30 * DAY, 10)
  const throwing = quickDice(11)
  const lives: Lived[] = []
  for (let i = 0; i < 60; i++) {
    const story = { ...writeStory(city, throwing), photos: 0, phoned: throwing.chance(50) }
    const told = rules.leaf(story.category).photoRequired ? { ...story, phoned: true } : story
    const scene = { city, people: cast, dice: throwing, photo: () => Promise.resolve(null) }
    lives.push(await live(told, i, NOW - 25 * DAY + i * 3_600_000, NOW, scene, rules))
  }
  const context = { city: rules, now: NOW, counters: new Map<string, number>(), grams: new Map<number, string[]>() }
  for (const lived of lives) await bulk.work((tx) => writeLived(tx, lived, context))

  const clock = movableClock(0)
  const appeals = createAppeals({ kernel: { db: real, clock, random: seededRandom('codes') }, city, sign: () => '' })
  for (const { intake, input, acts } of lives) {
    let receipt = { code: '', version: 0 }
    for (const { actor, procedure, idempotencyKey, wire, at } of acts) {
      clock.set(at)
      const given = { actor, idempotencyKey }
      if (!wire) receipt = await appeals.submit(intake, given, input)
      else {
        const command = procedure.slice(procedure.indexOf('.') + 1) as Parameters<typeof appeals.give>[0]
        const whole = { ...wire, code: receipt.code, expectedVersion: receipt.version } as Parameters<
          typeof appeals.give
        >[3]
        receipt = await appeals.give(command, procedure, given, whole)
      }
    }
  }
  expect(await rows(bulk)).toEqual(await rows(real))
  expect(lives.some(({ acts }) => acts.length > 6)).toBe(true)
})
