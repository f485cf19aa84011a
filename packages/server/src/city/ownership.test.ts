import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StaffActor } from '@civicgrid/contracts'
import { world, type World } from '../../test/appeals.ts'
import { tinyCity } from '../../test/tiny-city.ts'
import { createAppeals } from '../appeals/index.ts'
import { createCallerFactory } from '../http/procedures.ts'
import { thingsIn, verifyAll } from '../kernel/index.ts'
import { createOwnership, OWNERSHIP_THING, type Ownership } from './index.ts'
import { createOwnershipRouter } from './ownership.router.ts'

let w: World
let ownership: Ownership
let admin: StaffActor
let keys = 0
const DAY = 86_400_000

const as = (actor: StaffActor) =>
  createCallerFactory(createOwnershipRouter(ownership))({
    requestId: 'test',
    realm: 'staff',
    actor,
    sessionToken: null,
    idempotencyKey: `owner-key-${String((keys += 1)).padStart(8, '0')}`,
    setSession: () => {},
  })
const inDays = (days: number) => new Date(w.kernel.clock.now() + days * DAY).toISOString()
const owner = (category: string, area: string) => ownership.city.owner(category, area)?.body.code

beforeAll(async () => {
  w = await world()
  ownership = createOwnership({ kernel: w.kernel, city: tinyCity() })
  admin = await w.staff('administrator')
})
afterAll(() => w.close())

test('a rule holds from its day until its day, and the city’s folder before and after', async () => {
  await as(admin).set({
    category: 'pipe',
    areaPath: '/tiny',
    owner: { body: 'roads' },
    from: inDays(1),
    until: inDays(3),
  })
  const seen: (string | undefined)[] = []
  for (let day = 0; day < 5; day++) {
    seen.push(owner('pipe', 'e1'))
    w.kernel.clock.advance(DAY)
  }
  expect(seen).toEqual(['water', 'roads', 'roads', 'water', 'water'])
})

test('an area of its own goes before the whole city, and a department’s duty follows the owner at once', async () => {
  const appeals = createAppeals({ kernel: w.kernel, city: ownership.city, sign: () => '' })
  const at = { category: 'lamp', kind: 'help' as const, areaPath: '/tiny/east/eastern/e1' }
  expect([owner('lamp', 'e1'), appeals.city.rules(at).departmentDuty]).toEqual(['grid-e1', false])
  await as(admin).set({ category: 'lamp', areaPath: '/tiny/east', owner: { body: 'roads' } })
  expect([owner('lamp', 'e1'), appeals.city.rules(at).departmentDuty]).toEqual(['roads', true])
  expect(owner('lamp', 'w1')).toBe('grid-w1')
  expect(appeals.city.owner('lamp', at.areaPath)?.why.en).toBe('Street light out × east')
})

test('a new rule for the same ends the old one where it begins, and one that is set already is not run over', async () => {
  const what = { category: 'house', areaPath: '/tiny' }
  await as(admin).set({ ...what, owner: { body: 'water' } })
  await as(admin).set({ ...what, owner: { body: 'roads' }, from: inDays(2) })
  const { items } = await as(admin).list({ category: 'house' })
  expect(items.map(({ state, owner: { code } }) => [state, code])).toEqual([
    ['ahead', 'roads'],
    ['holds', 'water'],
    ['replaced', 'property'],
  ])
  expect(items[1]?.until).toBe(items[0]?.from)
  await expect(as(admin).set({ ...what, owner: { body: 'property' }, from: inDays(1) })).rejects.toMatchObject({
    cause: { code: 'NOT_ALLOWED_NOW' },
  })
  await as(admin).end({ token: items[1]?.token ?? '', expectedVersion: items[1]?.version ?? 0 })
  expect(owner('house', 'e1')).toBe('property')
})

test('another process knows of it after its next look', async () => {
  const other = createOwnership({ kernel: w.kernel, city: tinyCity() })
  expect(other.city.owner('lamp', 'e1')?.body.code).toBe('grid-e1')
  await other.refresh()
  expect(other.city.owner('lamp', 'e1')?.body.code).toBe('roads')
})

test('only an administrator of the area sets it, and only what the city knows', async () => {
  const west = await w.staff('administrator', null, '/tiny/west')
  const rule = { category: 'litter', areaPath: '/tiny/east', owner: { body: 'roads' } }
  await expect(as(west).set(rule)).rejects.toMatchObject({ cause: { code: 'FORBIDDEN' } })
  await expect(as(await w.staff('operator')).list({})).rejects.toMatchObject({ cause: { code: 'FORBIDDEN' } })
  for (const wrong of [
    { category: 'moon' },
    { areaPath: '/tiny/moon' },
    { owner: { body: 'moon' } },
    { owner: { level: 'moon' } },
  ])
    await expect(as(admin).set({ ...rule, ...wrong })).rejects.toMatchObject({ cause: { code: 'BAD_INPUT' } })
})

test('the chains of the rules verify', async () => {
  const findings = []
  for await (const finding of verifyAll(w.db.read, { [OWNERSHIP_THING]: thingsIn('OwnershipRule') }))
    findings.push(finding)
  expect(findings).toEqual([])
})
