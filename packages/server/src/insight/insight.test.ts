import { afterAll, beforeAll, expect, test } from 'vitest'
import { ratesOf, type Actor, type ResidentActor, type StaffActor } from '@civicgrid/contracts'
import { world, type World } from '../../test/appeals.ts'
import { tinyCity } from '../../test/tiny-city.ts'
import { createCallerFactory } from '../http/procedures.ts'
import { catchUp, rebuild } from '../kernel/index.ts'
import { createInsight, createInsightRouter, type Insight } from './index.ts'

const loaded = tinyCity()
const settings = { ...loaded.city.settings, capabilities: { ...loaded.city.settings.capabilities, insight: true } }
const city = { ...loaded, city: { ...loaded.city, settings } }

let w: World
let insight: Insight
let supervisor: StaffActor
let operator: StaffActor
let handler: StaffActor
let reviewer: StaffActor
let resident: ResidentActor

const as = (actor: Actor, served: Insight = insight) =>
  createCallerFactory(createInsightRouter(served))({
    requestId: 'test',
    realm: 'staff',
    actor,
    sessionToken: null,
    idempotencyKey: null,
    setSession: () => {},
  })
const EAST = { point: { lng: 121.015, lat: 31.005 } }
const WEST = { point: { lng: 121.005, lat: 31.005 } }
const DAY = 86_400_000
const range = { from: '2026-03-01', to: '2026-03-10' }

async function counted(): Promise<void> {
  await w.settled()
  for (const reader of insight.readers) await catchUp(w.db, reader)
}
const send = (place: object = EAST, category = 'pipe') =>
  w.as(resident).appeals.submit({ kind: 'help', category, text: '水管漏水', place })

/** One that is dispatched, worked and passed, `days` after it was sent. */
async function lived(days: number, solved: 'solved' | 'notSolved' | null, place: object = EAST): Promise<string> {
  let { code, version } = await send(place)
  ;({ version } = await w.as(operator).workOrders.accept({ code, expectedVersion: version }))
  ;({ version } = await w.as(operator).workOrders.dispatch({ code, expectedVersion: version, bodyCode: 'water' }))
  ;({ version } = await w.as(handler).workOrders.take({ code, expectedVersion: version }))
  w.kernel.clock.advance(days * DAY)
  ;({ version } = await w
    .as(handler)
    .workOrders.giveFeedback({ code, expectedVersion: version, outcome: 'solved', text: '修好了' }))
  ;({ version } = await w.as(reviewer).workOrders.reviewFeedback({ code, expectedVersion: version, pass: true }))
  if (solved)
    await w.as(resident).ratings.rate({
      code,
      expectedVersion: version,
      satisfaction: solved === 'solved' ? 'satisfied' : 'dissatisfied',
      solved,
    })
  return code
}

beforeAll(async () => {
  w = await world({ city })
  insight = createInsight({ kernel: w.kernel, city, appeals: w.appeals })
  supervisor = await w.staff('supervisor')
  operator = await w.staff('operator')
  handler = await w.staff('handler', 'water')
  reviewer = await w.staff('reviewer')
  resident = await w.resident()

  const first = await send()
  await w
    .as(operator)
    .workOrders.answer({ code: first.code, expectedVersion: first.version, outcome: 'explained', text: '已答复' })
  await lived(1, 'solved')
  await lived(0, 'notSolved', WEST)
  await lived(8, null)
  await send(WEST, 'lamp')
  await counted()
})
afterAll(() => w.close())

test('every share has its numerator, its denominator and what that was out of', async () => {
  const { total, open } = await as(supervisor).overview({ ...range, to: '2026-03-20' })
  expect(total).toEqual({
    received: 5,
    results: 4,
    atOnce: 1,
    limited: 4,
    onTime: 3,
    rated: 2,
    satisfied: 1,
    solved: 1,
  })
  expect(ratesOf(total).satisfied).toEqual({ numerator: 1, denominator: 2, of: 4 })
  expect(open).toEqual({ all: 1, overdue: 0 })
})

test('days are the city’s own, each is there, and together they are the whole', async () => {
  const { days, total } = await as(supervisor).overview(range)
  expect(days.map(({ day }) => day)).toEqual(
    Array.from({ length: 10 }, (_, i) => `2026-03-${String(i + 1).padStart(2, '0')}`),
  )
  expect(days[0]).toMatchObject({ day: '2026-03-01', received: 0 })
  expect(days[1]).toMatchObject({ day: '2026-03-02', received: 2, results: 1 })
  expect(days.reduce((sum, { received }) => sum + received, 0)).toBe(total.received)
})

test('categories and areas add up to the whole', async () => {
  const { categories, areas, total } = await as(supervisor).overview({ ...range, to: '2026-03-20' })
  expect(categories.map(({ code, received }) => [code, received])).toEqual([
    ['lamp', 1],
    ['pipe', 4],
  ])
  expect(areas.map(({ path, received }) => [path, received])).toEqual([
    ['/tiny/east', 3],
    ['/tiny/west', 2],
  ])
  expect(areas.reduce((sum, { rated }) => sum + rated, 0)).toBe(total.rated)
  const grids = await as(supervisor).overview({ ...range, to: '2026-03-20', areaPath: '/tiny/east/eastern' })
  expect(grids.areas.map(({ path, received }) => [path, received])).toEqual([
    ['/tiny/east/eastern/e1', 3],
    ['/tiny/east/eastern/e2', 0],
  ])
})

test('an order past its time is told as overdue, and where it lies', async () => {
  w.kernel.clock.advance(9 * DAY)
  const { open } = await as(supervisor).overview(range)
  expect(open).toEqual({ all: 1, overdue: 1 })
  const map = await as(supervisor).openMap({})
  expect(map).toMatchObject({
    complete: true,
    items: [{ category: { code: 'lamp' }, status: 'submitted', overdue: true, lng: 121.005, lat: 31.005 }],
  })
  expect((await as(supervisor).openMap({ areaPath: '/tiny/east' })).items).toEqual([])
})

test('a jurisdiction sees itself and nothing beside it; other roles see no numbers', async () => {
  const west = await w.staff('supervisor', null, '/tiny/west')
  const seen = await as(west).overview({ ...range, to: '2026-03-20' })
  expect(seen.area.path).toBe('/tiny/west')
  expect(seen.total.received).toBe(2)
  for (const [actor, areaPath] of [
    [west, '/tiny'],
    [west, '/tiny/east'],
    [handler, null],
  ] as const)
    await expect(as(actor).overview({ ...range, areaPath })).rejects.toMatchObject({ cause: { code: 'FORBIDDEN' } })
  await expect(as({ kind: 'guest' }).overview(range)).rejects.toMatchObject({ cause: { code: 'UNAUTHENTICATED' } })
})

test.each([
  ['the wrong way round', '2026-03-10', '2026-03-01'],
  ['longer than a year', '2025-01-01', '2026-03-01'],
  ['not days', '2026-02-30', '2026-03-01'],
])('days that are %s are refused', async (_how, from, to) => {
  await expect(as(supervisor).overview({ from, to })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test('a city that has switched it off has no dashboard', async () => {
  const off = createInsight({ kernel: w.kernel, city: loaded, appeals: w.appeals })
  await expect(as(supervisor, off).overview(range)).rejects.toMatchObject({ cause: { code: 'NOT_FOUND' } })
})

test('what is kept is what a rebuild from the log gives', async () => {
  const kept = () => w.db.read.all('SELECT * FROM "InsightDay" ORDER BY "areaPath", "category", "day"')
  const before = await kept()
  expect(before.length).toBeGreaterThan(10)
  for (const reader of insight.readers) await rebuild(w.db, reader)
  expect(await kept()).toEqual(before)
})
