import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor, StaffActor } from '@civicgrid/contracts'
import { boardWorld, HERE, SHOWN, type Board } from '../../test/board.ts'

let b: Board
beforeAll(async () => {
  b = await boardWorld()
})
afterAll(() => b.w.close())

test('pressure on a rating is told to supervisors and administrators; who works for a body finds no trace', async () => {
  const { code } = await b.by(b.li).appeals.submit({
    kind: 'complain',
    category: 'lamp',
    text: SHOWN,
    place: { point: HERE },
  })
  const administrator = await b.w.staff('administrator')
  const water = await b.w.staff('handler', 'water')
  const both: StaffActor = { ...water, roles: [...water.roles, ...b.supervisor.roles] }
  await b.by(b.operator).workOrders.accept({ code, expectedVersion: 1 })
  await b.by(b.operator).workOrders.dispatch({ code, expectedVersion: 2, bodyCode: 'water', note: null })
  await b.by(water).workOrders.take({ code, expectedVersion: 3 })
  const { version } = await b.by(b.li).appeals.reportPressure({ code, expectedVersion: 4, text: '科长来电话要我改' })
  await b.w.settled()
  const types = async (actor: Actor) => (await b.by(actor).workOrders.get({ code })).timeline.map(({ type }) => type)
  expect(await types(b.supervisor)).toContain('pressureReported')
  expect(await types(administrator)).toContain('pressureReported')
  for (const actor of [water, both, b.operator]) expect(await types(actor)).not.toContain('pressureReported')
  expect(JSON.stringify(await b.by(water).workOrders.get({ code }))).not.toContain('科长')
  await expect(
    b.by(water).workOrders.contact({ code, expectedVersion: 4, result: 'reached', note: null }),
  ).rejects.toMatchObject({
    cause: { code: 'VERSION_CONFLICT', changes: { events: [] } },
  })
  const { items } = await b.by(b.supervisor).workOrders.list({ queue: 'pressure' })
  expect(items.map((item) => item.code)).toEqual([code])
  expect((await b.by(water).workOrders.list({ queue: 'pressure' })).items).toEqual([])
  await b.by(b.supervisor).workOrders.settlePressure({ code, expectedVersion: version, text: '已核实并提醒' })
  await b.w.settled()
  expect((await b.by(b.supervisor).workOrders.list({ queue: 'pressure' })).items).toEqual([])
  const mine = (await b.by(b.li).progress.get({ code })).timeline
  expect(mine.at(-1)).toMatchObject({ type: 'pressureSettled', text: '已核实并提醒' })
})
