import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor, ResidentActor, StaffActor } from '@civicgrid/contracts'
import { boardWorld, HERE, SHOWN, type Board } from '../../test/board.ts'
import { decideCommand } from './appeals.decide.ts'
import { eraseAppealsOf } from './appeals.erase.ts'
import { record } from './appeals.record.ts'
import { loadAppeal } from './appeals.store.ts'

const refused = (code: string) => ({ cause: { code } })
const SAID = '科长来电话要我改'
let b: Board
let water: StaffActor
/** Supervisor, and a handler besides. */
let both: StaffActor

beforeAll(async () => {
  b = await boardWorld()
  water = await b.w.staff('handler', 'water')
  both = { ...water, roles: [...water.roles, ...b.supervisor.roles] }
})
afterAll(() => b.w.close())

/** In hand, at version 4. */
async function inHand(li: ResidentActor = b.li): Promise<string> {
  const { code } = await b
    .by(li)
    .appeals.submit({ kind: 'complain', category: 'lamp', text: SHOWN, place: { point: HERE } })
  await b.by(b.operator).workOrders.accept({ code, expectedVersion: 1 })
  await b.by(b.operator).workOrders.dispatch({ code, expectedVersion: 2, bodyCode: 'water', note: null })
  await b.by(water).workOrders.take({ code, expectedVersion: 3 })
  return code
}
const report = (code: string, version = 4) =>
  b.by(b.li).appeals.reportPressure({ code, expectedVersion: version, text: SAID })
const waiting = async (actor: Actor) =>
  (await b.by(actor).workOrders.list({ queue: 'pressure' })).items.map((item) => item.code)

test('pressure on a rating is told to supervisors and administrators, and settled by one', async () => {
  const code = await inHand()
  const { version } = await report(code)
  await b.w.settled()
  const types = async (actor: Actor) => (await b.by(actor).workOrders.get({ code })).timeline.map(({ type }) => type)
  for (const actor of [b.supervisor, await b.w.staff('administrator')]) {
    expect(await types(actor)).toContain('pressureReported')
    expect(await waiting(actor)).toContain(code)
    expect((await b.w.appeals.livePosition(actor, code)).position).toBe('4.1')
  }
  await expect(report(code)).rejects.toMatchObject(refused('NOT_ALLOWED_NOW'))
  await b.by(b.supervisor).workOrders.settlePressure({ code, expectedVersion: version, text: '已核实并提醒' })
  await b.w.settled()
  expect(await waiting(b.supervisor)).not.toContain(code)
  const { timeline } = await b.by(b.li).progress.get({ code })
  expect(timeline.slice(-2)).toMatchObject([
    { seq: -1, type: 'pressureReported', text: SAID },
    { seq: -2, type: 'pressureSettled', text: '已核实并提醒' },
  ])
  // A settled one may be followed by another.
  expect((await report(code)).version).toBe(version)
  expect(await b.w.findings(code)).toEqual([])
})

test('who works for a body finds no trace of it: not in the view, the lists, the counts, the version or the buttons', async () => {
  const code = await inHand()
  const seenBy = async (actor: Actor) => ({
    order: await b.by(actor).workOrders.get({ code }),
    lists: [
      await b.by(actor).workOrders.list({ queue: 'inHand' }),
      await b.by(actor).workOrders.list({ queue: 'all' }),
      await b.by(actor).workOrders.list({ queue: 'pressure' }),
    ],
    counts: await b.by(actor).workOrders.counts(),
    // Of the live stream, which says when to look again.
    live: await b.w.appeals.livePosition(actor, code),
  })
  await b.w.settled()
  const others = [water, both, b.operator]
  const before = await Promise.all(others.map(seenBy))
  expect((await report(code)).version).toBe(4)
  await b.w.settled()
  expect(await Promise.all(others.map(seenBy))).toEqual(before)
  await expect(
    b.by(both).workOrders.settlePressure({ code, expectedVersion: 4, text: '没有的事' }),
  ).rejects.toMatchObject(refused('NOT_ALLOWED_NOW'))
  // Nor by trying: what the handler saw is still the present version.
  const next = await b.by(water).workOrders.contact({ code, expectedVersion: 4, result: 'reached', note: null })
  expect(next.version).toBe(5)
})

test('of two reports at once one counts, and the words go when the resident is erased', async () => {
  const code = await inHand()
  const results = await Promise.allSettled([report(code), report(code)])
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const { db, kernel, appeals } = b.w
  const appeal = await db.work((tx) => loadAppeal(tx, code))
  await db.work((tx) => eraseAppealsOf(tx, appeal?.subjectId ?? 0, appeals.city, kernel.clock.now()))
  const { timeline } = await b.by(b.supervisor).workOrders.get({ code })
  expect(timeline.find(({ type }) => type === 'pressureReported')).toMatchObject({ text: null })
  expect(await b.w.findings(code)).toEqual([])
})

test('a report that older logs hold within the appeal’s own chain is found and settled as well', async () => {
  const li = await b.w.resident()
  const code = await inHand(li)
  const { db, kernel, appeals } = b.w
  await db.work(async (tx) => {
    const appeal = await loadAppeal(tx, code)
    if (!appeal) throw new Error('gone')
    const now = kernel.clock.now()
    await record(
      tx,
      appeal,
      decideCommand(appeals.city, appeal.state, li, 'reportPressure', { code, expectedVersion: 4, text: SAID }, now),
      now,
    )
  })
  await b.w.settled()
  expect(await waiting(b.supervisor)).toContain(code)
  expect((await b.by(b.supervisor).workOrders.get({ code })).allowedActions).toContain('settlePressure')
  expect((await b.by(both).workOrders.get({ code })).allowedActions).not.toContain('settlePressure')
  await b.by(b.supervisor).workOrders.settlePressure({ code, expectedVersion: 5, text: null })
  await b.w.settled()
  expect(await waiting(b.supervisor)).not.toContain(code)
})
