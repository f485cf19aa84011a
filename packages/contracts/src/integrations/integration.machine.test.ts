import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StaffActor } from '../identity/actor.ts'
import type { PastEvent } from '../kernel/machine.ts'
import { INTEGRATION_KEYS_MAX } from './integration.constants.ts'
import type { IntegrationRole } from './integration.life.constants.ts'
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
const OPERATOR = '邻里生活科技有限公司'
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
  one.give('administrator', 'register', { areaPath: '/tiny', name: NAME, operator: OPERATOR })
  one.give('engineer', 'describe', { name: NAME, operator: OPERATOR, purpose: PURPOSE })
  one.give('engineer', 'addKey', { kid: 'first' })
  one.give('administrator', 'activate', {})
  return one
}

test('it is at work once it says what it is for and can prove who it is, and only the city says so', () => {
  const one = life()
  one.give('administrator', 'register', { areaPath: '/tiny', name: NAME, operator: OPERATOR })
  expect(() => one.give('administrator', 'activate', {})).toThrow(refused('NOT_ALLOWED_NOW'))
  one.give('engineer', 'describe', { name: NAME, operator: OPERATOR, purpose: PURPOSE })
  expect(() => one.give('administrator', 'activate', {})).toThrow(refused('NOT_ALLOWED_NOW'))
  one.give('engineer', 'setJwksUri', { jwksUri: 'https://partner.example/jwks.json' })
  expect(integrationActions(one.state(), 'engineer', one.now())).not.toContain('activate')
  expect(one.give('administrator', 'activate', {}).status).toBe('active')
})

test('what residents agree to is not renamed by the partner afterwards', () => {
  const one = active()
  const other = { name: { 'zh-CN': '市政府', en: 'City hall' }, operator: OPERATOR, purpose: PURPOSE }
  expect(() => one.give('engineer', 'describe', other)).toThrow(refused('NOT_ALLOWED_NOW'))
  expect(one.give('administrator', 'describe', other).name.en).toBe('City hall')
})

test('the city alone suspends it and lets it on again; either side closes it, for good', () => {
  const one = active()
  expect(integrationActions(one.state(), 'engineer', one.now())).not.toContain('suspend')
  expect(one.give('administrator', 'suspend', { reason: '异常调用' }).status).toBe('suspended')
  expect(integrationActions(one.state(), 'engineer', one.now())).not.toContain('resume')
  expect(one.give('administrator', 'resume', {}).status).toBe('active')
  expect(one.give('engineer', 'close', { reason: '停止服务' }).status).toBe('closed')
  expect(integrationActions(one.state(), 'administrator', one.now())).toEqual(['removeEngineer'])
  expect(integrationActions(one.state(), 'engineer', one.now())).toEqual([])
})

test('either side may demand pushed requests, once; the city alone lifts it', () => {
  const one = active()
  expect(integrationActions(one.state(), 'administrator', one.now())).not.toContain('allowUnpushed')
  expect(one.give('engineer', 'demandPushed', {}).pushedOnly).toBe(true)
  expect(() => one.give('administrator', 'demandPushed', {})).toThrow(refused('NOT_ALLOWED_NOW'))
  expect(integrationActions(one.state(), 'engineer', one.now())).not.toContain('allowUnpushed')
  expect(one.give('administrator', 'allowUnpushed', {}).pushedOnly).toBe(false)
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

test('whatever is commanded: replay gives the state, no key comes back, closed stays closed', () => {
  const step = fc.record({
    command: fc.constantFrom(...INTEGRATION_COMMANDS),
    role: fc.constantFrom<IntegrationRole>('administrator', 'engineer'),
    kid: fc.constantFrom('a', 'b', 'c'),
    days: fc.integer({ min: -1, max: 6 }),
    pause: fc.integer({ min: 0, max: 2 }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const one = active()
      let closed = false
      for (const { command, role, kid, days, pause } of steps) {
        one.pass(pause * DAY)
        const texts = { areaPath: '/tiny', name: NAME, operator: OPERATOR, purpose: PURPOSE, reason: 'r' }
        const input = {
          ...texts,
          redirects: [],
          origins: [],
          jwksUri: null,
          staffId: 1,
          kid,
          until: one.now() + days * DAY,
        }
        try {
          one.give(role, command, input as never)
        } catch (error) {
          expect(error).toHaveProperty('code')
        }
        if (closed) expect(one.state().status).toBe('closed')
        closed = one.state().status === 'closed'
        const kids = one.state().keys.map((key) => key.kid)
        expect(new Set(kids).size).toBe(kids.length)
      }
      expect(replayIntegration(one.past)).toEqual(one.state())
    }),
  )
})
