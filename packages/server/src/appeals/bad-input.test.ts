import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ResidentActor, StaffActor } from '@civicgrid/contracts'
import { civicErrorOf } from '../http/errors.ts'
import { seededRandom, type Random } from '../kernel/index.ts'
import { refused, world, type World } from '../../test/appeals.ts'
import { dialect } from '../../test/harness.ts'
import { tinyCity } from '../../test/tiny-city.ts'

const IN_E1 = { point: { lng: 121.015, lat: 31.005 } }
const SUBMIT = { kind: 'complain' as const, category: 'pipe', text: '水管漏水', place: IN_E1 }

let w: World
let li: ResidentActor
let operator: StaffActor

beforeAll(async () => {
  w = await world()
  li = await w.resident()
  operator = await w.staff('operator')
})
afterAll(() => w.close())

const rows = async () => {
  const of = async (table: string) => (await w.db.read.get<{ n: number }>(`SELECT count(*) AS "n" FROM "${table}"`))?.n
  return [
    await of('Appeal'),
    await of('Event'),
    await of('EventSecret'),
    await of('Idempotency'),
    await of('AppealContact'),
  ]
}

/** Nothing half-written: the tables are as before. */
async function refusedWhole(attempt: () => Promise<unknown>, code: string, fields?: object) {
  const before = await rows()
  const error = civicErrorOf(
    await attempt().then(
      () => null,
      (reason: unknown) => reason,
    ),
  )
  expect(error).toMatchObject({ code, ...(fields ? { fields } : {}) })
  expect(await rows()).toEqual(before)
}

test('an unknown category', () =>
  refusedWhole(() => w.as(li).appeals.submit({ ...SUBMIT, category: 'dragons' }), 'UNKNOWN_CATEGORY'))

test('a place outside the city, by point and by area', async () => {
  await refusedWhole(
    () => w.as(li).appeals.submit({ ...SUBMIT, place: { point: { lng: 120, lat: 30 } } }),
    'PLACE_OUTSIDE_CITY',
  )
  await refusedWhole(
    () => w.as(li).appeals.submit({ ...SUBMIT, place: { areaCode: 'atlantis' } }),
    'PLACE_OUTSIDE_CITY',
  )
})

test('a point in another reference system is taken where it really is', async () => {
  // GCJ-02 of a point just inside e1; read as WGS-84 it would lie in e1's neighbour or outside.
  const { code } = await w
    .as(li)
    .appeals.submit({ ...SUBMIT, place: { point: { lng: 121.01951, lat: 31.0072, crs: 'GCJ-02', accuracy: 20 } } })
  const { point } = await w.as(li).progress.get({ code })
  expect(point?.lng).toBeCloseTo(121.015, 3)
  expect(point?.lat).toBeCloseTo(31.0092, 3)
  expect(point?.accuracy).toBe(20)
})

test('no photo where the category demands one; a caller on the phone cannot send any', async () => {
  await refusedWhole(() => w.as(li).appeals.submit({ ...SUBMIT, category: 'litter' }), 'PHOTO_REQUIRED')
  const { code } = await w
    .as(operator)
    .workOrders.register({ ...SUBMIT, category: 'litter', contact: { phone: '12300002222' } })
  expect((await w.as(operator).workOrders.get({ code })).channel).toBe('phone')
})

test('ten photos', async () => {
  const photos = Array.from({ length: 10 }, () => 'x'.repeat(22))
  await refusedWhole(() => w.as(li).appeals.submit({ ...SUBMIT, photos }), 'TOO_MANY_PHOTOS')
})

test('more photos than this city takes', async () => {
  const few = await world({ city: tinyCity({}, { max: 1 }) })
  const wang = await few.resident()
  const photos = [await few.photo(wang), await few.photo(wang)]
  await expect(few.as(wang).appeals.submit({ ...SUBMIT, photos })).rejects.toMatchObject(refused('TOO_MANY_PHOTOS'))
  await few.close()
})

test('a photo of somebody else, one that hangs elsewhere, and one that never was', async () => {
  const theirs = await w.photo(await w.resident())
  await refusedWhole(() => w.as(li).appeals.submit({ ...SUBMIT, photos: [theirs] }), 'BAD_INPUT', {
    'photos.0': 'unknown',
  })
  const mine = await w.photo(li)
  const { code } = await w.as(li).appeals.submit({ ...SUBMIT, photos: [mine] })
  await refusedWhole(() => w.as(li).appeals.submit({ ...SUBMIT, photos: [mine] }), 'BAD_INPUT')
  await refusedWhole(() => w.as(li).appeals.submit({ ...SUBMIT, photos: ['x'.repeat(22)] }), 'BAD_INPUT')
  expect(
    await w.as(li).appeals.supplement({ code, expectedVersion: 1, text: 'look again', photos: [mine] }),
  ).toMatchObject({ version: 2 })
})

test('4,001 characters, and 4,000', async () => {
  await refusedWhole(() => w.as(li).appeals.submit({ ...SUBMIT, text: '水'.repeat(4001) }), 'TEXT_TOO_LONG')
  const { code } = await w.as(li).appeals.submit({ ...SUBMIT, text: '水'.repeat(4000) })
  expect((await w.as(li).progress.get({ code })).text).toHaveLength(4000)
})

test('a date to come', () => {
  const occurredAt = new Date(w.kernel.clock.now() + 60_000).toISOString()
  return refusedWhole(() => w.as(li).appeals.submit({ ...SUBMIT, occurredAt }), 'DATE_IN_FUTURE')
})

const turned = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).toReversed()) as T

test('a key used again with the same body answers the same, with another body it is refused', async () => {
  const key = 'the-same-key-again-1'
  const first = await w.as(li, key).appeals.submit(SUBMIT)
  const before = await rows()
  expect(await w.as(li, key).appeals.submit(SUBMIT)).toEqual(first)
  // A client may write the fields in another order.
  const { place, ...rest } = SUBMIT
  expect(await w.as(li, key).appeals.submit({ place: turned(place), ...turned(rest) })).toEqual(first)
  expect(await rows()).toEqual(before)
  await refusedWhole(() => w.as(li, key).appeals.submit({ ...SUBMIT, text: 'another' }), 'IDEMPOTENCY_CONFLICT')
  await expect(w.as(li, 'short').appeals.submit(SUBMIT)).rejects.toMatchObject(refused('BAD_INPUT'))
})

test('a command in the wrong state, and one with an old version', async () => {
  const { code } = await w.as(li).appeals.submit(SUBMIT)
  await refusedWhole(
    () => w.as(operator).workOrders.dispatch({ code, expectedVersion: 1, bodyCode: 'water', note: null }),
    'WRONG_STATE',
  )
  await w.as(operator).workOrders.accept({ code, expectedVersion: 1 })
  await refusedWhole(() => w.as(operator).workOrders.accept({ code, expectedVersion: 1 }), 'VERSION_CONFLICT')
  await refusedWhole(
    () => w.as(operator).workOrders.dispatch({ code, expectedVersion: 9, bodyCode: 'water', note: null }),
    'VERSION_CONFLICT',
  )
})

test('a command on another resident’s appeal, and one under a code that is off by one character', async () => {
  const { code } = await w.as(li).appeals.submit(SUBMIT)
  const stranger = await w.resident()
  await refusedWhole(() => w.as(stranger).appeals.withdraw({ code, expectedVersion: 1 }), 'NOT_FOUND')
  const wrong = (code.startsWith('0') ? '1' : '0') + code.slice(1)
  await refusedWhole(() => w.as(li).appeals.withdraw({ code: wrong, expectedVersion: 1 }), 'CODE_INVALID')
})

test.runIf(dialect === 'sqlite')('a disk that is full while appeals come in', async () => {
  const small = await world()
  const wang = await small.resident()
  const submit = (i: number) => small.as(wang).appeals.submit({ ...SUBMIT, text: `${i}${'水'.repeat(3000)}` })
  const taken = [await submit(0)]
  await small.settled()
  const pages = await small.db.read.get<{ page_count: number }>('PRAGMA page_count')
  // The limit belongs to the connection, so it is set through the one that writes.
  await small.db.work((tx) => tx.get(`PRAGMA max_page_count = ${(pages?.page_count ?? 0) + 20}`))
  const results = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => submit(i + 1)))
  for (const result of results) {
    if (result.status === 'fulfilled') taken.push(result.value)
    else expect(civicErrorOf(result.reason)).toMatchObject({ code: 'STORAGE_FULL', status: 507 })
  }
  expect(taken.length).toBeLessThan(results.length)
  // What was acknowledged is there whole, and of the others nothing.
  const { items } = await small.as(wang).appeals.mine({ limit: 50 })
  expect(items.map(({ code }) => code).toSorted()).toEqual(taken.map(({ code }) => code).toSorted())
  for (const { code } of taken) expect(await small.findings(code)).toEqual([])
  for (const table of ['Event', 'EventSecret', 'Idempotency'])
    expect(await small.db.read.get(`SELECT count(*) AS "n" FROM "${table}"`), table).toEqual({ n: taken.length })
  await small.close().catch(() => {})
})

test('a body that is unknown, one that serves elsewhere, and a grid for what a department must do', async () => {
  const { code } = await w.as(li).appeals.submit(SUBMIT)
  await w.as(operator).workOrders.accept({ code, expectedVersion: 1 })
  const to = (bodyCode: string) => () =>
    w.as(operator).workOrders.dispatch({ code, expectedVersion: 2, bodyCode, note: null })
  await refusedWhole(to('nobody'), 'BAD_INPUT', { bodyCode: 'unknown' })
  await refusedWhole(to('grid-w1'), 'BAD_INPUT', { bodyCode: 'elsewhere' })
  await refusedWhole(to('grid-e1'), 'DEPARTMENT_DUTY')
})

test('a ground that is in no list', async () => {
  const { code } = await w.as(li).appeals.submit(SUBMIT)
  await refusedWhole(
    () => w.as(operator).workOrders.decline({ code, expectedVersion: 1, ground: 'tired', text: 'no' }),
    'GROUND_UNKNOWN',
  )
  await w.as(operator).workOrders.decline({ code, expectedVersion: 1, ground: 'court', text: '请向法院起诉' })
  const { timeline } = await w.as(li).progress.get({ code })
  expect(timeline.at(-1)).toMatchObject({
    type: 'declined',
    text: '请向法院起诉',
    facts: { lawfulWay: { en: 'go to the court' } },
  })
})

test('a second urge on the same day of the city', async () => {
  const { code } = await w.as(li).appeals.submit(SUBMIT)
  await w.as(li).appeals.urge({ code, expectedVersion: 1 })
  await refusedWhole(() => w.as(li).appeals.urge({ code, expectedVersion: 2 }), 'URGED_TODAY')
})

test('a guest may look around and sends nothing', async () => {
  const guest = w.as({ kind: 'guest' })
  await expect(guest.appeals.submit(SUBMIT)).rejects.toMatchObject(refused('UNAUTHENTICATED'))
  expect((await guest.appeals.near(IN_E1)).items.length).toBeGreaterThan(0)
})

test('a code that is taken is drawn anew', async () => {
  const bytes = seededRandom('collision')
  let first: Buffer | undefined
  // The first two codes are the same eight bytes.
  const random: Random = (size) => {
    if (size !== 8) return bytes(size)
    if (first === undefined) return (first = bytes(8))
    const again = first
    first = bytes(8)
    return again
  }
  const twice = await world({ random })
  const wang = await twice.resident()
  const [one, two] = [await twice.as(wang).appeals.submit(SUBMIT), await twice.as(wang).appeals.submit(SUBMIT)]
  expect(one.code).not.toBe(two.code)
  await twice.close()
})
