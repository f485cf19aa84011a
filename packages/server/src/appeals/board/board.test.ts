import { afterAll, beforeAll, expect, test } from 'vitest'
import { catchUp, rebuild } from '../../kernel/index.ts'
import { keptByReaders } from '../../../test/appeals.ts'
import { boardWorld, GUEST, HERE, PUBLISHED, refused, SAID, SHOWN, type Board } from '../../../test/board.ts'
import { eraseAppealsOf } from '../appeals.erase.ts'
import { findAppeal } from '../appeals.store.ts'

let b: Board
beforeAll(async () => {
  b = await boardWorld()
})
afterAll(() => b.w.close())

test('the publisher is offered a text without phone, plate and the name that only the account tells', async () => {
  const at = await b.answered()
  const draft = await b.by(b.publisher).workOrders.publishDraft({ code: at.code })
  expect(draft.text.proposed).toBe('路灯不亮了，请打***找***，车牌***')
  expect(draft.text.found.map(({ kind }) => kind)).toEqual(['phone', 'name', 'plate'])
  expect(draft.reply?.proposed).toBe('已换新灯泡，***先生可放心')
  expect(draft).toMatchObject({ places: ['area', 'rounded', 'exact'], published: null, photos: [] })
  await expect(b.by(b.operator).workOrders.publishDraft({ code: at.code })).rejects.toMatchObject(refused('FORBIDDEN'))
})

test('nothing with a number, a plate or a known name in it is published, in whichever of the texts', async () => {
  const at = await b.answered()
  const send = (change: object) => b.by(b.publisher).workOrders.publish({ ...at, ...PUBLISHED, ...change })
  await expect(send({ text: SAID })).rejects.toMatchObject({
    cause: { code: 'PERSONAL_DATA_LEFT', fields: { text: 'phone' } },
  })
  await expect(send({ reply: '李明先生' })).rejects.toMatchObject({
    cause: { code: 'PERSONAL_DATA_LEFT', fields: { reply: 'name' } },
  })
  await expect(send({ reply: '一三八 0000 一一一一' })).rejects.toMatchObject(refused('PERSONAL_DATA_LEFT'))
  await b.w.settled()
  expect(await b.onBoard()).toEqual([])
})

test('without consent nothing is published, and nothing waits for it', async () => {
  const at = await b.answered({ consent: false })
  await expect(b.by(b.publisher).workOrders.publish({ ...at, ...PUBLISHED })).rejects.toMatchObject(
    refused('NO_CONSENT'),
  )
  const { items } = await b.by(b.publisher).workOrders.list({ queue: 'toPublish', limit: 100 })
  expect(items.map(({ code }) => code)).not.toContain(at.code)
})

test('what is rated waits in the publisher’s queue; published, it stands on the board with what was confirmed and nothing else', async () => {
  const before = await b.answered()
  const queue = async () =>
    (await b.by(b.publisher).workOrders.list({ queue: 'toPublish', limit: 100 })).items.map(({ code }) => code)
  expect(await queue()).toContain(before.code)
  const count = async () =>
    (await b.by(b.publisher).workOrders.counts()).find(({ queue: name }) => name === 'toPublish')?.count
  expect(await count()).toBe((await queue()).length)
  await b.by(b.publisher).workOrders.publish({ ...before, ...PUBLISHED })
  await b.w.settled()
  expect(await queue()).not.toContain(before.code)
  expect(await count()).toBe((await queue()).length)

  const [item] = await b.onBoard()
  const view = await b.by(GUEST).board.get({ ref: item?.ref ?? '' })
  expect(view).toMatchObject({ text: SHOWN, reply: '已换新灯泡', outcome: 'explained', photos: [], pairs: [] })
  const all = JSON.stringify([item, view])
  for (const hidden of [before.code, '李明', '13800001111', '3号楼', String(HERE.lng), String(HERE.lat)])
    expect(all).not.toContain(hidden)
  expect(view.point).toMatchObject({ exact: false })
  expect(Math.abs((view.point?.lng ?? 0) - HERE.lng) + Math.abs((view.point?.lat ?? 0) - HERE.lat)).toBeGreaterThan(0)
  const { steps } = await b.by(b.li).progress.get({ code: before.code })
  expect(steps.find(({ step }) => step === 'publish')?.state).toBe('done')
})

test('photos are off unless ticked, pairs show before and after, and another appeal’s photo is refused', async () => {
  const [mine, stranger] = [await b.w.photo(b.li), await b.w.photo(b.li)]
  const at = await b.answered({ photos: [mine] })
  const draft = await b.by(b.publisher).workOrders.publishDraft({ code: at.code })
  expect(draft.photos).toMatchObject([{ token: mine, before: true }])
  await expect(
    b.by(b.publisher).workOrders.publish({ ...at, ...PUBLISHED, pictures: [stranger] }),
  ).rejects.toMatchObject(refused('BAD_INPUT'))
  await b.by(b.publisher).workOrders.publish({ ...at, ...PUBLISHED, pairs: [{ before: mine, after: mine }] })
  await b.w.settled()
  const [item] = await b.onBoard()
  expect(item).toMatchObject({ hasPairs: true, photo: { token: mine } })
  const view = await b.by(GUEST).board.get({ ref: item?.ref ?? '' })
  expect([view.photos, view.pairs.length]).toEqual([[], 1])
})

test('the exact place is shown only where the publisher says so, and none where only the area may be told', async () => {
  await b.publish({ place: 'exact' })
  expect((await b.onBoard())[0]?.point).toEqual({ ...HERE, exact: true })
  await b.publish({ place: 'area' })
  expect((await b.onBoard())[0]?.point).toBeNull()
})

test('the resident withdraws consent: it leaves the board at once, and no publisher brings it back', async () => {
  const at = await b.publish()
  const [item] = await b.onBoard()
  const { version } = await b.by(b.li).appeals.unpublish(at)
  await b.w.settled()
  await expect(b.by(GUEST).board.get({ ref: item?.ref ?? '' })).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(
    b.by(b.publisher).workOrders.publish({ code: at.code, expectedVersion: version, ...PUBLISHED }),
  ).rejects.toMatchObject(refused('NO_CONSENT'))
  expect((await b.by(b.li).progress.get({ code: at.code })).consent).toBe(false)
})

test('staff takes something down only on a ground from the list, and then it waits no more', async () => {
  const at = await b.publish()
  await expect(b.by(b.publisher).workOrders.unpublish({ ...at, ground: 'whim' })).rejects.toMatchObject(
    refused('GROUND_UNKNOWN'),
  )
  await b.by(b.publisher).workOrders.unpublish({ ...at, ground: 'outdated' })
  await b.w.settled()
  const { items } = await b.by(b.publisher).workOrders.list({ queue: 'toPublish', limit: 100 })
  expect(items.map(({ code }) => code)).not.toContain(at.code)
  await expect(b.by(await b.w.resident()).appeals.unpublish(at)).rejects.toMatchObject(refused('NOT_FOUND'))
})

test('handled once more, it leaves the board until there is another result', async () => {
  const at = await b.publish({}, { rated: false })
  const before = (await b.onBoard()).length
  await b.by(b.li).appeals.rehandle({ ...at, text: '又不亮了', photos: [] })
  await b.w.settled()
  expect((await b.onBoard()).length).toBe(before - 1)
})

test('the board goes on page by page, by category and by area', async () => {
  for (let i = 0; i < 3; i++) await b.publish({ text: `第${i}盏路灯` })
  const all = await b.onBoard()
  const first = await b.by(GUEST).board.list({ limit: 2 })
  const second = await b.by(GUEST).board.list({ limit: 2, cursor: first.nextCursor })
  expect([...first.items, ...second.items].map(({ ref }) => ref)).toEqual(all.slice(0, 4).map(({ ref }) => ref))
  expect((await b.by(GUEST).board.list({ category: 'city-works' })).items.length).toBe(Math.min(20, all.length))
  expect((await b.by(GUEST).board.list({ category: 'pipe' })).items).toEqual([])
  expect((await b.by(GUEST).board.list({ areaCode: 'west' })).items).toEqual([])
  expect((await b.by(GUEST).board.list({ areaCode: 'e1' })).items.length).toBe(Math.min(20, all.length))
  await expect(b.by(GUEST).board.list({ category: 'pipe', cursor: first.nextCursor })).rejects.toMatchObject(
    refused('BAD_INPUT'),
  )
  const near = await b.by(GUEST).board.near({ point: HERE })
  expect(near.items.length).toBeGreaterThan(2)
  expect((await b.by(GUEST).board.near({ point: { lng: 121.9, lat: 31.9 } })).items).toEqual([])
})

test('while typing, answers of before are found by their words; nothing is better than something else’s', async () => {
  await b.publish({ text: '小区电动车充电桩收费标准是怎么规定的', reply: '按发改委公示的价格收取' })
  const { items } = await b.by(GUEST).board.answers({ words: '请问充电桩的收费标准' })
  expect(items[0]).toMatchObject({ reply: '按发改委公示的价格收取' })
  expect((await b.by(GUEST).board.answers({ words: '养老金什么时候发放' })).items).toEqual([])
})

test('whoever is erased is on the board no more, and what the reader keeps is what a rebuild gives', async () => {
  const before = await keptByReaders(b.w.db, b.w.appeals.city)
  expect(before.board.length).toBeGreaterThan(5)
  const at = await b.publish()
  const appeal = await findAppeal(b.w.db.read, at.code)
  const reader = b.w.appeals.readers.find(({ name }) => name === 'appeals.board')
  if (!reader) throw new Error('no reader')
  const kept = await keptByReaders(b.w.db, b.w.appeals.city)
  await rebuild(b.w.db, reader)
  expect(await keptByReaders(b.w.db, b.w.appeals.city)).toEqual(kept)
  await b.w.db.work((tx) => eraseAppealsOf(tx, appeal?.subjectId ?? 0, b.w.appeals.city, b.w.kernel.clock.now()))
  expect(await b.onBoard()).toEqual([])
  const erased = await keptByReaders(b.w.db, b.w.appeals.city)
  await rebuild(b.w.db, reader)
  await catchUp(b.w.db, reader)
  expect(await keptByReaders(b.w.db, b.w.appeals.city)).toEqual(erased)
})
