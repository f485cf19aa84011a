import { expect, test } from 'vitest'
import { answered, FEEDBACK, inHand, Loop, PEOPLE, SUBMIT } from './appeal.fixtures.ts'
import { replayAppeal } from './appeal.machine.ts'
import { allowedActions, mayRead } from './appeal.policy.ts'
import { nextDueAt, runningClocks } from './appeal.state.ts'

const { resident, operator, water, roads, reviewer, otherReviewer, supervisor, officer, elsewhere, guest } = PEOPLE
const DAY = 86_400_000
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
const refused = (code: string) => expect.objectContaining({ code })
const dueOf = (loop: Loop, stage: string) =>
  iso(loop.state.clocks.findLast((clock) => clock.stage === stage)?.dueAt ?? null)

test('the whole loop ends archived, with an outcome and the resident’s word', () => {
  const loop = answered()
  loop.give(resident, 'rate', { satisfaction: 'satisfied', solved: 'solved', text: null, photos: [] })
  loop.give(operator, 'archive', {})
  expect(loop.state).toMatchObject({ status: 'archived', outcome: 'solved', rating: { solved: 'solved' } })
  expect(runningClocks(loop.state)).toEqual([])
  expect(loop.log.map(({ type }) => type)).toEqual([
    'submitted',
    'accepted',
    'dispatched',
    'taken',
    'feedbackGiven',
    'feedbackPassed',
    'rated',
    'archived',
  ])
})

test('an answer at once needs neither a dispatch nor a reviewer', () => {
  const loop = new Loop()
  loop.give(resident, 'submit', SUBMIT)
  loop.give(operator, 'answer', { outcome: 'explained', text: 'like this', photos: [] })
  expect(loop.log.map(({ type }) => type)).toEqual(['submitted', 'accepted', 'answered'])
  expect(loop.state).toMatchObject({ status: 'answered', outcome: 'explained', order: null })
})

test('clocks run from the first dispatch, and a bounce neither stops nor restarts them', () => {
  const loop = new Loop()
  loop.give(resident, 'submit', SUBMIT)
  expect(dueOf(loop, 'accept')).toBe('2026-03-02T07:00:00.000Z') // 9:30 + 4 working hours, lunch between
  loop.give(operator, 'accept', {})
  loop.give(operator, 'dispatch', { bodyCode: 'water', bodyIsGrid: false, note: null })
  const due = dueOf(loop, 'result')
  expect(due).toBe('2026-03-09T09:30:00.000Z') // five working days on: Monday 17:30
  loop.now += DAY
  loop.give(water, 'bounce', { ground: 'notOurs', note: 'not our pipe' })
  expect(dueOf(loop, 'bounceRuling')).toBe('2026-03-04T09:30:00.000Z')
  loop.give(supervisor, 'ruleBounce', { uphold: true, note: null })
  expect(loop.state.order?.responsibleBody).toBe('water')
  loop.give(operator, 'dispatch', { bodyCode: 'roads', bodyIsGrid: false, note: null })
  expect(loop.state.clocks.filter(({ stage }) => stage === 'result')).toHaveLength(1)
  expect(dueOf(loop, 'result')).toBe(due)
  expect(loop.state.order).toMatchObject({ bodyCode: 'roads', responsibleBody: 'water' })
  loop.give(roads, 'take', {})
  expect(loop.state.order?.responsibleBody).toBe('roads')
})

test('each body may bounce once, with a ground from the list', () => {
  const loop = inHand()
  expect(() => loop.give(water, 'bounce', { ground: 'tired', note: null })).toThrow(refused('GROUND_UNKNOWN'))
  loop.give(water, 'bounce', { ground: 'notOurs', note: null })
  loop.give(supervisor, 'ruleBounce', { uphold: false, note: 'it is yours' })
  expect(loop.state.status).toBe('inProgress')
  expect(() => loop.give(water, 'bounce', { ground: 'notOurs', note: null })).toThrow(refused('BOUNCE_USED'))
})

test('an extension has a reason, an approver who did not ask, and a cap', () => {
  const loop = inHand()
  const before = dueOf(loop, 'result')
  expect(() => loop.give(water, 'requestExtension', { reason: 'parts', days: 6, note: null })).toThrow(
    refused('EXTENSION_CAP'),
  )
  loop.give(water, 'requestExtension', { reason: 'parts', days: 3, note: null })
  expect(dueOf(loop, 'result')).toBe(before)
  loop.give(supervisor, 'ruleExtension', { grant: true, note: null })
  expect(dueOf(loop, 'result')).toBe('2026-03-12T09:30:00.000Z')
  expect(() => loop.give(water, 'requestExtension', { reason: 'parts', days: 3, note: null })).toThrow(
    refused('EXTENSION_CAP'),
  )
  loop.now += 30 * DAY
  expect(() => loop.give(water, 'requestExtension', { reason: 'parts', days: 1, note: null })).toThrow(
    refused('EXTENSION_TOO_LATE'),
  )
})

test('first contact counts when somebody was reached or a time agreed, not when nobody answered', () => {
  const loop = inHand()
  loop.give(water, 'contact', { result: 'notReached', means: 'phone', agreedAt: null, note: null })
  expect(runningClocks(loop.state).map(({ stage }) => stage)).toContain('firstContact')
  loop.give(water, 'contact', { result: 'reached', means: 'phone', agreedAt: null, note: null })
  expect(runningClocks(loop.state).map(({ stage }) => stage)).not.toContain('firstContact')
})

test('the result clock stops at the feedback that passed, not at its review, and runs on when it is returned', () => {
  const loop = inHand()
  loop.give(water, 'giveFeedback', FEEDBACK)
  loop.now += DAY
  loop.give(reviewer, 'reviewFeedback', { pass: false, note: 'a photo please' })
  expect(runningClocks(loop.state).map(({ stage }) => stage)).toContain('result')
  const given = loop.now
  loop.give(water, 'giveFeedback', FEEDBACK)
  loop.now += DAY
  loop.give(reviewer, 'reviewFeedback', { pass: true, note: null })
  expect(loop.state.clocks.find(({ stage }) => stage === 'result')?.doneAt).toBe(given)
})

test('finder, handler and verifier are three people where the category asks for it', () => {
  const rules = { separatePeople: true, verifyOnSite: true }
  const both = { ...water, roles: [...water.roles, ...operator.roles, ...reviewer.roles, ...officer.roles] }
  const loop = new Loop(undefined, rules)
  loop.give(both, 'submit', { ...SUBMIT, residentId: null })
  loop.give(operator, 'accept', {})
  loop.give(operator, 'dispatch', { bodyCode: 'water', bodyIsGrid: false, note: null })
  expect(() => loop.give(both, 'take', {})).toThrow(refused('SAME_PERSON'))
  loop.give({ ...water, id: 22 }, 'take', {})
  loop.give({ ...water, id: 22 }, 'giveFeedback', FEEDBACK)
  expect(() => loop.give(reviewer, 'reviewFeedback', { pass: true, note: null })).toThrow(
    refused('VERIFICATION_NEEDED'),
  )
  expect(() => loop.give(both, 'verifyOnSite', { passed: true, photos: [], note: null })).toThrow(
    refused('SAME_PERSON'),
  )
  loop.give(officer, 'verifyOnSite', { passed: true, photos: [], note: null })
  loop.give(reviewer, 'reviewFeedback', { pass: true, note: null })
  expect(loop.state.status).toBe('answered')
})

test('who handled it never reviews it', () => {
  const loop = inHand()
  loop.give(water, 'giveFeedback', FEEDBACK)
  const both = { ...reviewer, id: water.id }
  expect(() => loop.give(both, 'reviewFeedback', { pass: true, note: null })).toThrow(refused('SAME_PERSON'))
})

test('a rehandle goes to a different reviewer, with new clocks, as often as the city allows, within its window', () => {
  const loop = answered()
  loop.give(resident, 'rate', { satisfaction: 'dissatisfied', solved: 'notSolved', text: 'still dark', photos: [] })
  loop.now += 3 * DAY
  loop.give(resident, 'rehandle', { text: 'still dark', photos: [] })
  expect(loop.state).toMatchObject({ status: 'accepted', round: 2, order: null, rating: null })
  loop.give(operator, 'dispatch', { bodyCode: 'water', bodyIsGrid: false, note: null })
  expect(runningClocks(loop.state).every(({ round }) => round === 2)).toBe(true)
  loop.give(water, 'take', {})
  loop.give(water, 'giveFeedback', FEEDBACK)
  expect(() => loop.give(reviewer, 'reviewFeedback', { pass: true, note: null })).toThrow(refused('SAME_PERSON'))
  loop.give(otherReviewer, 'reviewFeedback', { pass: true, note: null })
  loop.now += 15 * DAY
  loop.give(resident, 'rehandle', { text: 'again', photos: [] })
  loop.give(operator, 'answer', { outcome: 'explained', text: 'so', photos: [] })
  expect(() => loop.give(resident, 'rehandle', { text: 'third', photos: [] })).toThrow(refused('REHANDLES_USED'))
})

test('the rehandle window is whole days from the result and then over', () => {
  const loop = answered()
  loop.now = Date.parse('2026-03-17T15:59:59Z') // 23:59:59 there, on the fifteenth day after
  expect(allowedActions(loop.state, resident, loop.context)).toContain('rehandle')
  loop.now += 1_000
  expect(() => loop.give(resident, 'rehandle', { text: 'late', photos: [] })).toThrow(refused('REHANDLE_WINDOW_OVER'))
})

test('an urge is once a calendar day of the city, not once in 24 hours', () => {
  const loop = inHand()
  loop.now = Date.parse('2026-03-03T15:30:00Z') // 23:30 there
  loop.give(resident, 'urge', {})
  expect(() => loop.give(resident, 'urge', {})).toThrow(refused('URGED_TODAY'))
  loop.now += 31 * 60_000
  loop.give(resident, 'urge', {})
})

test('what a department must do is never pushed down to a grid', () => {
  const loop = new Loop(undefined, { departmentDuty: true })
  loop.give(resident, 'submit', SUBMIT)
  loop.give(operator, 'accept', {})
  expect(() => loop.give(operator, 'dispatch', { bodyCode: 'grid1', bodyIsGrid: true, note: null })).toThrow(
    refused('DEPARTMENT_DUTY'),
  )
})

test('a demanded photo is demanded of residents, not of a caller on the phone', () => {
  const loop = new Loop(undefined, { photoRequired: true })
  expect(() => loop.give(resident, 'submit', SUBMIT)).toThrow(refused('PHOTO_REQUIRED'))
  loop.give(operator, 'submit', { ...SUBMIT, channel: 'phone' })
})

test('what has not happened yet cannot be reported', () => {
  const loop = new Loop()
  expect(() => loop.give(resident, 'submit', { ...SUBMIT, occurredAt: loop.now + 1 })).toThrow(
    refused('DATE_IN_FUTURE'),
  )
})

test('silence is archived only after its window, a solved one at once', () => {
  const loop = answered()
  expect(() => loop.give(operator, 'archive', {})).toThrow(refused('NOT_ALLOWED_NOW'))
  loop.now += 31 * DAY
  loop.give(PEOPLE.system, 'archive', {})
  expect(loop.state).toMatchObject({ status: 'archived', rating: null })
})

test('a declined appeal carries a ground from the list', () => {
  const loop = new Loop()
  loop.give(resident, 'submit', SUBMIT)
  expect(() => loop.give(operator, 'decline', { ground: 'dislike', text: 'no' })).toThrow(refused('GROUND_UNKNOWN'))
  loop.give(operator, 'decline', { ground: 'court', text: 'the court decides this' })
  expect(loop.state.status).toBe('declined')
})

test('nobody acts or reads beyond their role, body and jurisdiction', () => {
  const loop = inHand()
  for (const person of [elsewhere, guest, roads, officer])
    expect([mayRead(loop.state, person, loop.now), allowedActions(loop.state, person, loop.context)]).toEqual([
      false,
      [],
    ])
  const own = allowedActions(loop.state, resident, loop.context)
  expect(own).toEqual(['supplement', 'urge', 'withdraw', 'reportPressure'])
  expect(allowedActions(loop.state, water, loop.context)).toEqual([
    'bounce',
    'requestExtension',
    'contact',
    'viewContact',
    'giveFeedback',
  ])
})

test('a role that has ended a moment ago is no role', () => {
  const loop = inHand()
  const former = { ...water, roles: water.roles.map((role) => ({ ...role, until: loop.now })) }
  expect(allowedActions(loop.state, former, loop.context)).toEqual([])
})

test('an anonymous resident stays anonymous to the handler', () => {
  const loop = inHand()
  expect(allowedActions({ ...loop.state, anonymous: true }, water, loop.context)).not.toContain('viewContact')
  expect(allowedActions({ ...loop.state, anonymous: true }, operator, loop.context)).toContain('viewContact')
})

test('the next due time is that of the first running clock', () => {
  const loop = inHand()
  expect(iso(nextDueAt(loop.state))).toBe(dueOf(loop, 'firstContact'))
})

test('replaying the log gives the state', () => {
  const loop = answered()
  expect(replayAppeal(loop.log)).toEqual(loop.state)
})
