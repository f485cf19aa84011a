import { expect, test } from 'vitest'
import { grantHolds, grantsFor, isWithin, type Actor, type RoleGrant } from './actor.ts'

const grant = (change: Partial<RoleGrant> = {}): RoleGrant => ({
  role: 'handler',
  areaPath: '/city/east',
  bodyCode: 'roads',
  from: 100,
  until: 200,
  ...change,
})
const staff = (...roles: RoleGrant[]): Actor => ({ kind: 'staff', id: 1, name: 'x', roles })

test('an area holds itself and what lies below it, not what only begins alike', () => {
  expect(isWithin('/city/east', '/city/east')).toBe(true)
  expect(isWithin('/city/east/town/grid', '/city/east')).toBe(true)
  expect(isWithin('/city/eastern', '/city/east')).toBe(false)
  expect(isWithin('/city', '/city/east')).toBe(false)
  expect(isWithin('/anything', '/')).toBe(true)
})

test('a grant holds from its first instant until just before its last', () => {
  expect([99, 100, 199, 200].map((now) => grantHolds(grant(), now))).toEqual([false, true, true, false])
  expect(grantHolds(grant({ until: null }), 1e15)).toBe(true)
})

test('a role is held over an area by the grants that reach it now', () => {
  const wide = grant({ areaPath: '/city' })
  const actor = staff(grant(), wide, grant({ role: 'reviewer' }))
  expect(grantsFor(actor, 'handler', '/city/east/town', 150)).toEqual([grant(), wide])
  expect(grantsFor(actor, 'handler', '/city/west', 150)).toEqual([wide])
  expect(grantsFor(actor, 'handler', '/city/east', 250)).toEqual([])
  expect(grantsFor(actor, 'operator', '/city/east', 150)).toEqual([])
})

test('nobody but staff holds a role', () => {
  expect(grantsFor({ kind: 'guest' }, 'handler', '/city', 150)).toEqual([])
  expect(grantsFor({ kind: 'resident', id: 1, jurisdiction: '/city' }, 'handler', '/city', 150)).toEqual([])
})
