import { CivicError, type Actor } from '@civicgrid/contracts'
import { expect, test } from 'vitest'
import { createCallerFactory, done, publicProcedure, residentProcedure, router } from './procedures.ts'
import type { Used } from './used.ts'

const calls: Used[] = []
const partner: Actor = {
  kind: 'integration',
  id: 7,
  publicId: 'civic_x',
  jurisdiction: '/tiny',
  scopes: ['changes.read'],
}
const procedure = publicProcedure.output(done)
const caller = createCallerFactory(
  router({
    changes: router({ since: procedure.query(() => ({ done: true }) as const) }),
    city: router({ get: procedure.query(() => Promise.reject(new CivicError('OVERLOADED'))) }),
    appeals: router({ mine: residentProcedure.output(done).query(() => ({ done: true }) as const) }),
  }),
)
const as = (actor: Actor, spend = () => Promise.resolve()) =>
  caller({
    requestId: 'r-1',
    realm: 'resident',
    actor,
    sessionToken: null,
    idempotencyKey: null,
    spend,
    used: (call) => calls.push(call),
    setSession: () => {},
  })

test('every call by an integration’s token is counted once, with its scope and what became of it', async () => {
  const spent = () => Promise.reject(new CivicError('QUOTA_SPENT'))
  await as(partner).changes.since()
  await expect(as(partner).city.get()).rejects.toThrow()
  await expect(as(partner).appeals.mine()).rejects.toThrow()
  await expect(as(partner, spent).changes.since()).rejects.toThrow()
  const of = { integrationId: 7, requestId: 'r-1' }
  expect(calls).toEqual([
    { ...of, procedure: 'changes.since', scope: 'changes.read', status: 200, code: null },
    { ...of, procedure: 'city.get', scope: 'public', status: 503, code: 'OVERLOADED' },
    { ...of, procedure: 'appeals.mine', scope: 'appeals.track', status: 403, code: 'SCOPE_MISSING' },
    { ...of, procedure: 'changes.since', scope: 'changes.read', status: 429, code: 'QUOTA_SPENT' },
  ])
})

test('nobody else is counted', async () => {
  calls.length = 0
  await as({ kind: 'guest' }).changes.since()
  expect(calls).toEqual([])
})
