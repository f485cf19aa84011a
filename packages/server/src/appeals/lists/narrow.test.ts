import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StaffActor } from '@civicgrid/contracts'
import { grant, listedWorld, type Filter, type Listed, type Sent } from '../../../test/listed.ts'
import { NEWEST } from './appeals.lists.store.ts'
import { findByGrams } from './appeals.search.store.ts'

let listed: Listed
beforeAll(async () => {
  listed = await listedWorld()
})
afterAll(() => listed.w.close())

const AREAS: Record<string, (spot: string) => boolean> = {
  '/tiny/east': (spot) => spot.startsWith('e'),
  '/tiny/east/eastern/e1': (spot) => spot === 'e1',
}

/** By what it is, how it came in, and when. */
type Narrowed = Pick<Filter, 'kind' | 'channel' | 'from' | 'to'>
const narrowings = (): Narrowed[] => {
  const [first, last] = listed.days
  return [
    {},
    { kind: 'help' },
    { channel: 'phone' },
    { kind: 'complain', channel: 'portal' },
    { from: last },
    { to: first, kind: 'help', channel: 'portal' },
    { from: first, to: last, channel: 'phone' },
  ]
}
const passes = (each: Sent, { kind, channel, from, to }: Narrowed): boolean =>
  (!kind || each.kind === kind) &&
  (!channel || each.channel === channel) &&
  (!from || each.day >= from) &&
  (!to || each.day <= to)

test('every combination of filters, in both orders and page by page, lists what a look at each order would', async () => {
  const { w, operator, sent, whole, days } = listed
  expect(days[0]).not.toBe(days[1])
  for (const category of [undefined, 'pipe'])
    for (const areaPath of [undefined, ...Object.keys(AREAS)])
      for (const status of [undefined, 'dispatched', 'declined'] as const)
        for (const bodyCode of [undefined, 'water'])
          for (const narrowed of narrowings())
            for (const sort of ['newest', 'oldest'] as const) {
              const filter = { queue: 'all' as const, category, areaPath, status, bodyCode, ...narrowed, sort }
              const right = sent
                .filter(
                  (each) =>
                    (!category || each.category === category) &&
                    (!areaPath || AREAS[areaPath]?.(each.spot)) &&
                    (!status || each.status === status) &&
                    (!bodyCode || each.body === bodyCode) &&
                    passes(each, narrowed),
                )
                .map(({ code }) => code)
              if (sort === 'newest') right.reverse()
              expect(await whole(operator, filter, 4), JSON.stringify(filter)).toEqual(right)
              const { sort: _, ...counted } = filter
              expect(await w.as(operator).workOrders.count(counted)).toEqual({ count: right.length, more: false })
            }
}, 60_000)

test('a search is narrowed by the same filters, and by who asks', async () => {
  const { w, operator, sent, withRoles } = listed
  const found = async (who: StaffActor, filter: object): Promise<string[]> => {
    const codes: string[] = []
    for (let cursor: string | null = null; ;) {
      // Every one of them holds both words.
      const page: { items: { code: string }[]; nextCursor: string | null } = await w
        .as(who)
        .workOrders.search({ words: '第 件', ...filter, limit: 4, cursor })
      codes.push(...page.items.map(({ code }) => code))
      if (page.nextCursor === null) return codes
      cursor = page.nextCursor
    }
  }
  const newest = sent.toReversed()
  for (const category of [undefined, 'pipe'])
    for (const areaPath of [undefined, ...Object.keys(AREAS)])
      for (const status of [undefined, 'dispatched', 'declined'] as const)
        for (const narrowed of narrowings()) {
          const filter = { category, areaPath, status, ...narrowed }
          const right = newest.filter(
            (each) =>
              (!category || each.category === category) &&
              (!areaPath || AREAS[areaPath]?.(each.spot)) &&
              (!status || each.status === status) &&
              passes(each, narrowed),
          )
          expect(await found(operator, filter), JSON.stringify(filter)).toEqual(right.map(({ code }) => code))
        }
  const roads = withRoles(grant('handler', '/tiny', 'roads'))
  const theirs = newest.filter(({ body, kind }) => body === 'roads' && kind === 'help')
  expect(await found(roads, { kind: 'help' })).toEqual(theirs.map(({ code }) => code))
  expect(await found(operator, { bodyCode: 'roads', kind: 'help' })).toEqual(theirs.map(({ code }) => code))
  expect(await found(operator, { overdue: true })).toEqual([])
  const { nextCursor } = await w.as(operator).workOrders.search({ words: '第 件', kind: 'help', limit: 1 })
  const other = { words: '第 件', kind: 'complain', cursor: nextCursor } as const
  await expect(w.as(operator).workOrders.search(other)).rejects.toMatchObject({ cause: { code: 'BAD_INPUT' } })
})

test('of a word that everybody uses a bounded number is looked at for a page, and the next page goes on from there', async () => {
  const { w, sent } = listed
  const query = { all: ['第', '件'] }
  const where = { sql: 'a."category" = ?', values: ['pipe'] }
  const found: number[] = []
  let pages = 0
  for (let before: number | null = NEWEST; before !== null; pages++) {
    const { rows, walkedTo } = await findByGrams(w.kernel.db.read, query, { where, before, limit: 100, walked: 5 })
    expect(rows.length).toBeLessThanOrEqual(5)
    found.push(...rows.map(({ id }) => id))
    before = walkedTo
  }
  expect(pages).toBe(Math.floor(sent.length / 5) + 1)
  expect(found).toHaveLength(sent.filter(({ category }) => category === 'pipe').length)
  expect(found).toEqual(found.toSorted((a, b) => b - a))
})

test('whoever sees a part of the city narrows that part, in queues as well and on the boards', async () => {
  const { w, operator, sent, whole, withRoles } = listed
  const west = withRoles(grant('operator', '/tiny/west'))
  const roads = withRoles(grant('handler', '/tiny', 'roads'))
  const both = withRoles(grant('operator', '/tiny/west'), grant('handler', '/tiny', 'water'))
  const reach: [StaffActor, (each: Sent) => boolean][] = [
    [west, ({ spot }) => spot.startsWith('w')],
    [roads, ({ body }) => body === 'roads'],
    [both, ({ spot, body }) => spot.startsWith('w') || body === 'water'],
  ]
  for (const narrowed of narrowings()) {
    for (const [who, sees] of reach) {
      const right = sent.filter((each) => sees(each) && passes(each, narrowed)).map(({ code }) => code)
      expect(await whole(who, { queue: 'all', sort: 'oldest', ...narrowed }), JSON.stringify(narrowed)).toEqual(right)
      expect((await w.as(who).workOrders.count({ queue: 'all', ...narrowed })).count).toBe(right.length)
    }
    const waiting = sent.filter((each) => each.status === 'accepted' && passes(each, narrowed))
    for (const sort of [undefined, 'newest', 'oldest'] as const) {
      const codes = await whole(operator, { queue: 'toDispatch', ...narrowed, sort })
      expect(codes.toSorted()).toEqual(waiting.map(({ code }) => code).toSorted())
    }
    expect((await w.as(operator).workOrders.count({ queue: 'toDispatch', ...narrowed })).count).toBe(waiting.length)
  }
})

test('a day that is none is refused, and a period that ends before it begins holds nothing', async () => {
  const { w, operator, whole } = listed
  const [first, last] = listed.days
  await expect(w.as(operator).workOrders.list({ queue: 'all', from: '2026-02-30' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  })
  expect(await whole(operator, { queue: 'all', from: last, to: first })).toEqual([])
})
