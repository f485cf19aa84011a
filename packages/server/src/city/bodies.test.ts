import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StaffActor } from '@civicgrid/contracts'
import { world, type World } from '../../test/appeals.ts'
import { tinyCity } from '../../test/tiny-city.ts'
import { createAppeals } from '../appeals/index.ts'
import { createCallerFactory } from '../http/procedures.ts'
import { staffNames } from '../identity/people.service.ts'
import { thingsIn, verifyAll } from '../kernel/index.ts'
import { createBodiesRouter } from './bodies.router.ts'
import { createCityService } from './city.service.ts'
import { BODY_THING, createBodies, createOwnership, type Bodies, type Ownership } from './index.ts'

let w: World
let bodies: Bodies
let ownership: Ownership
let admin: StaffActor
let keys = 0
const DAY = 86_400_000
const text = (words: string) => ({ 'zh-CN': words, en: words })

const as = (actor: StaffActor) =>
  createCallerFactory(createBodiesRouter(bodies))({
    requestId: 'test',
    realm: 'staff',
    actor,
    sessionToken: null,
    idempotencyKey: `body-key-${String((keys += 1)).padStart(8, '0')}`,
    setSession: () => {},
  })
const refused = (code: string, fields?: object) => ({ cause: { code, ...(fields ? { fields } : {}) } })
const inDays = (days: number) => new Date(w.kernel.clock.now() + days * DAY).toISOString()
const owner = (category: string, area = 'e1') => ownership.city.owner(category, area)?.body
const desk = (code: string) =>
  createCityService(bodies.city)
    .profile(true)
    .desk?.bodies.find((one) => one.code === code)

beforeAll(async () => {
  w = await world()
  bodies = createBodies({ kernel: w.kernel, city: tinyCity(), staffNames })
  ownership = createOwnership({ kernel: w.kernel, city: bodies.city })
  admin = await w.staff('administrator')
})
afterAll(() => w.close())

test('a body of the folder gets another name and a number, at once and everywhere, and its history says so', async () => {
  const { version } = await as(admin).change({
    code: 'water',
    expectedVersion: 0,
    name: text('水务集团'),
    phone: '5555 1234',
  })
  expect(version).toBe(2)
  expect(owner('pipe')?.name['zh-CN']).toBe('水务集团')
  expect(desk('water')).toMatchObject({ name: text('水务集团'), phone: '5555 1234', off: false })
  const appeals = createAppeals({ kernel: w.kernel, city: ownership.city, sign: () => '' })
  expect(appeals.city.bodyName('water')).toEqual(text('水务集团'))
  await as(admin).change({ code: 'water', expectedVersion: 2, name: text('水务局'), phone: '5555 1234' })
  expect(appeals.city.bodyName('water')).toEqual(text('水务局'))
  const { history, added } = await as(admin).get({ code: 'water' })
  expect(added).toBe(false)
  expect(history.map(({ type, by, name, phone }) => [type, by, name?.en ?? null, phone])).toEqual([
    ['bodyChanged', 'administrator', '水务局', null],
    ['bodyChanged', 'administrator', '水务集团', '5555 1234'],
    ['bodyFound', 'administrator', null, null],
  ])
})

test('a body that is switched off owns nothing, gets nothing, and is still known by its name, until its day', async () => {
  const appeals = createAppeals({ kernel: w.kernel, city: ownership.city, sign: () => '' })
  await as(admin).switchOff({ code: 'property', expectedVersion: 0, from: inDays(1), until: inDays(2) })
  const seen: unknown[] = []
  for (let day = 0; day < 3; day++) {
    const { state } = await as(admin).get({ code: 'property' })
    seen.push([owner('house')?.code, desk('property')?.off, state])
    w.kernel.clock.advance(day === 0 ? DAY + 1 : DAY)
    if (day === 0) {
      expect(() => appeals.city.bodyFor('property', '/tiny/east')).toThrow(
        expect.objectContaining({ fields: { bodyCode: 'off' } }),
      )
      expect(appeals.city.bodyName('property')).toEqual(text('property company'))
    }
  }
  expect(seen).toEqual([
    ['property', false, 'holds'],
    ['grid-e1', true, 'off'],
    ['property', false, 'holds'],
  ])
  await as(admin).switchOff({ code: 'property', expectedVersion: 2 })
  expect(owner('house')?.code).toBe('grid-e1')
  await as(admin).switchOn({ code: 'property', expectedVersion: 3 })
  expect(owner('house')?.code).toBe('property')
  await expect(as(admin).switchOn({ code: 'property', expectedVersion: 4 })).rejects.toMatchObject(
    refused('NOT_ALLOWED_NOW'),
  )
})

test('a new body takes work from its day on, and may own from then', async () => {
  const { code } = await as(admin).add({
    name: { 'zh-CN': '园林绿化中心', en: 'Parks' },
    kind: 'department',
    areaPaths: ['/tiny/east'],
    phone: '5555 9999',
    outsourced: true,
    from: inDays(1),
  })
  const appeals = createAppeals({ kernel: w.kernel, city: ownership.city, sign: () => '' })
  expect((await as(admin).get({ code })).state).toBe('ahead')
  expect(() => appeals.city.bodyFor(code, '/tiny/east')).toThrow()
  w.kernel.clock.advance(DAY)
  expect(appeals.city.bodyFor(code, '/tiny/east').name.en).toBe('Parks')
  expect(() => appeals.city.bodyFor(code, '/tiny/west')).toThrow()
  const at = { category: 'pipe', kind: 'help' as const, areaPath: '/tiny/east' }
  expect(appeals.city.rules(at).outsourced?.has(code)).toBe(true)
  const { items } = await as(admin).list({ words: '园林' })
  expect(items).toMatchObject([
    { code, added: true, outsourced: true, areas: [{ path: '/tiny/east' }], editable: true },
  ])
})

test('a place has one body of its own, a place that is not there none, and dates run forward', async () => {
  const grid = { name: text('second'), kind: 'grid' as const, phone: null }
  await expect(as(admin).add({ ...grid, areaPaths: ['/tiny/east/eastern/e1'] })).rejects.toMatchObject(
    refused('BAD_INPUT', { areaPaths: 'taken' }),
  )
  await expect(as(admin).add({ ...grid, areaPaths: ['/tiny/moon'] })).rejects.toMatchObject(refused('BAD_INPUT'))
  await expect(
    as(admin).switchOff({ code: 'roads', expectedVersion: 0, from: inDays(2), until: inDays(1) }),
  ).rejects.toMatchObject(refused('BAD_INPUT', { until: 'beforeFrom' }))
  await expect(as(admin).get({ code: 'moon' })).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(
    as(admin).change({ code: 'roads', expectedVersion: 0, name: text('roads'), phone: 'call us' }),
  ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test('only who administers all that a body serves changes it; of two at once the second is told', async () => {
  const west = await w.staff('administrator', null, '/tiny/west')
  const change = { code: 'roads', expectedVersion: 0, name: text('路政'), phone: null }
  await expect(as(west).change(change)).rejects.toMatchObject(refused('FORBIDDEN'))
  await expect(as(await w.staff('supervisor')).list({})).rejects.toMatchObject(refused('FORBIDDEN'))
  const mine = await as(west).change({ ...change, code: 'grid-w1' })
  expect(mine).toMatchObject({ code: 'grid-w1', version: 2 })
  const seen = (await as(west).list({ limit: 100 })).items
  expect(seen.map(({ code }) => code)).not.toContain('grid-e1')
  expect(seen.find(({ code }) => code === 'roads')?.editable).toBe(false)
  const both = await Promise.allSettled([as(admin).change(change), as(admin).change({ ...change, name: text('市政') })])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('the list comes page by page, each body once, and narrowed by kind', async () => {
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: { items: { code: string }[]; nextCursor: string | null } = await as(admin).list({ cursor, limit: 2 })
    seen.push(...page.items.map(({ code }) => code))
    cursor = page.nextCursor
  } while (cursor)
  expect(seen).toEqual(bodies.city.bodies.map(({ code }) => code))
  const { items } = await as(admin).list({ kind: 'grid', limit: 100 })
  expect(items.map(({ kind }) => kind)).toEqual(['grid', 'grid', 'grid', 'grid'])
})

test('another process knows of it after its next look, and the chains verify', async () => {
  const other = createBodies({ kernel: w.kernel, city: tinyCity(), staffNames })
  await other.refresh()
  expect(other.city.bodies).toEqual(bodies.city.bodies)
  const findings = []
  for await (const finding of verifyAll(w.db.read, { [BODY_THING]: thingsIn('CityBody') })) findings.push(finding)
  expect(findings).toEqual([])
})
