import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StaffActor } from '@civicgrid/contracts'
import { refused, world, type World } from '../../../test/appeals.ts'
import { createCallerFactory } from '../../http/procedures.ts'
import { verifyThing } from '../../kernel/index.ts'
import { createSessions, type Sessions } from '../sessions/sessions.ts'
import { createStaffRouter } from './staff.router.ts'
import { createStaffAdministration, STAFF_THING } from './staff.service.ts'
import { STAFF_CHAINS } from './staff.store.ts'

let w: World
let sessions: Sessions
let admin: StaffActor
let keys = 0
const HOUR = 3_600_000

const as = (actor: StaffActor, idempotencyKey = `staff-key-${String((keys += 1)).padStart(8, '0')}`) =>
  createCallerFactory(createStaffRouter(createStaffAdministration({ kernel: w.kernel, city: w.city })))({
    requestId: 'test',
    realm: 'staff',
    actor,
    sessionToken: null,
    idempotencyKey,
    demandStrong: () => Promise.resolve(),
    setSession: () => {},
  })
const idOf = async (name: string) =>
  (await w.db.read.get<{ id: number }>('SELECT "id" FROM "Staff" WHERE "name" = ?', name))?.id ?? 0
/** The roles under which a session of theirs speaks now; null when it is none. */
async function speaksAs(name: string): Promise<string[] | null> {
  const { token } = await sessions.open('staff', await idOf(name), { via: 'demo' })
  const actor = await sessions.actorOf('staff', token)
  const now = w.kernel.clock.now()
  return actor.kind === 'staff'
    ? actor.roles
        .filter((held) => held.from <= now && (held.until === null || now < held.until))
        .map(({ role }) => role)
    : null
}

beforeAll(async () => {
  w = await world()
  sessions = createSessions(w.kernel)
  admin = await w.staff('administrator')
})
afterAll(() => w.close())

describe('a member of staff', () => {
  test('a partner’s engineer is made where the integration is, and by no grant of a role', async () => {
    const { ref } = await as(admin).add({ name: '不是工程师', phone: null, areaPath: '/tiny' })
    const engineer = { role: 'integrationEngineer', areaPath: '/tiny' } as const
    await expect(as(admin).grant({ ref, expectedVersion: 1, ...engineer })).rejects.toMatchObject({
      cause: { code: 'BAD_INPUT', fields: { role: 'ofIntegration' } },
    })
  })

  test('is added, given a role for a time, and holds it then and there only', async () => {
    const { ref } = await as(admin).add({ name: '沈青', phone: '5555 1234', areaPath: '/tiny/east' })
    const from = new Date(w.kernel.clock.now() + HOUR).toISOString()
    const until = new Date(w.kernel.clock.now() + 2 * HOUR).toISOString()
    const { version } = await as(admin).grant({
      ref,
      expectedVersion: 1,
      role: 'operator',
      areaPath: '/tiny/east',
      from,
      until,
    })
    expect(version).toBe(2)
    expect((await as(admin).get({ ref })).grants).toMatchObject([{ role: 'operator', state: 'ahead', from, until }])
    expect(await speaksAs('沈青')).toEqual([])
    w.kernel.clock.advance(HOUR)
    expect(await speaksAs('沈青')).toEqual(['operator'])
    w.kernel.clock.advance(HOUR)
    expect(await speaksAs('沈青')).toEqual([])
    expect((await as(admin).get({ ref })).grants[0]?.state).toBe('over')
  })

  test('whose role is ended or who is switched off can do nothing from that moment', async () => {
    const { ref } = await as(admin).add({ name: '许言', areaPath: '/tiny' })
    await as(admin).grant({ ref, expectedVersion: 1, role: 'handler', areaPath: '/tiny', bodyCode: 'water' })
    await as(admin).grant({ ref, expectedVersion: 2, role: 'reviewer', areaPath: '/tiny' })
    expect(await speaksAs('许言')).toEqual(['handler', 'reviewer'])
    await as(admin).endGrant({ ref, expectedVersion: 3, no: 1 })
    expect(await speaksAs('许言')).toEqual(['reviewer'])
    await as(admin).switchOff({ ref, expectedVersion: 4 })
    expect(await speaksAs('许言')).toBeNull()
    await as(admin).switchOn({ ref, expectedVersion: 5 })
    expect(await speaksAs('许言')).toEqual(['reviewer'])
    const { history } = await as(admin).get({ ref })
    expect(history.map(({ type, by }) => [type, by])).toEqual(
      ['switchedOn', 'switchedOff', 'grantEnded', 'granted', 'granted', 'added'].map((type) => [type, 'administrator']),
    )
    expect(await verifyThing(w.db.read, { [STAFF_THING]: STAFF_CHAINS }, STAFF_THING, await idOf('许言'))).toEqual([])
  })

  test('of before the administration begins their chain with what was found', async () => {
    await w.staff('handler', 'roads')
    const { items } = await as(admin).list({ words: 'handler roads' })
    const ref = items[0]?.ref ?? ''
    expect(items[0]?.grants).toMatchObject([{ no: 1, role: 'handler', body: { code: 'roads' }, state: 'holds' }])
    await as(admin).rename({ ref, expectedVersion: 0, name: '陆路', phone: null })
    const seen = await as(admin).get({ ref })
    expect(seen).toMatchObject({ name: '陆路', version: 2, grants: [{ role: 'handler' }] })
    expect(seen.history.map(({ type }) => type)).toEqual(['renamed', 'found'])
    const personal = await w.db.read.all('SELECT "data" FROM "Event" WHERE "thingKind" = ?', STAFF_THING)
    expect(JSON.stringify(personal)).not.toMatch(/陆路|沈青|5555/)
  })
})

describe('an administrator', () => {
  test('of a county sees and changes its own people, and gives roles there alone', async () => {
    const west = await w.staff('administrator', null, '/tiny/west')
    const { ref } = await as(admin).add({ name: '东方', areaPath: '/tiny/east' })
    expect((await as(west).list({})).items.every(({ name }) => name !== '东方')).toBe(true)
    await expect(as(west).get({ ref })).rejects.toMatchObject(refused('NOT_FOUND'))
    await expect(as(west).add({ name: '不行', areaPath: '/tiny/east' })).rejects.toMatchObject(refused('FORBIDDEN'))
    const own = await as(west).add({ name: '西门', areaPath: '/tiny/west/western' })
    await expect(
      as(west).grant({ ref: own.ref, expectedVersion: 1, role: 'supervisor', areaPath: '/tiny' }),
    ).rejects.toMatchObject(refused('FORBIDDEN'))
    await expect(as(west).list({})).resolves.toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ name: '西门' })]),
    })
  })

  test('changes nothing of their own rights', async () => {
    const me = (await as(admin).list({ role: 'administrator' })).items.find(({ own }) => own)
    expect(me).toBeDefined()
    const on = { ref: me?.ref ?? '', expectedVersion: 0 }
    for (const attempt of [
      () => as(admin).switchOff(on),
      () => as(admin).endGrant({ ...on, no: 1 }),
      () => as(admin).grant({ ...on, role: 'operator', areaPath: '/tiny' }),
    ])
      await expect(attempt()).rejects.toMatchObject(refused('SAME_PERSON'))
  })

  test.each([
    ['a handler of no body', { role: 'handler', areaPath: '/tiny' }, 'BAD_INPUT'],
    ['a supervisor of a body', { role: 'supervisor', areaPath: '/tiny', bodyCode: 'water' }, 'BAD_INPUT'],
    ['an area that is not there', { role: 'operator', areaPath: '/tiny/nowhere' }, 'BAD_INPUT'],
    [
      'an end before the beginning',
      { role: 'operator', areaPath: '/tiny', until: '2020-01-01T00:00:00Z' },
      'BAD_INPUT',
    ],
  ] as const)('gives no role to %s', async (_what, grant, code) => {
    const { ref } = await as(admin).add({ name: '试用', areaPath: '/tiny' })
    await expect(as(admin).grant({ ref, expectedVersion: 1, ...grant })).rejects.toMatchObject(refused(code))
  })

  test('gives the same role once, and one of two at the same time is told', async () => {
    const { ref } = await as(admin).add({ name: '两次', areaPath: '/tiny' })
    const role = { role: 'operator', areaPath: '/tiny' } as const
    await as(admin).grant({ ref, expectedVersion: 1, ...role })
    await expect(as(admin).grant({ ref, expectedVersion: 2, ...role })).rejects.toMatchObject(
      refused('NOT_ALLOWED_NOW'),
    )
    await expect(as(admin).switchOff({ ref, expectedVersion: 1 })).rejects.toMatchObject(refused('VERSION_CONFLICT'))
  })

  test('is nobody else', async () => {
    for (const role of ['operator', 'supervisor', 'publisher'] as const)
      await expect(as(await w.staff(role)).list({})).rejects.toMatchObject(refused('FORBIDDEN'))
  })

  test('reads a long list page by page, each once, and by name', async () => {
    for (let i = 0; i < 5; i++) await as(admin).add({ name: `成员${i}`, areaPath: '/tiny' })
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: { items: { ref: string }[]; nextCursor: string | null } = await as(admin).list({ cursor, limit: 3 })
      seen.push(...page.items.map(({ ref }) => ref))
      cursor = page.nextCursor
    } while (cursor)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThan(8)
    expect((await as(admin).list({ words: '成员3' })).items.map(({ name }) => name)).toEqual(['成员3'])
    expect((await as(admin).list({ words: '%' })).items).toEqual([])
  })
})
