import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NO_APPEAL, type AppealState } from '../appeals/appeal.state.ts'
import type { Actor, RoleGrant } from '../identity/actor.ts'
import { insightAreas, mayLookInto } from './insight.policy.ts'
import { percentOf, ratesOf } from './insight.rates.ts'
import { addTally, NO_TALLY, TALLY_KEYS, tallyOf, type Tally } from './insight.tally.ts'

const at = (type: string, instant: number, data: object = {}) => ({
  type,
  seq: 1,
  at: instant,
  actor: { kind: 'staff', id: 1, role: 'operator' },
  data,
})
const clock = (stage: 'accept' | 'result', dueAt: number, doneAt: number | null, round = 1) => ({
  stage,
  round,
  startedAt: 0,
  dueAt,
  doneAt,
  calendar: 'test',
})
const dispatched: AppealState = {
  ...NO_APPEAL,
  order: {
    bodyCode: 'water',
    responsibleBody: 'water',
    dispatchedAt: 0,
    handlerId: 1,
    bounce: null,
    extension: null,
    contacts: 0,
    feedback: null,
    verification: null,
  },
}

describe('what an event is counted as', () => {
  test('an answer at once is held to the limit of accepting', () => {
    const after = { ...NO_APPEAL, clocks: [clock('accept', 100, 90)] }
    expect(tallyOf(NO_APPEAL, at('answered', 90), after)).toEqual({
      at: 90,
      tally: { results: 1, atOnce: 1, limited: 1, onTime: 1 },
    })
  })
  test('a result that came late is counted as limited and not as on time', () => {
    const after = { ...dispatched, clocks: [clock('accept', 100, 90), clock('result', 200, 201)] }
    expect(tallyOf(dispatched, at('feedbackPassed', 300), after)?.tally).toEqual({
      results: 1,
      atOnce: 0,
      limited: 1,
      onTime: 0,
    })
  })
  test('of a second round only its own limit counts', () => {
    const round2 = { ...dispatched, round: 2 }
    const after = { ...round2, clocks: [clock('result', 100, 101), clock('result', 400, 390, 2)] }
    expect(tallyOf(round2, at('feedbackPassed', 395), after)?.tally).toMatchObject({ limited: 1, onTime: 1 })
  })
  test('a rating counts on the day of the result that it is about', () => {
    const before = { ...dispatched, answeredAt: 500 }
    const after = { ...before, rating: { satisfaction: 'neutral', solved: 'solved', at: 900 } as const }
    expect(tallyOf(before, at('rated', 900), after)).toEqual({ at: 500, tally: { rated: 1, satisfied: 0, solved: 1 } })
  })
  test('other events count as nothing', () => expect(tallyOf(NO_APPEAL, at('urged', 1), NO_APPEAL)).toBeNull())
})

describe('shares', () => {
  const tally = fc
    .record({ received: fc.nat(99), results: fc.nat(99) })
    .chain(({ received, results }) =>
      fc
        .record({ atOnce: fc.nat(results), limited: fc.nat(results), rated: fc.nat(results) })
        .chain((parts) =>
          fc
            .record({ onTime: fc.nat(parts.limited), satisfied: fc.nat(parts.rated), solved: fc.nat(parts.rated) })
            .map((rest): Tally => ({ received, results, ...parts, ...rest })),
        ),
    )
  test('say numerator, denominator and coverage, and none is ever above one', () => {
    fc.assert(
      fc.property(fc.array(tally, { maxLength: 5 }), (tallies) => {
        for (const { numerator, denominator, of } of Object.values(ratesOf(tallies.reduce(addTally, NO_TALLY)))) {
          expect(numerator).toBeLessThanOrEqual(denominator)
          expect(denominator).toBeLessThanOrEqual(of)
        }
      }),
    )
  })
  test('who did not rate is neither content nor discontent', () =>
    expect(ratesOf({ ...NO_TALLY, results: 10, rated: 2, satisfied: 1 }).satisfied).toEqual({
      numerator: 1,
      denominator: 2,
      of: 10,
    }))
  test.each([
    [0, 0, null],
    [1, 3, 33.3],
    [9999, 10000, 99.9],
    [1, 10000, 0.1],
    [5, 5, 100],
  ])('%s of %s is %s percent', (part, whole, percent) => expect(percentOf(part, whole)).toBe(percent))
  test('a sum has every number', () =>
    expect(Object.keys(addTally(NO_TALLY, { received: 1 })).sort()).toEqual([...TALLY_KEYS].sort()))
})

describe('who looks into what', () => {
  const grant = (role: RoleGrant['role'], areaPath: string, until: number | null = null): RoleGrant => ({
    role,
    areaPath,
    bodyCode: null,
    from: 0,
    until,
  })
  const staff = (...roles: RoleGrant[]): Actor => ({ kind: 'staff', id: 1, name: '', roles })
  test('supervisors and administrators, their jurisdiction and what lies below', () => {
    const actor = staff(grant('supervisor', '/a/b'), grant('administrator', '/a/b/c'), grant('handler', '/a/x'))
    expect(insightAreas(actor, 1)).toEqual(['/a/b'])
    expect(['/a/b/c/d', '/a', '/a/x', '/a/bb'].map((path) => mayLookInto(actor, path, 1))).toEqual([
      true,
      false,
      false,
      false,
    ])
  })
  test('nobody after their time, no resident, no guest', () => {
    expect(insightAreas(staff(grant('supervisor', '/a', 5)), 5)).toEqual([])
    expect(insightAreas({ kind: 'resident', id: 1, jurisdiction: '/a' }, 1)).toEqual([])
    expect(insightAreas({ kind: 'guest' }, 1)).toEqual([])
  })
})
