import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PastEvent } from '../kernel/machine.ts'
import {
  decideGrant,
  evolveGrant,
  grantStandingOf,
  replayGrant,
  type GrantCommand,
  type GrantInputs,
} from './integration.grant.machine.ts'
import { GRANT_DAYS_MAX, type IntegrationRole } from './integration.life.constants.ts'
import { grantActions } from './integration.policy.ts'
import { NO_GRANT, type GrantContext, type ScopeGrantState } from './integration.state.ts'

const DAY = 86_400_000
const NOW = 10 * DAY
const PURPOSE = { 'zh-CN': '居民在应用内反映', en: 'Residents report from within the app' }
const refused = (code: string, fields?: object) => expect.objectContaining({ code, ...(fields ? { fields } : {}) })
const context = (role: IntegrationRole, change: Partial<GrantContext> = {}): GrantContext => ({
  now: NOW,
  role,
  integration: 'active',
  others: [],
  ...change,
})
function given<Name extends GrantCommand>(
  state: ScopeGrantState,
  name: Name,
  input: GrantInputs[Name],
  by: GrantContext,
): ScopeGrantState {
  return decideGrant(state, name, input as never, by).reduce(
    (next, { type, data }) =>
      evolveGrant(next, { type, data, seq: next.version + 1, at: by.now, actor: { kind: 'staff', id: 1, role: null } }),
    state,
  )
}
const asked = given(NO_GRANT, 'askScope', { scope: 'embed', purpose: PURPOSE }, context('engineer'))
const term = (from = NOW, until = NOW + DAY) => ({
  scope: 'embed' as const,
  purpose: PURPOSE,
  perDay: null,
  from,
  until,
})

test('a scope is asked for by the engineer, granted by the city, and holds in its term and at no other time', () => {
  expect(grantActions(asked, context('engineer'))).toEqual(['endScope'])
  expect(grantActions(asked, context('administrator'))).toEqual(['grantScope', 'refuseScope'])
  const held = given(asked, 'grantScope', term(NOW + DAY, NOW + 2 * DAY), context('administrator'))
  const standings = [NOW, NOW + DAY, NOW + 2 * DAY - 1, NOW + 2 * DAY].map((now) => grantStandingOf(held, now))
  expect(standings).toEqual(['ahead', 'holds', 'holds', 'over'])
})

test('nothing is granted for good, into the past, for no time, or for another scope than was asked', () => {
  const give = (from: number, until: number) => given(asked, 'grantScope', term(from, until), context('administrator'))
  expect(() => give(NOW, NOW + (GRANT_DAYS_MAX + 1) * DAY)).toThrow(refused('BAD_INPUT', { until: 'tooLong' }))
  expect(() => give(NOW, NOW)).toThrow(refused('BAD_INPUT', { until: 'beforeFrom' }))
  expect(give(0, NOW + DAY).from).toBe(NOW)
  expect(() => given(asked, 'grantScope', { ...term(), scope: 'webhooks' }, context('administrator'))).toThrow(
    refused('BAD_INPUT', { scope: 'notAsked' }),
  )
})

test('the same scope is not asked for twice at a time, nor granted twice over the same time', () => {
  const waiting = { status: 'asked', from: null, until: null } as const
  expect(() =>
    given(NO_GRANT, 'askScope', { scope: 'embed', purpose: PURPOSE }, context('engineer', { others: [waiting] })),
  ).toThrow(refused('NOT_ALLOWED_NOW', { scope: 'asked' }))
  const others = [{ status: 'granted', from: NOW, until: NOW + DAY } as const]
  const after = context('administrator', { others })
  expect(() => given(asked, 'grantScope', term(NOW + DAY - 1, NOW + 2 * DAY), after)).toThrow(
    refused('NOT_ALLOWED_NOW', { scope: 'held' }),
  )
  expect(given(asked, 'grantScope', term(NOW + DAY, NOW + 2 * DAY), after).status).toBe('granted')
})

test('what is refused says why, and is asked for anew; what holds is ended by either side, at once', () => {
  expect(given(asked, 'refuseScope', { reason: '用途不清' }, context('administrator'))).toMatchObject({
    status: 'refused',
    reason: '用途不清',
  })
  expect(() => given(asked, 'endScope', {}, context('administrator'))).toThrow(refused('NOT_ALLOWED_NOW'))
  expect(given(asked, 'endScope', {}, context('engineer')).status).toBe('ended')
  const held = given(asked, 'grantScope', term(), context('administrator'))
  for (const role of ['engineer', 'administrator'] as const)
    expect(given(held, 'endScope', {}, context(role))).toMatchObject({ status: 'ended', until: NOW })
  expect(() => given(held, 'endScope', {}, context('engineer', { now: NOW + DAY }))).toThrow(refused('NOT_ALLOWED_NOW'))
})

test('of a closed integration nothing is asked for or granted', () => {
  const closed = { integration: 'closed' } as const
  expect(() => given(NO_GRANT, 'askScope', { scope: 'embed', purpose: PURPOSE }, context('engineer', closed))).toThrow(
    refused('WRONG_STATE'),
  )
  expect(() => given(asked, 'grantScope', term(), context('administrator', closed))).toThrow(refused('WRONG_STATE'))
})

test('whatever is commanded: replay gives the state, and what holds was granted by the city for a term', () => {
  const step = fc.record({
    command: fc.constantFrom<GrantCommand>('askScope', 'grantScope', 'refuseScope', 'endScope'),
    role: fc.constantFrom<IntegrationRole>('administrator', 'engineer'),
    from: fc.integer({ min: -2, max: 5 }),
    days: fc.integer({ min: 0, max: 6 }),
    pause: fc.integer({ min: 0, max: 2 }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let now = NOW
      let state = NO_GRANT
      const past: PastEvent[] = []
      for (const { command, role, from, days, pause } of steps) {
        now += pause * DAY
        const begins = now + from * DAY
        const input = { ...term(begins, begins + days * DAY), reason: 'r' }
        try {
          for (const { type, data } of decideGrant(state, command, input as never, context(role, { now }))) {
            const event = { type, data, seq: state.version + 1, at: now, actor: { kind: 'staff', id: 1, role } }
            past.push(event)
            state = evolveGrant(state, event)
          }
        } catch (error) {
          expect(error).toHaveProperty('code')
        }
        if (grantStandingOf(state, now) !== 'holds') continue
        expect(past.findLast(({ type }) => type === 'scopeGranted')).toBeDefined()
        expect((state.until ?? 0) - (state.from ?? 0)).toBeGreaterThan(0)
      }
      expect(replayGrant(past)).toEqual(state)
    }),
  )
})
