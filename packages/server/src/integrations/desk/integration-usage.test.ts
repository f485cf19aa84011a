import { LAST_ERRORS, type StaffActor } from '@civicgrid/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { integrationDeskWorld, type IntegrationDeskWorld } from '../../../test/integration-desk.ts'
import { byPublicId } from '../integrations.store.ts'
import { createUsage } from './integration-usage.ts'

const DAY = 86_400_000
let w: IntegrationDeskWorld
let admin: StaffActor
beforeAll(async () => {
  w = await integrationDeskWorld()
  admin = w.admin
})
afterAll(() => w.close())

async function counted() {
  const ref = await w.draft()
  const integrationId = (await byPublicId(w.db.read, ref))?.id ?? 0
  const call = { integrationId, procedure: 'appeals.submit', scope: 'appeals.submit', status: 200, code: null }
  return { ref, call: { ...call, requestId: 'r' } }
}
const refused = { status: 429, code: 'QUOTA_SPENT', requestId: 'r-429' }

test('calls are counted by the city’s day, scope and status, by two processes together', async () => {
  const { ref, call } = await counted()
  const other = createUsage({ kernel: w.kernel, utcOffsetMinutes: 480 })
  for (let i = 0; i < 3; i++) w.usage.note(call)
  other.note(call)
  other.note({ ...call, ...refused })
  await Promise.all([w.usage.flush(), other.flush()])
  w.kernel.clock.advance(DAY)
  w.usage.note({ ...call, scope: null, status: 403, code: 'SCOPE_MISSING' })
  await w.usage.flush()
  const { rows } = await w.desks(admin).usage({ ref })
  expect(rows).toEqual([
    { day: '2026-03-02', scope: 'appeals.submit', status: 200, calls: 4 },
    { day: '2026-03-02', scope: 'appeals.submit', status: 429, calls: 1 },
    { day: '2026-03-03', scope: '', status: 403, calls: 1 },
  ])
  expect(await w.desks(admin).get({ ref })).toMatchObject({ calls: 6, errors: 2 })
  expect((await w.desks(admin).usage({ ref, days: 1 })).rows).toHaveLength(1)
})

test('of errors the last ones are kept, newest first, and nothing of what was sent', async () => {
  const { ref, call } = await counted()
  for (let i = 0; i < LAST_ERRORS + 5; i++) w.usage.note({ ...call, ...refused, requestId: `r-${i}` })
  await w.usage.flush()
  w.usage.note({ ...call, ...refused, requestId: 'the last' })
  await w.usage.flush()
  const { errors } = await w.desks(admin).usage({ ref })
  expect(errors).toHaveLength(LAST_ERRORS)
  expect(errors[0]).toMatchObject({ requestId: 'the last', procedure: 'appeals.submit', code: 'QUOTA_SPENT' })
  expect(errors.at(-1)?.requestId).toBe('r-6')
})

test('counting costs no write until it is flushed, and what could not be written is written with the next', async () => {
  const { ref, call } = await counted()
  w.usage.note(call)
  expect((await w.desks(admin).usage({ ref })).rows).toEqual([])
  let fail = true
  const work: typeof w.db.work = (fn) => (fail ? Promise.reject(new Error('locked')) : w.db.work(fn))
  const shaky = createUsage({ kernel: { ...w.kernel, db: { ...w.db, work } }, utcOffsetMinutes: 480 })
  shaky.note(call)
  await expect(shaky.flush()).rejects.toThrow('locked')
  fail = false
  shaky.note(call)
  await shaky.flush()
  expect((await w.desks(admin).usage({ ref })).rows.map(({ calls }) => calls)).toEqual([2])
})
