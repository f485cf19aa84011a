import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ResidentActor, StaffActor } from '@civicgrid/contracts'
import { eraseAppealsOf } from './index.ts'
import { refused, world, type World } from '../../test/appeals.ts'

const IN_E1 = { point: { lng: 121.015, lat: 31.005 } }
const SUBMIT = { kind: 'complain' as const, category: 'pipe', text: '水管漏水', place: IN_E1 }

let w: World
let li: ResidentActor
let operator: StaffActor
let water: StaffActor
let roads: StaffActor

beforeAll(async () => {
  w = await world()
  li = await w.resident()
  operator = await w.staff('operator')
  water = await w.staff('handler', 'water')
  roads = await w.staff('handler', 'roads')
})
afterAll(() => w.close())

/** An appeal that lies with a body, taken by its handler. */
async function inHand(options: { anonymous?: boolean; body?: string; handler?: StaffActor } = {}) {
  const { code } = await w.as(li).appeals.submit({ ...SUBMIT, anonymous: options.anonymous ?? false })
  await w.as(operator).workOrders.accept({ code, expectedVersion: 1 })
  await w.as(operator).workOrders.dispatch({ code, expectedVersion: 2, bodyCode: options.body ?? 'water', note: null })
  await w.as(options.handler ?? water).workOrders.take({ code, expectedVersion: 3 })
  return { code, expectedVersion: 4 }
}

test('another resident finds nothing under the code, whatever they try', async () => {
  const { code } = await w.as(li).appeals.submit(SUBMIT)
  const stranger = w.as(await w.resident())
  await expect(stranger.progress.get({ code })).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(stranger.appeals.withdraw({ code, expectedVersion: 1 })).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(
    stranger.ratings.rate({ code, expectedVersion: 1, satisfaction: 'satisfied', solved: 'solved' }),
  ).rejects.toMatchObject(refused('NOT_FOUND'))
  expect((await stranger.appeals.mine({})).items).toEqual([])
})

test('a code that is off by one character is told apart from one that does not exist', async () => {
  const { code } = await w.as(li).appeals.submit(SUBMIT)
  const wrong = (code.startsWith('0') ? '1' : '0') + code.slice(1)
  await expect(w.as(li).progress.get({ code: wrong })).rejects.toMatchObject(refused('CODE_INVALID'))
})

test('a code is read however it was typed', async () => {
  const { code } = await w.as(li).appeals.submit(SUBMIT)
  const typed = code.toLowerCase().replace(/^(.{4})(.{4})/, ' $1-$2-')
  expect((await w.as(li).progress.get({ code: typed })).code).toBe(code)
})

test('a handler of another body neither reads the order nor works it', async () => {
  const order = await inHand()
  await expect(w.as(roads).workOrders.get({ code: order.code })).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(w.as(roads).workOrders.giveFeedback({ ...order, outcome: 'solved', text: 'x' })).rejects.toMatchObject(
    refused('NOT_FOUND'),
  )
  expect((await w.as(roads).workOrders.list({ queue: 'inHand' })).items).toEqual([])
})

test('an operator of another district finds nothing, in no list, search or count', async () => {
  const west = await w.staff('operator', null, '/tiny/west')
  const { code } = await w.as(li).appeals.submit({ ...SUBMIT, text: '东区专用词汇' })
  await w.settled()
  await expect(w.as(west).workOrders.get({ code })).rejects.toMatchObject(refused('NOT_FOUND'))
  expect((await w.as(west).workOrders.list({ queue: 'toAccept' })).items).toEqual([])
  expect((await w.as(west).workOrders.search({ words: '专用词汇' })).items).toEqual([])
  expect((await w.as(operator).workOrders.search({ words: '专用词汇' })).items).toHaveLength(1)
  expect(await w.as(west).workOrders.counts()).toContainEqual({ queue: 'toAccept', count: 0 })
})

test('a role that has ended opens nothing', async () => {
  const order = await inHand()
  const [grant] = water.roles
  const former: StaffActor = { ...water, roles: grant ? [{ ...grant, until: w.kernel.clock.now() }] : [] }
  await expect(w.as(former).workOrders.get({ code: order.code })).rejects.toMatchObject(refused('NOT_FOUND'))
})

test('a command that is not for this role is forbidden, and one of the desk is not for residents at all', async () => {
  const order = await inHand()
  await expect(
    w.as(operator).workOrders.giveFeedback({ ...order, outcome: 'solved', text: 'x' }),
  ).rejects.toMatchObject(refused('FORBIDDEN'))
  await expect(w.as(li).workOrders.take(order)).rejects.toMatchObject(refused('UNAUTHENTICATED'))
})

test('who looks at the contact leaves an event that the resident reads, and the answer is in no record', async () => {
  const order = await inHand()
  const key = 'look-at-the-contact-1'
  const seen = await w.as(water, key).workOrders.viewContact(order)
  expect(seen).toMatchObject({ name: '李明', receipt: { version: 5 } })
  expect(seen.phone).toMatch(/^123/)
  const timeline = (await w.as(li).progress.get({ code: order.code })).timeline
  expect(timeline.at(-1)).toMatchObject({
    type: 'contactViewed',
    actorRole: 'handler',
    body: { en: 'water' },
    actorName: null,
  })
  const record = await w.db.read.get<{ response: string }>('SELECT "response" FROM "Idempotency" WHERE "key" = ?', key)
  expect(record?.response).not.toContain(seen.phone ?? '')
  // The same request again is the same look; ten minutes later it is none.
  expect(await w.as(water, key).workOrders.viewContact(order)).toEqual(seen)
  w.kernel.clock.advance(600_000)
  await expect(w.as(water, key).workOrders.viewContact(order)).rejects.toMatchObject(refused('NOT_ALLOWED_NOW'))
})

test('anonymous hides the contact from handlers, not from the centre that has to call back', async () => {
  const order = await inHand({ anonymous: true })
  await expect(w.as(water).workOrders.viewContact(order)).rejects.toMatchObject(refused('FORBIDDEN'))
  expect((await w.as(water).workOrders.get({ code: order.code })).allowedActions).not.toContain('viewContact')
  expect(await w.as(operator).workOrders.viewContact(order)).toMatchObject({ name: '李明' })
})

test('an outsourced body never sees who complained', async () => {
  const property = await w.staff('handler', 'property')
  const order = await inHand({ body: 'property', handler: property })
  await expect(w.as(property).workOrders.viewContact(order)).rejects.toMatchObject(refused('FORBIDDEN'))
  expect(JSON.stringify(await w.as(property).workOrders.get({ code: order.code }))).not.toContain('李明')
})

test('after an erasure the words are gone everywhere, the loop goes on, and the chain verifies', async () => {
  const wang = await w.resident({ name: '王芳', phone: '12399990000' })
  const photo = await w.photo(wang)
  const { code } = await w.as(wang).appeals.submit({
    ...SUBMIT,
    text: '只有我知道的话',
    photos: [photo],
    contact: { name: '王芳', phone: '12399990000' },
  })
  await w.settled()
  const { subjectId } = (await w.db.read.get<{ subjectId: number }>(
    'SELECT "subjectId" FROM "Resident" WHERE "id" = ?',
    wang.id,
  )) ?? { subjectId: 0 }
  expect(await w.db.work((tx) => eraseAppealsOf(tx, subjectId, w.appeals.city, w.kernel.clock.now()))).toBe(true)

  const seen = await w.as(operator).workOrders.get({ code })
  expect(JSON.stringify(seen)).not.toContain('只有我知道')
  expect(seen).toMatchObject({ text: '', photos: [], hasContact: true, status: 'submitted' })
  expect((await w.as(operator).workOrders.search({ words: '只有我' })).items).toEqual([])
  expect(await w.as(operator).workOrders.viewContact({ code, expectedVersion: 1 })).toMatchObject({
    name: null,
    phone: null,
  })
  const answered = await w.as(operator).workOrders.answer({ code, expectedVersion: 2, text: 'no key is left for this' })
  expect(answered.status).toBe('answered')
  expect((await w.as(operator).workOrders.get({ code })).reply?.text).toBeNull()
  expect(await w.findings(code)).toEqual([])
  expect(
    await w.db.read.get(
      'SELECT 1 AS "found" FROM "AppealContact" WHERE "appealId" = (SELECT "id" FROM "Appeal" WHERE "code" = ?)',
      code,
    ),
  ).toBeUndefined()
  expect(await w.db.read.get('SELECT "thingKind" FROM "File" WHERE "token" = ?', photo)).toEqual({ thingKind: null })
})
