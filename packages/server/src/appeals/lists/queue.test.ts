import { afterAll, beforeAll, expect, test } from 'vitest'
import { COUNT_MAX, QUEUES, type Queue } from '@civicgrid/contracts'
import { grant, listedWorld, type Listed } from '../../../test/listed.ts'

const HOUR = 3_600_000
const refused = (code: string) => ({ cause: { code } })

let listed: Listed
beforeAll(async () => {
  listed = await listedWorld()
})
afterAll(() => listed.w.close())

test('a queue can be turned round: the same orders by when they were sent', async () => {
  const { operator, sent, whole } = listed
  const due = await whole(operator, { queue: 'toDispatch' })
  const oldest = await whole(operator, { queue: 'toDispatch', sort: 'oldest' })
  expect(oldest).toEqual(sent.filter(({ status }) => status === 'accepted').map(({ code }) => code))
  expect(due.toSorted()).toEqual(oldest.toSorted())
  expect(await whole(operator, { queue: 'toDispatch', sort: 'newest' })).toEqual(oldest.toReversed())
})

test('what is closed has no due time to sort by, and a cursor of one order is none of another', async () => {
  const { w, operator } = listed
  await expect(w.as(operator).workOrders.list({ queue: 'all', sort: 'due' })).rejects.toMatchObject(
    refused('BAD_INPUT'),
  )
  const { nextCursor } = await w.as(operator).workOrders.list({ queue: 'all', limit: 1 })
  await expect(
    w.as(operator).workOrders.list({ queue: 'all', sort: 'oldest', cursor: nextCursor }),
  ).rejects.toMatchObject(refused('BAD_INPUT'))
})

test('counts agree with the lists for everybody, whatever roles they hold where', async () => {
  const { w, operator, whole, withRoles } = listed
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
  const { w, operator, sent, whole, withRoles, days } = listed
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
  const byPhone = await w.as(operator).workOrders.dueBoard({ board: 'overdue', channel: 'phone', to: days[0] })
  const right = sent.filter(
    (each) => ['submitted', 'dispatched'].includes(each.status) && each.channel === 'phone' && each.day === days[0],
  )
  expect(byPhone.rows.reduce((sum, { count }) => sum + count, 0)).toBe(right.length)
  const east = await w.as(operator).workOrders.dueBoard({ board: 'overdue', areaPath: '/tiny/east', bodyCode: 'water' })
  expect(east.rows.map(({ count }) => count)).toEqual([2])
  expect(await w.as(withRoles()).workOrders.dueBoard({ board: 'overdue' })).toEqual({ rows: [] })
})

test('who waits to be dispatched says to whom the city would send it; nobody else does', async () => {
  const { w, operator } = listed
  const { items } = await w.as(operator).workOrders.list({ queue: 'toDispatch', category: 'pipe', limit: 1 })
  expect(items[0]?.owner?.code).toBe('water')
  const { items: others } = await w.as(operator).workOrders.list({ queue: 'toAccept', limit: 1 })
  expect(others[0]?.owner).toBeNull()
})

test('rows are asked about by their codes: how they stand by now, and nothing of what is out of reach', async () => {
  const { w, operator, sent, withRoles } = listed
  const [east, west] = [sent.find(({ spot }) => spot === 'e1'), sent.find(({ spot }) => spot === 'w1')]
  const codes = [east?.code ?? '', west?.code ?? '', 'NONE']
  const stands = await w.as(operator).workOrders.standing({ codes })
  expect(stands.items.map(({ code }) => code).toSorted()).toEqual(codes.slice(0, 2).toSorted())
  const { items } = await w.as(operator).workOrders.list({ queue: 'all', limit: 100 })
  for (const stand of stands.items) {
    const { code, status, updatedAt, body } = items.find((item) => item.code === stand.code) ?? {}
    expect(stand).toEqual({ code, status, updatedAt, body })
  }
  const part = await w.as(withRoles(grant('operator', '/tiny/west'))).workOrders.standing({ codes })
  expect(part.items.map(({ code }) => code)).toEqual([west?.code])
  const many = Array.from({ length: 101 }, () => 'X')
  await expect(w.as(operator).workOrders.standing({ codes: many })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test('a long list is counted up to a thousand, and the answer says that there are more', async () => {
  const { w, operator, sent } = listed
  const queue: Queue = 'all'
  const plan = await w.as(operator).workOrders.count({ queue })
  expect(plan).toEqual({ count: sent.length, more: false })
  expect(COUNT_MAX).toBe(1_000)
})
