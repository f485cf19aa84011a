import { CivicError } from '@civicgrid/contracts'
import { TRPCError } from '@trpc/server'
import { expect, test } from 'vitest'
import { world } from '../../test/appeals.ts'

const SUBMIT = {
  kind: 'complain' as const,
  category: 'pipe',
  text: '水管漏水',
  place: { point: { lng: 121.015, lat: 31.005 } },
}

function conflictIn(results: PromiseSettledResult<unknown>[]): CivicError[] {
  return results.flatMap((result) => {
    if (result.status === 'fulfilled' || !(result.reason instanceof TRPCError)) return []
    return result.reason.cause instanceof CivicError ? [result.reason.cause] : []
  })
}

test('of many staff who act on one order at once exactly one wins; the others are told what changed', async () => {
  const w = await world()
  const li = await w.resident()
  const operators = await Promise.all(Array.from({ length: 8 }, () => w.staff('operator')))
  const { code } = await w.as(li).appeals.submit(SUBMIT)
  const results = await Promise.allSettled(
    operators.map((operator, i) =>
      i % 2 === 0
        ? w.as(operator).workOrders.accept({ code, expectedVersion: 1 })
        : w.as(operator).workOrders.decline({ code, expectedVersion: 1, ground: 'court', text: 'no' }),
    ),
  )
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const conflicts = conflictIn(results)
  expect(conflicts).toHaveLength(7)
  const { version, timeline } = await w.as(li).progress.get({ code })
  expect(version).toBe(2)
  for (const conflict of conflicts) {
    expect(conflict.code).toBe('VERSION_CONFLICT')
    expect(conflict.changes).toMatchObject({
      version: 2,
      events: [{ seq: 2, type: timeline[1]?.type, actorRole: 'operator' }],
    })
  }
  expect(await w.findings(code)).toEqual([])
  await w.close()
})

test('a resident who was overtaken is told of no event that is for staff alone', async () => {
  const w = await world()
  const li = await w.resident()
  const [operator, water] = [await w.staff('operator'), await w.staff('handler', 'water')]
  const { code } = await w.as(li).appeals.submit(SUBMIT)
  await w.as(operator).workOrders.accept({ code, expectedVersion: 1 })
  await w.as(operator).workOrders.dispatch({ code, expectedVersion: 2, bodyCode: 'water', note: null })
  await w.as(water).workOrders.take({ code, expectedVersion: 3 })
  await w.as(water).workOrders.requestExtension({ code, expectedVersion: 4, reason: 'parts', days: 1, note: null })
  const [conflict] = conflictIn(await Promise.allSettled([w.as(li).appeals.urge({ code, expectedVersion: 3 })]))
  expect(conflict?.changes?.version).toBe(5)
  expect(conflict?.changes?.events.map(({ type }) => type)).toEqual(['taken'])
  await w.close()
})

test('a hundred residents who send at once each have one whole appeal', async () => {
  const w = await world()
  const li = await w.resident()
  const receipts = await Promise.all(
    Array.from({ length: 100 }, (_, i) => w.as(li).appeals.submit({ ...SUBMIT, text: `第${i}件` })),
  )
  expect(new Set(receipts.map(({ code }) => code)).size).toBe(100)
  for (const { code } of receipts) expect(await w.findings(code)).toEqual([])
  await w.close()
})
