import { afterAll, beforeAll, expect, test } from 'vitest'
import { VIEWS_MAX, type ResidentActor, type StaffActor } from '@civicgrid/contracts'
import { refused, world, type World } from '../../test/appeals.ts'

const AT = { lng: 121.0151, lat: 31.0052 }

let w: World
let li: ResidentActor
let operator: StaffActor
let other: StaffActor
let west: StaffActor

beforeAll(async () => {
  w = await world()
  li = await w.resident()
  operator = await w.staff('operator')
  other = await w.staff('operator')
  west = await w.staff('operator', null, '/tiny/west')
})
afterAll(() => w.close())

async function accepted(change: object = {}): Promise<string> {
  const { code } = await w
    .as(li)
    .appeals.submit({ kind: 'complain', category: 'pipe', text: '水管漏水', place: { point: AT }, ...change })
  await w.as(operator).workOrders.accept({ code, expectedVersion: 1 })
  return code
}

test('a view is kept for its owner alone, replaced by its name, and twenty are enough', async () => {
  const view = { name: '东区超时', queue: 'overdue' as const, query: { area: '/tiny/east' } }
  await w.as(operator).desk.saveView(view)
  await w.as(operator).desk.saveView({ ...view, query: { area: '/tiny/west' } })
  expect(await w.as(operator).desk.views()).toEqual({ items: [{ ...view, query: { area: '/tiny/west' } }] })
  expect(await w.as(other).desk.views()).toEqual({ items: [] })
  for (let i = 1; i < VIEWS_MAX; i++) await w.as(operator).desk.saveView({ ...view, name: `第${i}个` })
  await expect(w.as(operator).desk.saveView({ ...view, name: '再一个' })).rejects.toMatchObject(
    refused('NOT_ALLOWED_NOW'),
  )
  await w.as(operator).desk.saveView(view)
  await w.as(operator).desk.removeView({ name: view.name })
  await w.as(operator).desk.removeView({ name: view.name })
  expect((await w.as(operator).desk.views()).items).toHaveLength(VIEWS_MAX - 1)
})

test('two people on one order see each other, until one leaves or falls silent', async () => {
  const code = await accepted()
  const present = (who: StaffActor, more: object = {}) => w.as(who).desk.present({ code, ...more })
  expect(await present(operator)).toEqual({ others: [] })
  const since = new Date(w.kernel.clock.now()).toISOString()
  expect(await present(other, { writing: true })).toEqual({ others: [{ name: 'operator', writing: false, since }] })
  expect((await present(operator)).others).toEqual([{ name: 'operator', writing: true, since }])
  await present(other, { leaving: true })
  expect((await present(operator)).others).toEqual([])
  await present(other)
  w.kernel.clock.advance(31_000)
  expect((await present(operator)).others).toEqual([])
})

test('whoever may not read an order is not told who does', async () => {
  const code = await accepted()
  await expect(w.as(west).desk.present({ code })).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(w.as(li).desk.views()).rejects.toMatchObject(refused('UNAUTHENTICATED'))
})

test('of twenty dispatched at once three have changed meanwhile: seventeen go, three say what was done', async () => {
  const codes: string[] = []
  for (let i = 0; i < 20; i++) codes.push(await accepted())
  const [classified = '', gone = '', answered = ''] = codes
  await w.as(other).workOrders.classify({ code: classified, expectedVersion: 2, kind: 'help', category: 'pipe' })
  await w.as(other).workOrders.dispatch({ code: gone, expectedVersion: 2, bodyCode: 'roads', note: null })
  await w.as(other).workOrders.answer({ code: answered, expectedVersion: 2, text: '已经答复' })
  const orders = codes.map((code) => ({ code, expectedVersion: 2 }))
  const key = 'bulk-key-0000000000000001'
  const send = () => w.as(operator, key).desk.dispatchMany({ orders, bodyCode: null, note: '请尽快' })
  const { results } = await send()
  expect(results.map(({ code }) => code)).toEqual(codes)
  expect(results.filter(({ receipt }) => receipt?.status === 'dispatched')).toHaveLength(17)
  expect(results.slice(0, 3).map(({ error }) => [error?.code, error?.events.map(({ type }) => type)])).toEqual([
    ['VERSION_CONFLICT', ['classified']],
    ['VERSION_CONFLICT', ['dispatched']],
    ['VERSION_CONFLICT', ['answered']],
  ])
  // The same key again repeats nothing and says the same of what went.
  const again = (await send()).results
  expect(again.slice(3)).toEqual(results.slice(3))
  const { version, bodyCode } = await w.as(operator).workOrders.get({ code: codes[9] ?? '' })
  expect([version, bodyCode]).toEqual([3, 'water'])
})

test('an order that is named twice, is not there or lies elsewhere fails by itself', async () => {
  const code = await accepted()
  const [twice, missing] = (
    await w.as(operator).desk.dispatchMany({
      orders: [code, code, '00000000000000'].map((each) => ({ code: each, expectedVersion: 2 })),
      bodyCode: 'roads',
      note: '转道路',
    })
  ).results
  expect(twice?.receipt?.status).toBe('dispatched')
  expect(missing?.error?.code).toMatch(/NOT_FOUND|CODE_INVALID/)
  const beyond = await accepted()
  const { results } = await w
    .as(west)
    .desk.dispatchMany({ orders: [{ code: beyond, expectedVersion: 2 }], bodyCode: null, note: null })
  expect(results[0]?.error?.code).toBe('NOT_FOUND')
})
