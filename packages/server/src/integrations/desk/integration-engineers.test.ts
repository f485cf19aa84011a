import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StaffActor } from '@civicgrid/contracts'
import { refused } from '../../../test/appeals.ts'
import { integrationDeskWorld, NAME, PURPOSE, type IntegrationDeskWorld } from '../../../test/integration-desk.ts'

let w: IntegrationDeskWorld
let admin: StaffActor
beforeAll(async () => {
  w = await integrationDeskWorld()
  admin = w.admin
})
afterAll(() => w.close())

test('a partner’s engineer sees their own integration alone, and no other by its address', async () => {
  const { ref, engineer } = await w.active('甲')
  const other = await w.active('乙')
  expect((await w.desks(engineer).list({})).items.map((one) => one.ref)).toEqual([ref])
  await expect(w.desks(engineer).get({ ref: other.ref })).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(w.desks(engineer).usage({ ref: other.ref })).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(w.desks(engineer).close({ ref: other.ref, reason: 'x' })).rejects.toMatchObject(refused('NOT_FOUND'))
  const { grant } = await w.desks(other.engineer).askScope({ ref: other.ref, scope: 'embed', purpose: PURPOSE })
  await expect(w.desks(engineer).endScope({ grant })).rejects.toMatchObject(refused('NOT_FOUND'))
  const name = { name: NAME, operator: '邻里通科技', areaPath: '/tiny' }
  await expect(w.desks(engineer).register(name)).rejects.toMatchObject(refused('FORBIDDEN'))
  await expect(w.desks(engineer).addEngineer({ ref, name: '再来一个' })).rejects.toMatchObject(refused('FORBIDDEN'))
})

test('a partner’s engineer sees nothing of residents: no queue, no search, no order, no paper, no colleague', async () => {
  const { engineer } = await w.active('无关')
  const resident = await w.resident()
  const { code } = await w.as(resident).appeals.submit({
    kind: 'complain',
    category: 'lamp',
    text: '楼下路灯不亮',
    place: { point: { lng: 121.015, lat: 31.005 } },
  })
  await w.settled()
  const at = w.as(engineer)
  await expect(at.workOrders.get({ code })).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(at.progress.get({ code })).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(at.workOrders.accept({ code, expectedVersion: 1 })).rejects.toMatchObject(refused('NOT_FOUND'))
  const point = { lng: 121.015, lat: 31.005 }
  for (const read of [
    () => at.workOrders.list({ queue: 'all' }),
    () => at.workOrders.search({ words: '路灯' }),
    () => at.workOrders.similar({ category: 'lamp', point, text: '路灯不亮' }),
    () => at.workOrders.around({ point }),
    () => at.workOrders.standing({ codes: [code] }),
    () => at.authorityDesk.list({}),
  ]) {
    const answer = await read().catch((error: unknown) => error)
    const items = answer instanceof Error ? [] : (answer as { items: unknown[] }).items
    expect(items).toEqual([])
  }
})

test('who is taken off it is switched off with it, and reaches it no longer', async () => {
  const { ref, engineer } = await w.active('换人')
  await expect(w.desks(engineer).removeEngineer({ engineer: engineer.ref, expectedVersion: 0 })).rejects.toMatchObject(
    refused('FORBIDDEN'),
  )
  await w.desks(admin).removeEngineer({ engineer: engineer.ref, expectedVersion: 0 })
  await expect(w.desks(engineer).get({ ref })).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(w.desks(engineer).list({})).rejects.toMatchObject(refused('FORBIDDEN'))
  const row = await w.db.read.get('SELECT "active" FROM "Staff" WHERE "id" = ?', engineer.id)
  expect(row).toEqual({ active: 0 })
  expect((await w.desks(admin).get({ ref })).engineers).toEqual([])
})

test('an administrator of another area knows of none of it', async () => {
  const { ref } = await w.active('外区')
  const elsewhere = await w.staff('administrator', null, '/tiny/west')
  await expect(w.desks(elsewhere).get({ ref })).rejects.toMatchObject(refused('NOT_FOUND'))
  expect((await w.desks(elsewhere).list({})).items).toEqual([])
  await expect(w.desks(await w.staff('operator')).list({})).rejects.toMatchObject(refused('FORBIDDEN'))
})
