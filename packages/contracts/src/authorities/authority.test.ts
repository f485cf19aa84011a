import { describe, expect, test } from 'vitest'
import type { Actor, StaffActor } from '../identity/actor.ts'
import { maskedName, SCOPE_COMMANDS, scopeCovers } from './authority.constants.ts'
import {
  decideAuthority,
  evolveAuthority,
  NO_AUTHORITY,
  replayAuthority,
  standingOf,
  type AuthorityCommand,
  type AuthorityInputs,
  type AuthorityState,
} from './authority.machine.ts'
import { authorityActions, authorityRole, inForce, mayReadAuthority } from './authority.policy.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 2, 2)
const TERMS = { maxDays: 365, codeHours: 72 }
const resident = (id: number): Actor => ({ kind: 'resident', id, jurisdiction: '/city' })
const staff = (id: number, role: StaffActor['roles'][number]['role'], areaPath = '/city'): StaffActor => ({
  kind: 'staff',
  id,
  name: role,
  roles: [{ role, areaPath, bodyCode: null, from: 0, until: null }],
})
const [mother, son, stranger] = [resident(1), resident(2), resident(3)]
const [officer, operator, elsewhere] = [
  staff(50, 'gridOfficer', '/city/east'),
  staff(51, 'operator'),
  staff(52, 'operator', '/other'),
]
const refused = (code: string) => expect.objectContaining({ code })
const GRANTED = { principalId: 1, areaPath: '/city/east', scope: ['submit', 'rate'] as const, until: NOW + 30 * DAY }
const PAPER = { ...GRANTED, evidence: ['a-photo-of-a-paper'] }

/** Gives a command as the policy and the machine say; the whole log is kept. */
function story() {
  const log: Parameters<typeof evolveAuthority>[1][] = []
  let state: AuthorityState = NO_AUTHORITY
  return {
    now: NOW,
    get state() {
      return state
    },
    log,
    give<Name extends AuthorityCommand>(actor: Actor, name: Name, input: AuthorityInputs[Name]) {
      const role = authorityRole(
        state.status === null ? { ...state, areaPath: '/city/east' } : state,
        actor,
        name,
        this.now,
      )
      if (role === null || !('id' in actor)) throw Object.assign(new Error('not theirs'), { code: 'FORBIDDEN' })
      const by = { id: actor.id, role }
      for (const { type, data } of decideAuthority(state, name, input as never, {
        now: this.now,
        actor: by,
        terms: TERMS,
      })) {
        const event = { type, data, seq: log.length + 1, at: this.now, actor: { kind: actor.kind, ...by } }
        log.push(event)
        state = evolveAuthority(state, event)
      }
    },
  }
}

/** The son may act for the mother, who has given it online. */
function given() {
  const one = story()
  one.give(mother, 'offer', GRANTED)
  one.give(son, 'accept', {})
  return one
}

describe('an authority', () => {
  test('holds from when it is taken up until its term ends, to the millisecond', () => {
    const { state } = given()
    expect(state).toMatchObject({ status: 'active', origin: 'online', agentId: 2, scope: ['track', 'submit', 'rate'] })
    expect([state.until - 1, state.until].map((now) => inForce(state, now))).toEqual([true, false])
    expect(standingOf(state, state.until)).toBe('over')
  })

  test('ends at once by the word of either, and of nobody else', () => {
    for (const one of [mother, son]) {
      const it = given()
      it.give(one, 'end', {})
      expect(inForce(it.state, it.now)).toBe(false)
      expect(() => it.give(one, 'end', {})).toThrow(refused('WRONG_STATE'))
    }
    for (const other of [stranger, operator, officer])
      expect(() => given().give(other, 'end', {})).toThrow(refused('FORBIDDEN'))
  })

  test('is not longer than the city allows, and not over before it begins', () => {
    const until = (days: number) => story().give(mother, 'offer', { ...GRANTED, until: NOW + days * DAY })
    expect(() => until(366)).toThrow(refused('BAD_INPUT'))
    expect(() => until(0)).toThrow(refused('BAD_INPUT'))
    expect(() => until(365)).not.toThrow()
  })

  test('cannot be taken up by the person themselves, nor after its code has run out, nor twice', () => {
    const late = story()
    late.give(mother, 'offer', GRANTED)
    expect(() => late.give(mother, 'accept', {})).toThrow(refused('SAME_PERSON'))
    late.now += 3 * DAY
    expect(standingOf(late.state, late.now)).toBe('lapsed')
    expect(() => late.give(son, 'accept', {})).toThrow(refused('NOT_ALLOWED_NOW'))
    expect(() => given().give(stranger, 'accept', {})).toThrow(refused('FORBIDDEN'))
  })

  test('on paper holds only once staff of that place has looked at it', () => {
    const paper = story()
    paper.give(son, 'request', PAPER)
    expect(inForce(paper.state, NOW)).toBe(false)
    expect(() => paper.give(operator, 'approve', {})).toThrow(refused('NOT_ALLOWED_NOW'))
    for (const other of [officer, elsewhere, son, mother])
      expect(() => paper.give(other, 'viewEvidence', {})).toThrow(refused('FORBIDDEN'))
    paper.give(operator, 'viewEvidence', {})
    paper.give(operator, 'approve', {})
    expect(inForce(paper.state, NOW)).toBe(true)
    expect(() => story().give(son, 'request', { ...PAPER, evidence: [] })).toThrow(refused('PHOTO_REQUIRED'))
  })

  test('witnessed by an officer is renewed and ended in person; one given online is no business of staff', () => {
    const said = story()
    said.give(officer, 'offer', GRANTED)
    said.give(son, 'accept', {})
    said.now = GRANTED.until + DAY
    said.give(officer, 'renew', { until: said.now + DAY })
    expect(inForce(said.state, said.now)).toBe(true)
    said.give(officer, 'end', {})
    expect(mayReadAuthority(said.state, operator, said.now)).toBe(true)
    expect(mayReadAuthority(said.state, elsewhere, said.now)).toBe(false)
    expect(mayReadAuthority(given().state, operator, NOW)).toBe(false)
    expect(() => given().give(officer, 'renew', { until: NOW + DAY })).toThrow(refused('FORBIDDEN'))
  })

  test('is what its log says', () => {
    const { log, state } = given()
    expect(replayAuthority(log)).toEqual(state)
  })

  test('offers each of the two what they may do now', () => {
    const context = { now: NOW, terms: TERMS }
    expect(authorityActions(given().state, mother, context)).toEqual(['end'])
    expect(authorityActions(given().state, stranger, context)).toEqual([])
  })
})

test('a scope opens its own commands and no other', () => {
  expect(scopeCovers(['track'], 'submit')).toBe(false)
  expect(scopeCovers(['track', 'submit'], 'submit')).toBe(true)
  const opened = Object.values(SCOPE_COMMANDS).flat()
  expect(opened).not.toContain('adopt')
  expect(opened).not.toContain('viewContact')
})

test('a masked name keeps the family name alone', () => {
  expect(['王芳', '欧阳修文', '欧阳', 'Wang Fang', '𠮷野'].map(maskedName)).toEqual([
    '王某',
    '欧阳某',
    '欧某',
    'W.',
    '𠮷某',
  ])
})
