import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Queue, ResidentActor, StaffActor } from '@civicgrid/contracts'
import { refused, world, type World } from '../../../test/appeals.ts'
import { metresBetween } from '../appeals.cells.ts'

const DAY = 86_400_000
const AT = { lng: 121.0151, lat: 31.0052 }

let w: World
let li: ResidentActor
let operator: StaffActor
let water: StaffActor
let reviewer: StaffActor
let supervisor: StaffActor
let officer: StaffActor

const submit = (change: object = {}) =>
  w.as(li).appeals.submit({ kind: 'complain', category: 'pipe', text: '水管漏水', place: { point: AT }, ...change })

/** Takes an appeal to the status of a queue. */
async function bring(to: Queue, category = 'pipe', bodyCode = 'water', handler = water): Promise<string> {
  const { code } = await submit({ category })
  if (to === 'toAccept') return code
  await w.as(operator).workOrders.accept({ code, expectedVersion: 1 })
  if (to === 'toDispatch') return code
  await w.as(operator).workOrders.dispatch({ code, expectedVersion: 2, bodyCode, note: null })
  if (to === 'toTake') return code
  const order = { code, expectedVersion: 4 }
  await w.as(handler).workOrders.take({ code, expectedVersion: 3 })
  if (to === 'bounces') await w.as(handler).workOrders.bounce({ ...order, ground: 'not-ours', note: null })
  if (to === 'extensions')
    await w.as(handler).workOrders.requestExtension({ ...order, reason: 'parts', days: 1, note: null })
  if (to === 'toReview' || to === 'toVerify')
    await w.as(handler).workOrders.giveFeedback({ ...order, outcome: 'solved', text: 'done' })
  return code
}

beforeAll(async () => {
  w = await world()
  li = await w.resident()
  operator = await w.staff('operator')
  water = await w.staff('handler', 'water')
  reviewer = await w.staff('reviewer')
  supervisor = await w.staff('supervisor')
  officer = await w.staff('gridOfficer', 'grid-e1', '/tiny/east/eastern/e1')
})
afterAll(() => w.close())

test('each queue holds what waits in it, for those whose it is, and the counts say the same', async () => {
  const mine: Partial<Record<Queue, [StaffActor, string]>> = {
    toAccept: [operator, await bring('toAccept')],
    toDispatch: [operator, await bring('toDispatch')],
    toTake: [water, await bring('toTake')],
    inHand: [water, await bring('inHand')],
    toReview: [reviewer, await bring('toReview')],
    toVerify: [officer, await bring('toVerify', 'building')],
    bounces: [supervisor, await bring('bounces')],
    extensions: [supervisor, await bring('extensions')],
  }
  await w.settled()
  for (const [queue, [who, code]] of Object.entries(mine) as [Queue, [StaffActor, string]][]) {
    const { items } = await w.as(who).workOrders.list({ queue })
    expect(
      items.map((item) => item.code),
      queue,
    ).toContain(code)
    const counted = (await w.as(who).workOrders.counts()).find((count) => count.queue === queue)?.count
    expect(counted, queue).toBe(items.length)
    // A grid officer verifies in the whole grid, and otherwise sees what lies with the grid.
    if (who !== officer)
      expect((await w.as(who).workOrders.list({ queue: 'all' })).items.map((item) => item.code)).toContain(code)
  }
  // What waits for a look on the spot is not yet the reviewer's.
  expect((await w.as(reviewer).workOrders.list({ queue: 'toReview' })).items).toHaveLength(1)
  expect((await w.as(operator).workOrders.list({ queue: 'bounces' })).items).toEqual([])
})

test('a list is paged by key: each row once, also when new ones come in between', async () => {
  const sent: string[] = []
  for (let i = 0; i < 7; i++) sent.push((await submit({ category: 'house' })).code)
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: { items: { code: string }[]; nextCursor: string | null } = await w
      .as(operator)
      .workOrders.list({ queue: 'toAccept', category: 'house', limit: 3, cursor })
    seen.push(...page.items.map(({ code }) => code))
    cursor = page.nextCursor
    if (seen.length === 3) await submit()
  } while (cursor !== null)
  expect(seen).toEqual(sent)
})

test('a cursor is good for its own list only', async () => {
  const { nextCursor } = await w.as(li).appeals.mine({ limit: 1 })
  const next = await w.as(li).appeals.mine({ limit: 1, cursor: nextCursor })
  expect(next.items).toHaveLength(1)
  const wang = await w.resident()
  await expect(w.as(wang).appeals.mine({ limit: 1, cursor: nextCursor })).rejects.toMatchObject(refused('BAD_INPUT'))
  await expect(w.as(li).appeals.mine({ open: true, cursor: nextCursor })).rejects.toMatchObject(refused('BAD_INPUT'))
  await expect(w.as(li).appeals.mine({ cursor: 'MQ.AAAAAAAAAAAAAAAA' })).rejects.toMatchObject(refused('BAD_INPUT'))
})

test('what runs out first stands first, and the overdue can be asked for', async () => {
  const before = (await w.as(operator).workOrders.list({ queue: 'toAccept', overdue: true })).items
  expect(before).toEqual([])
  const first = (await w.as(operator).workOrders.list({ queue: 'toAccept', limit: 100 })).items
  expect(first.map(({ dueAt }) => dueAt)).toEqual(first.map(({ dueAt }) => dueAt).toSorted())
  w.kernel.clock.advance(3 * DAY)
  const late = (await w.as(operator).workOrders.list({ queue: 'toAccept', overdue: true, limit: 100 })).items
  expect(late).toHaveLength(first.length)
  expect(late.every(({ overdue }) => overdue)).toBe(true)
})

test('a search finds two neighbouring characters, single words of other scripts, the code, and nothing half', async () => {
  const { code } = await submit({
    text: '娄江新城3号楼路灯不亮，影响出行 ABC-123',
    place: { point: AT, address: '白云渡公园北门' },
  })
  await w.settled()
  const found = async (words: string) =>
    (await w.as(operator).workOrders.search({ words })).items.map((item) => item.code)
  for (const words of ['路灯', '路灯不亮', '3号楼', 'abc', '白云渡', '娄江 出行', 'ＡＢＣ', code])
    expect(await found(words), words).toContain(code)
  for (const words of ['灯路', '路灯 井盖', 'xyz', '。。']) expect(await found(words), words).not.toContain(code)
})

test('a search is paged, newest first', async () => {
  const sent: string[] = []
  for (let i = 0; i < 5; i++) sent.unshift((await submit({ text: `翻页用的词语${i}` })).code)
  await w.settled()
  const first = await w.as(operator).workOrders.search({ words: '翻页用的', limit: 2 })
  const second = await w.as(operator).workOrders.search({ words: '翻页用的', limit: 10, cursor: first.nextCursor })
  expect([...first.items, ...second.items].map(({ code }) => code)).toEqual(sent)
  expect(second.nextCursor).toBeNull()
})

test('a stranger is told the category, the state, a place rounded to more than 200 m and whether one may join, nothing else', async () => {
  await submit({ text: '秘密的话', category: 'lamp' })
  const { items } = await w.as({ kind: 'guest' }).appeals.near({ point: AT, limit: 50 })
  expect(items.length).toBeGreaterThan(5)
  expect(Object.keys(items[0] ?? {}).toSorted()).toEqual(['category', 'joinable', 'lat', 'lng', 'ref', 'stage'])
  // Everything within the same field is told at the same place.
  const places = new Set(items.map(({ lng, lat }) => `${lng},${lat}`))
  expect(places.size).toBe(1)
  const [item] = items
  expect(item && metresBetween(AT, item)).toBeLessThan(250)
  expect((await w.as({ kind: 'guest' }).appeals.near({ point: { lng: 121.0001, lat: 31.0001 } })).items).toEqual([])
})

test('appeals are archived when their loop is over and quiet, not before', async () => {
  const { code } = await submit()
  await w.as(operator).workOrders.answer({ code, expectedVersion: 1, text: 'like this' })
  w.kernel.clock.advance(2 * DAY)
  await w.appeals.sweep()
  expect((await w.as(li).progress.get({ code })).status).toBe('answered')
  const rated = await submit()
  await w.as(operator).workOrders.answer({ code: rated.code, expectedVersion: 1, text: 'so' })
  await w.as(li).ratings.rate({ code: rated.code, expectedVersion: 3, satisfaction: 'satisfied', solved: 'solved' })
  w.kernel.clock.advance(2 * DAY)
  expect(await w.appeals.sweep()).toBeGreaterThan(0)
  expect((await w.as(li).progress.get({ code: rated.code })).status).toBe('archived')
  w.kernel.clock.advance(31 * DAY)
  await w.appeals.sweep()
  const archived = await w.as(li).progress.get({ code })
  expect(archived.status).toBe('archived')
  expect(archived.timeline.at(-1)).toMatchObject({ type: 'archived', actorRole: 'system' })
})
