import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor, ResidentActor, StaffActor } from '@civicgrid/contracts'
import { catchUp, rebuild } from '../kernel/index.ts'
import { keptByReaders, world, type World } from '../../test/appeals.ts'
import { eraseAppealsOf } from './appeals.erase.ts'
import { openLink, sealLink } from './appeals.links.ts'
import { findAppeal } from './appeals.store.ts'

const HERE = { lng: 121.0153, lat: 31.0047 }
const SAID = '路灯不亮了，请打13800001111找李明，车牌苏E12345'
const SHOWN = '路灯不亮了'

let w: World
let li: ResidentActor
let other: ResidentActor
let [operator, publisher, supervisor, administrator]: StaffActor[] = []
beforeAll(async () => {
  w = await world()
  li = await w.resident({ name: '李明', phone: '12300004321' })
  other = await w.resident()
  ;[operator, publisher, supervisor, administrator] = [
    await w.staff('operator'),
    await w.staff('publisher'),
    await w.staff('supervisor'),
    await w.staff('administrator'),
  ]
})
afterAll(() => w.close())

const by = (actor: Actor | undefined) => {
  if (!actor) throw new Error('nobody')
  return w.as(actor)
}
const GUEST = { kind: 'guest' } as const

/** An appeal of Li's that has been answered; rated too where asked. */
async function answered(change: { consent?: boolean; rated?: boolean; photos?: string[]; text?: string } = {}) {
  const { consent = true, rated = true, photos = [], text = SAID } = change
  const { code } = await by(li).appeals.submit({
    kind: 'complain',
    category: 'lamp',
    text,
    consent,
    photos,
    place: { point: HERE, address: '东一网格 3号楼' },
  })
  let { version } = await by(operator).workOrders.answer({
    code,
    expectedVersion: 1,
    text: '已换新灯泡，李明先生可放心',
  })
  if (rated)
    ({ version } = await by(li).ratings.rate({
      code,
      expectedVersion: version,
      satisfaction: 'satisfied',
      solved: 'solved',
      text: null,
    }))
  await w.settled()
  return { code, expectedVersion: version }
}
const PUBLISHED = { text: SHOWN, reply: '已换新灯泡', pictures: [], pairs: [], place: 'rounded' as const }
const publish = async (change: object = {}, of: Parameters<typeof answered>[0] = {}) => {
  const at = await answered(of)
  const { version } = await by(publisher).workOrders.publish({ ...at, ...PUBLISHED, ...change })
  await w.settled()
  return { code: at.code, expectedVersion: version }
}
const onBoard = async () => (await by(GUEST).board.list({ limit: 100 })).items
const refused = (code: string) => ({ cause: { code } })

test('the publisher is offered a text without phone, plate and the name that only the account tells', async () => {
  const at = await answered()
  const draft = await by(publisher).workOrders.publishDraft({ code: at.code })
  expect(draft.text.proposed).toBe('路灯不亮了，请打***找***，车牌***')
  expect(draft.text.found.map(({ kind }) => kind)).toEqual(['phone', 'name', 'plate'])
  expect(draft.reply?.proposed).toBe('已换新灯泡，***先生可放心')
  expect(draft).toMatchObject({ places: ['area', 'rounded', 'exact'], published: null, photos: [] })
  await expect(by(operator).workOrders.publishDraft({ code: at.code })).rejects.toMatchObject(refused('FORBIDDEN'))
})

test('nothing with a number, a plate or a known name in it is published, in whichever of the texts', async () => {
  const at = await answered()
  const send = (change: object) => by(publisher).workOrders.publish({ ...at, ...PUBLISHED, ...change })
  await expect(send({ text: SAID })).rejects.toMatchObject({
    cause: { code: 'PERSONAL_DATA_LEFT', fields: { text: 'phone' } },
  })
  await expect(send({ reply: '李明先生' })).rejects.toMatchObject({
    cause: { code: 'PERSONAL_DATA_LEFT', fields: { reply: 'name' } },
  })
  await expect(send({ reply: '一三八 0000 一一一一' })).rejects.toMatchObject(refused('PERSONAL_DATA_LEFT'))
  await w.settled()
  expect(await onBoard()).toEqual([])
})

test('without consent nothing is published, and nothing waits for it', async () => {
  const at = await answered({ consent: false })
  await expect(by(publisher).workOrders.publish({ ...at, ...PUBLISHED })).rejects.toMatchObject(refused('NO_CONSENT'))
  const { items } = await by(publisher).workOrders.list({ queue: 'toPublish', limit: 100 })
  expect(items.map(({ code }) => code)).not.toContain(at.code)
})

test('what is rated waits in the publisher’s queue; published, it stands on the board with what was confirmed and nothing else', async () => {
  const before = await answered()
  const queue = async () =>
    (await by(publisher).workOrders.list({ queue: 'toPublish', limit: 100 })).items.map(({ code }) => code)
  expect(await queue()).toContain(before.code)
  const count = async () =>
    (await by(publisher).workOrders.counts()).find(({ queue: name }) => name === 'toPublish')?.count
  expect(await count()).toBe((await queue()).length)
  await by(publisher).workOrders.publish({ ...before, ...PUBLISHED })
  await w.settled()
  expect(await queue()).not.toContain(before.code)
  expect(await count()).toBe((await queue()).length)

  const [item] = await onBoard()
  const view = await by(GUEST).board.get({ ref: item?.ref ?? '' })
  expect(view).toMatchObject({ text: SHOWN, reply: '已换新灯泡', outcome: 'explained', photos: [], pairs: [] })
  const all = JSON.stringify([item, view])
  for (const hidden of [before.code, '李明', '13800001111', '3号楼', String(HERE.lng), String(HERE.lat)])
    expect(all).not.toContain(hidden)
  expect(view.point).toMatchObject({ exact: false })
  expect(Math.abs((view.point?.lng ?? 0) - HERE.lng) + Math.abs((view.point?.lat ?? 0) - HERE.lat)).toBeGreaterThan(0)
  const { steps } = await by(li).progress.get({ code: before.code })
  expect(steps.find(({ step }) => step === 'publish')?.state).toBe('done')
})

test('photos are off unless ticked, pairs show before and after, and another appeal’s photo is refused', async () => {
  const [mine, stranger] = [await w.photo(li), await w.photo(li)]
  const at = await answered({ photos: [mine] })
  const draft = await by(publisher).workOrders.publishDraft({ code: at.code })
  expect(draft.photos).toMatchObject([{ token: mine, before: true }])
  await expect(by(publisher).workOrders.publish({ ...at, ...PUBLISHED, pictures: [stranger] })).rejects.toMatchObject(
    refused('BAD_INPUT'),
  )
  await by(publisher).workOrders.publish({ ...at, ...PUBLISHED, pairs: [{ before: mine, after: mine }] })
  await w.settled()
  const [item] = await onBoard()
  expect(item).toMatchObject({ hasPairs: true, photo: { token: mine } })
  const view = await by(GUEST).board.get({ ref: item?.ref ?? '' })
  expect([view.photos, view.pairs.length]).toEqual([[], 1])
})

test('the exact place is shown only where the publisher says so, and none where only the area may be told', async () => {
  await publish({ place: 'exact' })
  expect((await onBoard())[0]?.point).toEqual({ ...HERE, exact: true })
  await publish({ place: 'area' })
  expect((await onBoard())[0]?.point).toBeNull()
})

test('the resident withdraws consent: it leaves the board at once, and no publisher brings it back', async () => {
  const at = await publish()
  const [item] = await onBoard()
  const { version } = await by(li).appeals.unpublish(at)
  await w.settled()
  await expect(by(GUEST).board.get({ ref: item?.ref ?? '' })).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(
    by(publisher).workOrders.publish({ code: at.code, expectedVersion: version, ...PUBLISHED }),
  ).rejects.toMatchObject(refused('NO_CONSENT'))
  expect((await by(li).progress.get({ code: at.code })).consent).toBe(false)
})

test('staff takes something down only on a ground from the list, and then it waits no more', async () => {
  const at = await publish()
  await expect(by(publisher).workOrders.unpublish({ ...at, ground: 'whim' })).rejects.toMatchObject(
    refused('GROUND_UNKNOWN'),
  )
  await by(publisher).workOrders.unpublish({ ...at, ground: 'outdated' })
  await w.settled()
  const { items } = await by(publisher).workOrders.list({ queue: 'toPublish', limit: 100 })
  expect(items.map(({ code }) => code)).not.toContain(at.code)
  await expect(by(other).appeals.unpublish(at)).rejects.toMatchObject(refused('NOT_FOUND'))
})

test('handled once more, it leaves the board until there is another result', async () => {
  const at = await publish({}, { rated: false })
  const before = (await onBoard()).length
  await by(li).appeals.rehandle({ ...at, text: '又不亮了', photos: [] })
  await w.settled()
  expect((await onBoard()).length).toBe(before - 1)
})

test('the board goes on page by page, by category and by area', async () => {
  for (let i = 0; i < 3; i++) await publish({ text: `第${i}盏路灯` })
  const all = await onBoard()
  const first = await by(GUEST).board.list({ limit: 2 })
  const second = await by(GUEST).board.list({ limit: 2, cursor: first.nextCursor })
  expect([...first.items, ...second.items].map(({ ref }) => ref)).toEqual(all.slice(0, 4).map(({ ref }) => ref))
  expect((await by(GUEST).board.list({ category: 'city-works' })).items.length).toBe(Math.min(20, all.length))
  expect((await by(GUEST).board.list({ category: 'pipe' })).items).toEqual([])
  expect((await by(GUEST).board.list({ areaCode: 'west' })).items).toEqual([])
  expect((await by(GUEST).board.list({ areaCode: 'e1' })).items.length).toBe(Math.min(20, all.length))
  await expect(by(GUEST).board.list({ category: 'pipe', cursor: first.nextCursor })).rejects.toMatchObject(
    refused('BAD_INPUT'),
  )
  const near = await by(GUEST).board.near({ point: HERE })
  expect(near.items.length).toBeGreaterThan(2)
  expect((await by(GUEST).board.near({ point: { lng: 121.9, lat: 31.9 } })).items).toEqual([])
})

test('while typing, answers of before are found by their words; nothing is better than something else’s', async () => {
  await publish({ text: '小区电动车充电桩收费标准是怎么规定的', reply: '按发改委公示的价格收取' })
  const { items } = await by(GUEST).board.answers({ words: '请问充电桩的收费标准' })
  expect(items[0]).toMatchObject({ reply: '按发改委公示的价格收取' })
  expect((await by(GUEST).board.answers({ words: '养老金什么时候发放' })).items).toEqual([])
})

test('pressure on a rating is told to supervisors and administrators; who works for a body finds no trace', async () => {
  const { code } = await by(li).appeals.submit({
    kind: 'complain',
    category: 'lamp',
    text: SHOWN,
    place: { point: HERE },
  })
  const water = await w.staff('handler', 'water')
  const both: StaffActor = { ...water, roles: [...water.roles, ...(supervisor?.roles ?? [])] }
  await by(operator).workOrders.accept({ code, expectedVersion: 1 })
  await by(operator).workOrders.dispatch({ code, expectedVersion: 2, bodyCode: 'water', note: null })
  await by(water).workOrders.take({ code, expectedVersion: 3 })
  const { version } = await by(li).appeals.reportPressure({ code, expectedVersion: 4, text: '科长来电话要我改' })
  await w.settled()
  const types = async (actor?: Actor) => (await by(actor).workOrders.get({ code })).timeline.map(({ type }) => type)
  expect(await types(supervisor)).toContain('pressureReported')
  expect(await types(administrator)).toContain('pressureReported')
  for (const actor of [water, both, operator]) expect(await types(actor)).not.toContain('pressureReported')
  expect(JSON.stringify(await by(water).workOrders.get({ code }))).not.toContain('科长')
  await expect(
    by(water).workOrders.contact({ code, expectedVersion: 4, result: 'reached', note: null }),
  ).rejects.toMatchObject({
    cause: { code: 'VERSION_CONFLICT', changes: { events: [] } },
  })
  const { items } = await by(supervisor).workOrders.list({ queue: 'pressure' })
  expect(items.map((item) => item.code)).toEqual([code])
  expect((await by(water).workOrders.list({ queue: 'pressure' })).items).toEqual([])
  await by(supervisor).workOrders.settlePressure({ code, expectedVersion: version, text: '已核实并提醒' })
  await w.settled()
  expect((await by(supervisor).workOrders.list({ queue: 'pressure' })).items).toEqual([])
  const mine = (await by(li).progress.get({ code })).timeline
  expect(mine.at(-1)).toMatchObject({ type: 'pressureSettled', text: '已核实并提醒' })
})

test('a link rates one appeal once, without an account, until its day and its round are over', async () => {
  const at = await answered({ rated: false })
  const token = (await w.appeals.ratingLink(at.code))?.slice('/rate/'.length) ?? ''
  const shown = await by(GUEST).ratings.linked({ token })
  expect(shown).toMatchObject({ category: { code: 'lamp' }, rated: false, outcome: 'explained' })
  expect(JSON.stringify(shown)).not.toMatch(new RegExp(`${at.code}|路灯不亮了，请`))
  const word = { token, satisfaction: 'satisfied' as const, solved: 'solved' as const, text: '谢谢' }
  const first = await w.as(GUEST, 'link-key-0000001').ratings.rateLinked(word)
  expect(await w.as(GUEST, 'link-key-0000001').ratings.rateLinked(word)).toEqual(first)
  await expect(by(GUEST).ratings.rateLinked(word)).rejects.toMatchObject(refused('WRONG_STATE'))
  expect((await by(GUEST).ratings.linked({ token })).rated).toBe(true)
  const { rating, timeline } = await by(li).progress.get({ code: at.code })
  expect([rating?.text, timeline.at(-1)?.actorRole]).toEqual(['谢谢', 'resident'])
  await by(li)
    .appeals.rehandle({ code: at.code, expectedVersion: timeline.at(-1)?.seq ?? 0, text: '又坏了', photos: [] })
    .catch(() => {})

  const later = await answered({ rated: false })
  const late = (await w.appeals.ratingLink(later.code))?.slice('/rate/'.length) ?? ''
  const made = openLink(w.db.keys, late)
  const over = sealLink(w.db.keys, w.kernel.random, {
    appealId: made?.appealId ?? 0,
    round: 1,
    expiresAt: w.kernel.clock.now() - 1,
  })
  await expect(by(GUEST).ratings.linked({ token: over })).rejects.toMatchObject(refused('LINK_EXPIRED'))
  const flipped = `${late.slice(0, 20)}${late[20] === 'A' ? 'B' : 'A'}${late.slice(21)}`
  await expect(by(GUEST).ratings.linked({ token: flipped })).rejects.toMatchObject(refused('NOT_FOUND'))
  await by(li).appeals.rehandle({ ...later, text: '还是不亮', photos: [] })
  await expect(by(GUEST).ratings.rateLinked({ ...word, token: late })).rejects.toMatchObject(refused('LINK_EXPIRED'))
})

test('whoever is erased is on the board no more, and what the reader keeps is what a rebuild gives', async () => {
  const before = await keptByReaders(w.db, w.appeals.city)
  expect(before.board.length).toBeGreaterThan(5)
  const at = await publish()
  const appeal = await findAppeal(w.db.read, at.code)
  const reader = w.appeals.readers.find(({ name }) => name === 'appeals.board')
  if (!reader) throw new Error('no reader')
  const kept = await keptByReaders(w.db, w.appeals.city)
  await rebuild(w.db, reader)
  expect(await keptByReaders(w.db, w.appeals.city)).toEqual(kept)
  await w.db.work((tx) => eraseAppealsOf(tx, appeal?.subjectId ?? 0, w.appeals.city, w.kernel.clock.now()))
  expect(await onBoard()).toEqual([])
  const erased = await keptByReaders(w.db, w.appeals.city)
  await rebuild(w.db, reader)
  await catchUp(w.db, reader)
  expect(await keptByReaders(w.db, w.appeals.city)).toEqual(erased)
})
