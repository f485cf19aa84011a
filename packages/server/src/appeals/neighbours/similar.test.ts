import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ResidentActor, StaffActor } from '@civicgrid/contracts'
import { world, type World } from '../../../test/appeals.ts'

const AT = { lng: 121.0151, lat: 31.0052 }
/** In the same grid, some 150 m off. */
const NEXT = { lng: 121.0162, lat: 31.0061 }
/** In the other district. */
const FAR = { lng: 121.0021, lat: 31.0151 }

let w: World
let li: ResidentActor
let wang: ResidentActor
let operator: StaffActor

const send = (text: string, change: object = {}) =>
  w
    .as(li)
    .appeals.submit({ kind: 'complain', category: 'lamp', text, place: { point: AT, address: '北门' }, ...change })
const like = (text: string, change: object = {}) =>
  w.as(wang).appeals.similar({ text, category: 'lamp', point: NEXT, ...change })

beforeAll(async () => {
  w = await world()
  li = await w.resident()
  wang = await w.resident({ name: '王芳', phone: null })
  operator = await w.staff('operator')
  await send('北门的路灯连着三天不亮，王芳看不清路')
  await send('水管漏水', { category: 'pipe' })
  await send('另一头的路灯不亮', { place: { point: FAR } })
  await w.settled()
})
afterAll(() => w.close())

test('what a neighbour sent around the corner is found, by place and by words, and shown as to strangers', async () => {
  const { items } = await like('路灯不亮了好几天')
  expect(items).toMatchObject([
    { category: { code: 'lamp' }, stage: 'sent', mine: null, joinedByMe: false, published: false },
  ])
  // Nor when it was sent, nor how many have it, too.
  expect(Object.keys(items[0] ?? {}).toSorted()).toEqual([
    'area',
    'category',
    'joinedByMe',
    'metres',
    'mine',
    'place',
    'published',
    'ref',
    'stage',
  ])
  expect(items[0]?.metres).toBeLessThanOrEqual(300)
  const told = JSON.stringify(items)
  for (const secret of ['北门', '王芳', String(AT.lng), String(AT.lat), 'CG'])
    expect(told, secret).not.toContain(secret)
  // The same without a category: the words tell it.
  expect((await like('路灯不亮了好几天', { category: null })).items).toEqual(items)
  expect((await like('', { category: 'lamp' })).items).toEqual(items)
})

test('other things near by and the same thing far away are not similar', async () => {
  expect((await like('水管漏水', { category: 'pipe', point: FAR })).items).toEqual([])
  expect((await like('有人跳广场舞', { category: 'house' })).items).toEqual([])
  expect((await like('路灯不亮')).items).toHaveLength(1)
})

test('what is a street further on is found, too', async () => {
  // Some 620 m west: two cells.
  const { items } = await like('路灯不亮', { point: { lng: 121.0086, lat: 31.0052 } })
  expect(items).toHaveLength(1)
  expect(items[0]?.metres).toBeGreaterThan(400)
})

test('nobody learns by trying what others wrote: a name that is in it finds no more than one that is not', async () => {
  const asked = { category: null }
  expect((await like('王芳看不清路', asked)).items).toEqual((await like('张三看不清路', asked)).items)
  expect((await like('王芳看不清路', asked)).items).toEqual([])
})

test('without a place the words and the category find it', async () => {
  const { items } = await like('路灯不亮', { point: null })
  expect(items.map(({ metres }) => metres)).toEqual([null, null])
  expect((await like('路灯不亮', { point: null, category: null })).items).toEqual([])
})

test('one’s own is shown with its code, one that was joined as joined, and to a guest neither', async () => {
  const { items } = await w.as(li).appeals.similar({ text: '路灯不亮', category: 'lamp', point: NEXT })
  expect(items[0]?.mine).toMatch(/^[0-9A-Z]{13}$/)
  const ref = items[0]?.ref ?? ''
  await w.as(wang).appeals.join({ ref })
  expect((await like('路灯不亮')).items).toMatchObject([{ ref, joinedByMe: true, mine: null }])
  const guest = await w.as({ kind: 'guest' }).appeals.similar({ text: '路灯不亮', category: 'lamp', point: NEXT })
  expect(guest.items).toMatchObject([{ ref, joinedByMe: false, mine: null }])
})

test('what is over, and what is one person’s own, is proposed to nobody', async () => {
  const place = { point: { lng: 121.0051, lat: 31.0021 } }
  const there = { point: place.point }
  const { code } = await send('路灯不亮', { place })
  await send('路灯不亮是谁干的', { place, kind: 'consult' })
  expect((await like('路灯不亮', there)).items).toHaveLength(1)
  await w.as(operator).workOrders.answer({ code, expectedVersion: 1, text: '已修好' })
  expect((await like('路灯不亮', there)).items).toEqual([])
})

test('at most five are shown, the likest first', async () => {
  const place = { point: { lng: 121.0031, lat: 31.0031 } }
  for (let i = 0; i < 7; i++) await send(i === 3 ? '路灯不亮' : '请派人来看看', { place })
  await w.settled()
  const { items } = await like('路灯不亮', place)
  expect(items).toHaveLength(5)
  const orders = await w.as(operator).workOrders.similar({ text: '路灯不亮', category: 'lamp', point: place.point })
  expect(orders.items.map(({ excerpt }) => excerpt).slice(0, 1)).toEqual(['路灯不亮'])
})

test('staff compare all words, and see the orders within their reach alone', async () => {
  const ask = { text: '王芳说北门看不清路', category: 'lamp', point: NEXT }
  expect((await w.as(operator).workOrders.similar(ask)).items[0]?.excerpt).toContain('王芳')
  const west = await w.staff('operator', null, '/tiny/west')
  expect((await w.as(west).workOrders.similar(ask)).items).toEqual([])
})

test('of more than are read at once the likest come first, though others might have been liker by where they truly are', async () => {
  const here = { lng: 121.0005, lat: 31.0005 }
  const text = '路灯不亮'
  // Strangers are told of the neighbourhood's middle, some 650 m off; of the other three of a place 320 m off.
  for (let i = 0; i < 24; i++) await send(text, { place: { point: here }, shownPlace: 'community' })
  for (let i = 0; i < 3; i++) await send(text, { place: { point: { lng: 121.0045, lat: 31.0005 } } })
  const metres = (await like('路灯不亮', { point: here })).items.map((item) => item.metres ?? 0)
  expect(metres).toHaveLength(5)
  expect(metres.slice(0, 3).every((each) => each < 400)).toBe(true)
  expect(metres.slice(3).every((each) => each > 400)).toBe(true)
})
