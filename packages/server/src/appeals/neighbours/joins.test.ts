import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ResidentActor, StaffActor } from '@civicgrid/contracts'
import { refused, world, type World } from '../../../test/appeals.ts'
import { eraseAppealsOf } from '../index.ts'

const AT = { lng: 121.0151, lat: 31.0052 }

let w: World
let li: ResidentActor
let wang: ResidentActor
let zhao: ResidentActor
let operator: StaffActor
let water: StaffActor
let reviewer: StaffActor

beforeAll(async () => {
  w = await world()
  li = await w.resident()
  wang = await w.resident({ name: '王芳', phone: null })
  zhao = await w.resident({ name: '赵敏', phone: null })
  operator = await w.staff('operator')
  water = await w.staff('handler', 'water')
  reviewer = await w.staff('reviewer')
})
afterAll(() => w.close())

/** Sends one, and finds its public reference as a neighbour does. */
async function sent(change: object = {}): Promise<{ code: string; ref: string }> {
  const { code } = await w.as(li).appeals.submit({
    kind: 'complain',
    category: 'pipe',
    text: '3号楼地下室水管漏水',
    place: { point: AT, address: '3号楼地下室' },
    contact: { name: '李明', phone: '12300001111' },
    ...change,
  })
  const { items } = await w.as(wang).appeals.near({ point: AT })
  return { code, ref: items[0]?.ref ?? '' }
}

/** Gives it a result. */
async function answer(code: string, from: number): Promise<void> {
  let version = from
  const order = () => ({ code, expectedVersion: version++ })
  await w.as(operator).workOrders.accept(order())
  await w.as(operator).workOrders.dispatch({ ...order(), bodyCode: 'water' })
  await w.as(water).workOrders.take(order())
  await w.as(water).workOrders.giveFeedback({ ...order(), outcome: 'solved', text: '阀门已更换' })
  await w.as(reviewer).workOrders.reviewFeedback({ ...order(), pass: true })
}

test('who joins sees what strangers may see, is asked when there is a result, and asked once', async () => {
  const { code, ref } = await sent()
  expect(await w.as(wang).appeals.join({ ref })).toMatchObject({ ref, joined: 1 })
  expect(await w.as(zhao).appeals.join({ ref })).toMatchObject({ joined: 2 })
  const open = await w.as(wang).appeals.joinedOne({ ref })
  expect(open).toMatchObject({
    ref,
    category: { code: 'pipe' },
    stage: 'sent',
    joined: 2,
    asks: false,
    answer: null,
    ended: false,
    area: { en: 'eastern, east' },
  })
  await expect(w.as(wang).appeals.answerJoined({ ref, solved: 'solved' })).rejects.toMatchObject(refused('WRONG_STATE'))

  await answer(code, 3)
  expect((await w.as(wang).appeals.joined({})).items).toMatchObject([{ ref, stage: 'result', asks: true }])
  await w.as(wang).appeals.answerJoined({ ref, solved: 'notSolved' })
  expect(await w.as(wang).appeals.joinedOne({ ref })).toMatchObject({ asks: false, answer: 'notSolved' })
  expect(await w.as(zhao).appeals.joinedOne({ ref })).toMatchObject({ asks: true, answer: null })
  await expect(w.as(wang).appeals.answerJoined({ ref, solved: 'solved' })).rejects.toMatchObject(
    refused('NOT_ALLOWED_NOW'),
  )
  // Handled again, there is another result to ask about.
  const { version } = await w.as(li).progress.get({ code })
  await w.as(li).appeals.rehandle({ code, expectedVersion: version, text: '又漏了' })
  expect(await w.as(wang).appeals.joinedOne({ ref })).toMatchObject({ asks: false, answer: null, stage: 'handling' })
  await w.as(operator).workOrders.answer({ code, expectedVersion: version + 1, text: '明天复查' })
  expect(await w.as(wang).appeals.joinedOne({ ref })).toMatchObject({ asks: true, answer: null })
  await w.settled()
  expect(await w.findings(code)).toEqual([])
})

test('nothing of what was said, by whom or where exactly, reaches who joined', async () => {
  const { code, ref } = await sent()
  await w.as(wang).appeals.join({ ref })
  const told = JSON.stringify([
    await w.as(wang).appeals.joinedOne({ ref }),
    await w.as(wang).appeals.joined({}),
    await w.as(wang).appeals.near({ point: AT }),
  ])
  for (const secret of ['3号楼', '地下室', '李明', '12300001111', code, String(AT.lng), String(AT.lat), '/tiny'])
    expect(told, secret).not.toContain(secret)
  await expect(w.as(wang).progress.get({ code })).rejects.toMatchObject(refused('NOT_FOUND'))
  const seen = JSON.stringify(await w.as(li).progress.get({ code }))
  expect(seen).not.toContain('joined"')
})

test('joining twice counts once, with the same key and with another', async () => {
  const { code, ref } = await sent()
  const first = await w.as(wang, 'the-same-key-twice').appeals.join({ ref })
  expect(await w.as(wang, 'the-same-key-twice').appeals.join({ ref })).toEqual(first)
  expect(await w.as(wang).appeals.join({ ref })).toMatchObject({ joined: 1 })
  const both = await Promise.all([w.as(zhao).appeals.join({ ref }), w.as(zhao).appeals.join({ ref })])
  expect(both.map(({ joined }) => joined)).toEqual([2, 2])
  expect((await w.as(operator).workOrders.get({ code })).version).toBe(3)
})

test('one’s own, a closed one and one that is nobody’s cannot be joined; guests sign in first', async () => {
  const { code, ref } = await sent()
  await expect(w.as(li).appeals.join({ ref })).rejects.toMatchObject(refused('FORBIDDEN'))
  await expect(w.as({ kind: 'guest' }).appeals.join({ ref })).rejects.toMatchObject(refused('UNAUTHENTICATED'))
  await expect(w.as(wang).appeals.join({ ref: code })).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(w.as(wang).appeals.joinedOne({ ref })).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(w.as(wang).appeals.answerJoined({ ref, solved: 'solved' })).rejects.toMatchObject(refused('NOT_FOUND'))
  await w.as(li).appeals.withdraw({ code, expectedVersion: 1, text: null })
  await expect(w.as(wang).appeals.join({ ref })).rejects.toMatchObject(refused('WRONG_STATE'))
})

test('one that ended without a result says so, and asks nothing', async () => {
  const { code, ref } = await sent()
  await w.as(wang).appeals.join({ ref })
  await w.as(li).appeals.withdraw({ code, expectedVersion: 1, text: null })
  expect(await w.as(wang).appeals.joinedOne({ ref })).toMatchObject({ ended: true, asks: false })
})

test('who works it is not held up by neighbours who join meanwhile, and by anybody else as before', async () => {
  const { code, ref } = await sent()
  const before = (await w.as(li).appeals.mine({})).items[0]?.updatedAt
  w.kernel.clock.advance(60_000)
  await w.as(wang).appeals.join({ ref })
  await w.as(zhao).appeals.join({ ref })
  expect((await w.as(li).appeals.mine({})).items[0]?.updatedAt).toBe(before)
  expect(await w.as(operator).workOrders.accept({ code, expectedVersion: 1 })).toMatchObject({ version: 4 })
  await expect(
    w.as(operator).workOrders.dispatch({ code, expectedVersion: 3, bodyCode: 'water' }),
  ).rejects.toMatchObject(refused('VERSION_CONFLICT'))
  const { timeline } = await w.as(operator).workOrders.get({ code })
  expect(timeline.map(({ type }) => type)).toEqual(['submitted', 'joined', 'joined', 'accepted'])
  expect((await w.as(li).progress.get({ code })).timeline.map(({ type }) => type)).toEqual(['submitted', 'accepted'])
})

test('a list of joined ones goes on where it ended, and nobody leafs through another’s', async () => {
  const refs = []
  for (let i = 0; i < 3; i++) refs.unshift((await sent()).ref)
  const sun = await w.resident()
  for (const ref of refs.toReversed()) await w.as(sun).appeals.join({ ref })
  const first = await w.as(sun).appeals.joined({ limit: 2 })
  expect(first.items.map(({ ref }) => ref)).toEqual(refs.slice(0, 2))
  const cursor = first.nextCursor
  expect(await w.as(sun).appeals.joined({ limit: 2, cursor })).toMatchObject({
    items: [{ ref: refs[2] }],
    nextCursor: null,
  })
  await expect(w.as(wang).appeals.joined({ limit: 2, cursor })).rejects.toMatchObject(refused('BAD_INPUT'))
})

test('after an erasure nothing says where that person joined, and the counts stay', async () => {
  const { code, ref } = await sent()
  const qian = await w.resident()
  await w.as(qian).appeals.join({ ref })
  const { subjectId } = (await w.db.read.get<{ subjectId: number }>(
    'SELECT "subjectId" FROM "Resident" WHERE "id" = ?',
    qian.id,
  )) ?? { subjectId: 0 }
  await w.db.work((tx) => eraseAppealsOf(tx, subjectId, w.appeals.city, w.kernel.clock.now()))
  expect((await w.as(qian).appeals.joined({})).items).toEqual([])
  expect(await w.as(wang).appeals.join({ ref })).toMatchObject({ joined: 2 })
  expect(await w.findings(code)).toEqual([])
})
