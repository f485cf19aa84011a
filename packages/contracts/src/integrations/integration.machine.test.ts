import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StaffActor } from '../identity/actor.ts'
import type { PastEvent } from '../kernel/machine.ts'
import { grantStandingOf, scopesInForce } from './integration.grant.machine.ts'
import { ASKED_MAX, GRANT_DAYS_MAX, INTEGRATION_KEYS_MAX, type IntegrationRole } from './integration.life.constants.ts'
import {
  decideIntegration,
  evolveIntegration,
  INTEGRATION_COMMANDS,
  replayIntegration,
  type IntegrationCommand,
  type IntegrationInputs,
} from './integration.machine.ts'
import { integrationActions, integrationRole } from './integration.policy.ts'
import { NO_INTEGRATION, type IntegrationState } from './integration.state.ts'

const DAY = 86_400_000
const NAME = { 'zh-CN': '邻里生活', en: 'Neighbourly' }
const PURPOSE = { 'zh-CN': '让居民在邻里生活里反映问题', en: 'Residents report from within Neighbourly' }
const refused = (code: string, fields?: object) => expect.objectContaining({ code, ...(fields ? { fields } : {}) })

/** One integration, lived through: each command given in turn, with what it has become. */
function life(begin: number = 1_000) {
  let now = begin
  let state: IntegrationState = NO_INTEGRATION
  const past: PastEvent[] = []
  return {
    give<Name extends IntegrationCommand>(role: IntegrationRole, name: Name, input: IntegrationInputs[Name]) {
      for (const { type, data } of decideIntegration(state, name, input as never, { now, role })) {
        const event = { type, data, seq: state.version + 1, at: now, actor: { kind: 'staff', id: 1, role } }
        past.push(event)
        state = evolveIntegration(state, event)
      }
      return state
    },
    pass(ms: number) {
      now += ms
    },
    now: () => now,
    state: () => state,
    past,
  }
}

/** Described, with a key, and at work. */
function active() {
  const one = life()
  one.give('administrator', 'register', { areaPath: '/tiny', name: NAME })
  one.give('engineer', 'describe', { name: NAME, purpose: PURPOSE })
  one.give('engineer', 'addKey', { kid: 'first' })
  one.give('administrator', 'activate', {})
  return one
}
const term = (one: ReturnType<typeof life>, days = 30) => ({ from: one.now(), until: one.now() + days * DAY })

test('it is at work once it says what it is for and can prove who it is, and only the city says so', () => {
  const one = life()
  one.give('administrator', 'register', { areaPath: '/tiny', name: NAME })
  expect(() => one.give('administrator', 'activate', {})).toThrow(refused('NOT_ALLOWED_NOW'))
  one.give('engineer', 'describe', { name: NAME, purpose: PURPOSE })
  expect(() => one.give('administrator', 'activate', {})).toThrow(refused('NOT_ALLOWED_NOW'))
  one.give('engineer', 'setJwksUri', { jwksUri: 'https://partner.example/jwks.json' })
  expect(integrationActions(one.state(), 'engineer', one.now())).not.toContain('activate')
  expect(one.give('administrator', 'activate', {}).status).toBe('active')
})

test('what residents agree to is not renamed by the partner afterwards', () => {
  const one = active()
  const other = { name: { 'zh-CN': '市政府', en: 'City hall' }, purpose: PURPOSE }
  expect(() => one.give('engineer', 'describe', other)).toThrow(refused('NOT_ALLOWED_NOW'))
  expect(one.give('administrator', 'describe', other).name.en).toBe('City hall')
})

test('a scope is asked for, granted for a purpose and a term, holds in it and at no other time', () => {
  const one = active()
  one.give('engineer', 'askScope', { scope: 'appeals.submit', purpose: '居民在应用内反映' })
  expect(() => one.give('engineer', 'askScope', { scope: 'appeals.submit', purpose: '再问' })).toThrow(
    refused('NOT_ALLOWED_NOW', { scope: 'asked' }),
  )
  const from = one.now() + DAY
  const granted = { no: 1, scope: 'appeals.submit', purpose: '居民在应用内反映', from, until: from + DAY } as const
  one.give('administrator', 'grantScope', granted)
  expect(scopesInForce(one.state(), one.now())).toEqual([])
  one.pass(DAY)
  expect(scopesInForce(one.state(), one.now())).toEqual(['appeals.submit'])
  one.pass(DAY)
  expect(scopesInForce(one.state(), one.now())).toEqual([])
  expect(one.state().grants.map((held) => grantStandingOf(held, one.now()))).toEqual(['over'])
})

test('nothing is granted for good, into the past, twice at a time, or for another scope than was asked', () => {
  const one = active()
  const give = (scope: 'city.read' | 'embed', from: number, until: number, no: number | null = null) =>
    one.give('administrator', 'grantScope', { no, scope, purpose: 'p', from, until })
  const now = one.now()
  expect(() => give('embed', now, now + (GRANT_DAYS_MAX + 1) * DAY)).toThrow(refused('BAD_INPUT', { until: 'tooLong' }))
  expect(() => give('embed', now, now)).toThrow(refused('BAD_INPUT', { until: 'beforeFrom' }))
  expect(give('embed', now - 5 * DAY, now + DAY).grants[0]?.from).toBe(now)
  expect(() => give('embed', now + DAY - 1, now + 2 * DAY)).toThrow(refused('NOT_ALLOWED_NOW', { scope: 'held' }))
  expect(give('embed', now + DAY, now + 2 * DAY).grants).toHaveLength(2)
  one.give('engineer', 'askScope', { scope: 'city.read', purpose: 'p' })
  expect(() => give('embed', now + 9 * DAY, now + 10 * DAY, 3)).toThrow(refused('BAD_INPUT', { scope: 'notAsked' }))
})

test('what is refused says why; what waits is taken back; what holds is ended by either side, at once', () => {
  const one = active()
  one.give('engineer', 'askScope', { scope: 'webhooks', purpose: 'p' })
  expect(one.give('administrator', 'refuseScope', { no: 1, reason: '用途不清' }).grants[0]).toMatchObject({
    status: 'refused',
    reason: '用途不清',
  })
  one.give('engineer', 'askScope', { scope: 'webhooks', purpose: '到账通知' })
  expect(one.give('engineer', 'endScope', { no: 2 }).grants[1]?.status).toBe('withdrawn')
  expect(() => one.give('administrator', 'refuseScope', { no: 2, reason: 'x' })).toThrow(refused('NOT_ALLOWED_NOW'))
  for (const role of ['engineer', 'administrator'] as const) {
    one.give('administrator', 'grantScope', { no: null, scope: 'webhooks', purpose: 'p', ...term(one) })
    const no = one.state().grants.length
    expect(scopesInForce(one.give(role, 'endScope', { no }), one.now())).toEqual([])
  }
  expect(() => one.give('administrator', 'endScope', { no: 1 })).toThrow(refused('NOT_ALLOWED_NOW', { no: 'refused' }))
})

test('no more waits for an answer than somebody can answer', () => {
  const one = active()
  const asked = { no: 0, scope: 'embed', purpose: 'p', status: 'asked', from: null, until: null, reason: null } as const
  const full = { ...one.state(), grants: Array.from({ length: ASKED_MAX }, (_, i) => ({ ...asked, no: i + 1 })) }
  expect(() =>
    decideIntegration(full, 'askScope', { scope: 'city.read', purpose: 'p' }, { now: 1, role: 'engineer' }),
  ).toThrow(refused('NOT_ALLOWED_NOW', { scope: 'tooMany' }))
})

test('suspended and closed nothing is in force; closed is for good', () => {
  const one = active()
  one.give('administrator', 'grantScope', { no: null, scope: 'embed', purpose: 'p', ...term(one) })
  expect(scopesInForce(one.give('administrator', 'suspend', { reason: '异常调用' }), one.now())).toEqual([])
  expect(scopesInForce(one.give('administrator', 'resume', {}), one.now())).toEqual(['embed'])
  expect(scopesInForce(one.give('engineer', 'close', { reason: '停止服务' }), one.now())).toEqual([])
  expect(integrationActions(one.state(), 'administrator', one.now())).toEqual([])
})

test('a key is replaced with an overlap, its name never comes back, and there are not too many', () => {
  const one = active()
  one.give('engineer', 'addKey', { kid: 'second' })
  one.give('engineer', 'retireKey', { kid: 'first', until: one.now() + DAY })
  expect(() => one.give('engineer', 'retireKey', { kid: 'first', until: one.now() + 2 * DAY })).toThrow(
    refused('NOT_ALLOWED_NOW', { kid: 'retired' }),
  )
  one.give('engineer', 'retireKey', { kid: 'first', until: 0 })
  expect(one.state().keys[0]?.until).toBe(one.now())
  expect(() => one.give('engineer', 'addKey', { kid: 'first' })).toThrow(refused('BAD_INPUT', { kid: 'taken' }))
  for (let i = 1; i < INTEGRATION_KEYS_MAX; i++) one.give('engineer', 'addKey', { kid: `more ${i}` })
  expect(() => one.give('engineer', 'addKey', { kid: 'one more' })).toThrow(
    refused('NOT_ALLOWED_NOW', { kid: 'tooMany' }),
  )
})

test('an engineer knows of their own integration alone, an administrator of those in their area', () => {
  const role = (name: 'integrationEngineer' | 'administrator' | 'operator', areaPath: string): StaffActor => ({
    kind: 'staff',
    id: 1,
    name: 'x',
    roles: [{ role: name, areaPath, bodyCode: null, from: 0, until: null }],
  })
  const one = { id: 7, areaPath: '/tiny/east' }
  expect(integrationRole(one, role('integrationEngineer', '/tiny/east'), 7, 1)).toBe('engineer')
  expect(integrationRole(one, role('integrationEngineer', '/tiny/east'), 8, 1)).toBeNull()
  expect(integrationRole(one, role('integrationEngineer', '/tiny/east'), null, 1)).toBeNull()
  expect(integrationRole(one, role('operator', '/tiny'), 7, 1)).toBeNull()
  expect(integrationRole(one, role('administrator', '/tiny'), null, 1)).toBe('administrator')
  expect(integrationRole(one, role('administrator', '/tiny/west'), null, 1)).toBeNull()
})

test('whatever is commanded: replay gives the state, grants are numbered, no two of a scope hold at once, closed stays closed', () => {
  const step = fc.record({
    command: fc.constantFrom(...INTEGRATION_COMMANDS),
    role: fc.constantFrom<IntegrationRole>('administrator', 'engineer'),
    scope: fc.constantFrom('embed' as const, 'city.read' as const),
    no: fc.option(fc.integer({ min: 1, max: 6 })),
    from: fc.integer({ min: -2, max: 5 }),
    days: fc.integer({ min: 0, max: 6 }),
    kid: fc.constantFrom('a', 'b', 'c'),
    pause: fc.integer({ min: 0, max: 2 }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const one = active()
      let closed = false
      for (const { command, role, scope, no, from, days, kid, pause } of steps) {
        one.pass(pause * DAY)
        const begins = one.now() + from * DAY
        const all = { areaPath: '/tiny', name: NAME, purpose: PURPOSE, reason: 'r', redirects: [], origins: [] }
        const input = { ...all, jwksUri: null, kid, scope, no, from: begins, until: begins + days * DAY }
        const text = command === 'askScope' || command === 'grantScope' ? { purpose: 'p' } : {}
        try {
          one.give(role, command, { ...input, ...text } as never)
        } catch (error) {
          expect(error).toHaveProperty('code')
        }
        if (closed) expect(one.state().status).toBe('closed')
        closed = one.state().status === 'closed'
        const holding = one.state().grants.filter((held) => grantStandingOf(held, one.now()) === 'holds')
        expect(new Set(holding.map((held) => held.scope)).size).toBe(holding.length)
      }
      expect(replayIntegration(one.past)).toEqual(one.state())
      expect(one.state().grants.map((held) => held.no)).toEqual(one.state().grants.map((_, i) => i + 1))
    }),
  )
})
