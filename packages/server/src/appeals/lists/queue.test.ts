import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  COUNT_MAX,
  QUEUES,
  type Queue,
  type ResidentActor,
  type RoleGrant,
  type StaffActor,
} from '@civicgrid/contracts'
import { world, type World } from '../../../test/appeals.ts'

const HOUR = 3_600_000
const refused = (code: string) => ({ cause: { code } })
/** A point of each grid. */
const SPOTS = { e1: [121.015, 31.005], e2: [121.015, 31.015], w1: [121.005, 31.005], w2: [121.005, 31.015] } as const
const CATEGORIES = ['pipe', 'lamp', 'house'] as const

let w: World
let li: ResidentActor
let operator: StaffActor
const sent: { code: string; category: string; spot: string; status: string; body: string | null }[] = []

const grant = (role: RoleGrant['role'], areaPath: string, bodyCode: string | null = null): RoleGrant => ({
  role,
  areaPath,
  bodyCode,
  from: 0,
  until: null,
})
/** Somebody with several roles; the id is the operator's, since lists ask for no more than the roles. */
const withRoles = (...roles: RoleGrant[]): StaffActor => ({ ...operator, roles })

beforeAll(async () => {
  w = await world()
  li = await w.resident()
  operator = await w.staff('operator')
  let n = 0
  for (const category of CATEGORIES)
    for (const [spot, [lng, lat]] of Object.entries(SPOTS))
      for (const status of ['submitted', 'accepted', 'dispatched', 'declined']) {
        const { code } = await w
          .as(li)
          .appeals.submit({ kind: 'complain', category, text: `第${(n += 1)}件`, place: { point: { lng, lat } } })
        const order = { code, expectedVersion: 1 }
        const body = status === 'dispatched' ? (category === 'pipe' ? 'water' : 'roads') : null
        if (status === 'declined')
          await w.as(operator).workOrders.decline({ ...order, ground: 'court', text: '请去法院' })
        else if (status !== 'submitted') await w.as(operator).workOrders.accept(order)
        if (body) await w.as(operator).workOrders.dispatch({ code, expectedVersion: 2, bodyCode: body, note: '请处理' })
        sent.push({ code, category, spot, status, body })
        w.kernel.clock.advance(60_000)
      }
  await w.settled()
})
afterAll(() => w.close())

type Filter = Parameters<ReturnType<World['as']>['workOrders']['list']>[0]

/** A list read page by page to its end. */
async function whole(who: StaffActor, filter: Filter, limit = 3): Promise<string[]> {
  const codes: string[] = []
  for (let cursor: string | null = null; ;) {
    const page: { items: { code: string }[]; nextCursor: string | null } = await w
      .as(who)
      .workOrders.list({ ...filter, limit, cursor })
    codes.push(...page.items.map(({ code }) => code))
    if (page.nextCursor === null) return codes
    cursor = page.nextCursor
  }
}

const AREAS: Record<string, (spot: string) => boolean> = {
  '/tiny/east': (spot) => spot.startsWith('e'),
  '/tiny/east/eastern/e1': (spot) => spot === 'e1',
}

test('every combination of filters, in both orders and page by page, lists what a look at each order would', async () => {
  for (const category of [undefined, 'pipe'])
    for (const areaPath of [undefined, ...Object.keys(AREAS)])
      for (const status of [undefined, 'dispatched', 'declined'] as const)
        for (const bodyCode of [undefined, 'water'])
          for (const sort of ['newest', 'oldest'] as const) {
            const filter = { queue: 'all' as const, category, areaPath, status, bodyCode, sort }
            const right = sent
              .filter(
                (each) =>
                  (!category || each.category === category) &&
                  (!areaPath || AREAS[areaPath]?.(each.spot)) &&
                  (!status || each.status === status) &&
                  (!bodyCode || each.body === bodyCode),
              )
              .map(({ code }) => code)
            if (sort === 'newest') right.reverse()
            expect(await whole(operator, filter), JSON.stringify(filter)).toEqual(right)
            const { sort: _, ...counted } = filter
            expect(await w.as(operator).workOrders.count(counted)).toEqual({ count: right.length, more: false })
          }
})

test('a queue can be turned round: the same orders by when they were sent', async () => {
  const due = await whole(operator, { queue: 'toDispatch' })
  const oldest = await whole(operator, { queue: 'toDispatch', sort: 'oldest' })
  expect(oldest).toEqual(sent.filter(({ status }) => status === 'accepted').map(({ code }) => code))
  expect(due.toSorted()).toEqual(oldest.toSorted())
  expect(await whole(operator, { queue: 'toDispatch', sort: 'newest' })).toEqual(oldest.toReversed())
})

test('what is closed has no due time to sort by, and a cursor of one order is none of another', async () => {
  await expect(w.as(operator).workOrders.list({ queue: 'all', sort: 'due' })).rejects.toMatchObject(
    refused('BAD_INPUT'),
  )
  const { nextCursor } = await w.as(operator).workOrders.list({ queue: 'all', limit: 1 })
  await expect(
    w.as(operator).workOrders.list({ queue: 'all', sort: 'oldest', cursor: nextCursor }),
  ).rejects.toMatchObject(refused('BAD_INPUT'))
})

test('counts agree with the lists for everybody, whatever roles they hold where', async () => {
  const people = {
    operator,
    west: withRoles(grant('operator', '/tiny/west')),
    'a body within an area': withRoles(grant('handler', '/tiny/east', 'water')),
    'a body everywhere': withRoles(grant('handler', '/tiny', 'roads')),
    'an area and a body that overlap': withRoles(grant('supervisor', '/tiny/east'), grant('handler', '/tiny', 'water')),
    'a grid': withRoles(grant('gridOfficer', '/tiny/east/eastern/e1', 'grid-e1')),
    nobody: withRoles(),
  }
  for (const [name, who] of Object.entries(people)) {
    const counts = await w.as(who).workOrders.counts()
    for (const queue of QUEUES) {
      const listed = await whole(who, { queue }, 100)
      const count = counts.find((each) => each.queue === queue)?.count ?? 0
      if (queue !== 'all') expect([name, queue, count]).toEqual([name, queue, listed.length])
      expect((await w.as(who).workOrders.count({ queue })).count, `${name} ${queue}`).toBe(listed.length)
    }
  }
})

test('the boards hold what is open and runs out, move with the clock alone, and say whose it is', async () => {
  const boards = async () => ({
    soon: await whole(operator, { queue: 'soonDue' }),
    late: await whole(operator, { queue: 'overdue' }),
  })
  // What waits to be dispatched has no clock: the next one starts with the dispatch.
  const open = sent.filter(({ status }) => status === 'submitted' || status === 'dispatched').length
  const before = await boards()
  expect(before.late).toEqual([])
  w.kernel.clock.advance(30 * 24 * HOUR)
  const after = await boards()
  expect(after.soon).toEqual([])
  expect(after.late).toHaveLength(open)
  const dues = (await w.as(operator).workOrders.list({ queue: 'overdue', limit: 100 })).items.map(({ dueAt }) => dueAt)
  expect(dues).toEqual(dues.toSorted())
  const { rows } = await w.as(operator).workOrders.dueBoard({ board: 'overdue' })
  expect(rows.map(({ body, count }) => [body?.code ?? null, count])).toEqual([
    [null, 12],
    ['roads', 8],
    ['water', 4],
  ])
  expect(rows[0]?.firstDueAt).toBe(dues[0])
  const east = await w.as(operator).workOrders.dueBoard({ board: 'overdue', areaPath: '/tiny/east', bodyCode: 'water' })
  expect(east.rows.map(({ count }) => count)).toEqual([2])
  expect(await w.as(withRoles()).workOrders.dueBoard({ board: 'overdue' })).toEqual({ rows: [] })
})

test('who waits to be dispatched says to whom the city would send it; nobody else does', async () => {
  const { items } = await w.as(operator).workOrders.list({ queue: 'toDispatch', category: 'pipe', limit: 1 })
  expect(items[0]?.owner?.code).toBe('water')
  const { items: others } = await w.as(operator).workOrders.list({ queue: 'toAccept', limit: 1 })
  expect(others[0]?.owner).toBeNull()
})

test('a long list is counted up to a thousand, and the answer says that there are more', async () => {
  const queue: Queue = 'all'
  const plan = await w.as(operator).workOrders.count({ queue })
  expect(plan).toEqual({ count: sent.length, more: false })
  expect(COUNT_MAX).toBe(1_000)
})
