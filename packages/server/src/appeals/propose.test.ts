import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StaffActor } from '@civicgrid/contracts'
import { world, type World } from '../../test/appeals.ts'

// What the desk is told beside its orders: whose a call will be, and what lies around a grid officer.

let w: World
let operator: StaffActor
const E1 = { lng: 121.015, lat: 31.005 }
beforeAll(async () => {
  w = await world()
  operator = await w.staff('operator')
})
afterAll(() => w.close())

const propose = (actor: StaffActor, category: string, place: object = { point: E1 }) =>
  w.as(actor).workOrders.propose({ category, place })

test('a place and a category have a proposed owner, the reason and the limits', async () => {
  expect(await propose(operator, 'pipe')).toMatchObject({
    area: { path: '/tiny/east/eastern/e1' },
    owner: { code: 'water', name: { en: 'water' }, why: { en: 'pipe × tiny' } },
    departmentDuty: true,
    firstContact: { amount: 1, unit: 'workingDays' },
    result: { amount: 5, unit: 'workingDays' },
  })
  expect(await propose(operator, 'lamp')).toMatchObject({ owner: { code: 'grid-e1' }, departmentDuty: false })
  expect(await propose(operator, 'lamp', { areaCode: 'eastern' })).toMatchObject({ owner: { code: 'roads' } })
})

test('whoever may not write one down there is not told', async () => {
  const west = await w.staff('operator', null, '/tiny/west')
  await expect(propose(west, 'pipe')).rejects.toMatchObject({ cause: { code: 'FORBIDDEN' } })
  await expect(propose(await w.staff('handler', 'water'), 'pipe')).rejects.toMatchObject({
    cause: { code: 'FORBIDDEN' },
  })
  await expect(propose(operator, 'pipe', { point: { lng: 1, lat: 1 } })).rejects.toMatchObject({
    cause: { code: 'PLACE_OUTSIDE_CITY' },
  })
})

test('an officer sees the open orders of their own body around them, the nearest first', async () => {
  const officer = await w.staff('gridOfficer', 'grid-e1', '/tiny/east/eastern/e1')
  const other = await w.staff('gridOfficer', 'grid-w1', '/tiny/west/western/w1')
  const resident = await w.resident()
  const codes: string[] = []
  for (const point of [
    { lng: 121.018, lat: 31.005 },
    { lng: 121.0152, lat: 31.005 },
  ]) {
    let { code, version } = await w
      .as(resident)
      .appeals.submit({ kind: 'help', category: 'lamp', text: '路灯不亮', place: { point } })
    ;({ version } = await w.as(operator).workOrders.accept({ code, expectedVersion: version }))
    await w.as(operator).workOrders.dispatch({ code, expectedVersion: version, bodyCode: 'grid-e1' })
    codes.push(code)
  }
  const around = await w.as(officer).workOrders.around({ point: E1 })
  expect(around.items.map(({ code }) => code)).toEqual(codes.toReversed())
  expect(around.items.map(({ metres }) => metres)).toEqual([19, 286])
  expect((await w.as(other).workOrders.around({ point: E1 })).items).toEqual([])
  expect((await w.as(operator).workOrders.around({ point: E1 })).items).toEqual([])
})
