import { expect, test } from 'vitest'
import { answered, FEEDBACK, inHand, Loop, PEOPLE, SUBMIT } from './appeal.fixtures.ts'
import { APPEAL_EVENTS } from './appeal.events.ts'
import { EVENT_STEPS, stagesOf, stepsOf, STEPS } from './appeal.steps.ts'

const { resident, operator, water, reviewer, supervisor } = PEOPLE
const letter = { done: 'D', current: 'C', ahead: '.', notNeeded: '-' } as const

/** accept dispatch track supervise feedback rate publish archive, a letter each. */
const steps = (loop: Loop, consent = false) =>
  stepsOf(loop.log, consent)
    .map(({ state }) => letter[state])
    .join('')
const stages = (loop: Loop) =>
  stagesOf(stepsOf(loop.log, false), loop.state.submittedAt)
    .map(({ state }) => letter[state])
    .join('')

test('every event of the machine stands in the step table, and no other', () => {
  expect(Object.keys(EVENT_STEPS).toSorted()).toEqual(Object.keys(APPEAL_EVENTS).toSorted())
})

test('the resident reads what is said to them and by them, a result once it is reviewed, and no note between colleagues', () => {
  const read = Object.entries(EVENT_STEPS).filter(([, row]) => row.words === 'said')
  expect(read.map(([type]) => type)).toEqual([
    'submitted',
    'declined',
    'answered',
    'rated',
    'rehandled',
    'supplemented',
    'withdrawn',
    'published',
    'pressureReported',
    'pressureSettled',
  ])
  expect(read.filter(([, row]) => row.visibility === 'staff')).toEqual([])
  expect(EVENT_STEPS.feedbackGiven.words).toBe('saidOnceReviewed')
})

test('steps and stages move with the loop, and supervision is never shown as done when nobody supervised', () => {
  const loop = new Loop()
  loop.give(resident, 'submit', SUBMIT)
  expect([steps(loop), stages(loop)]).toEqual(['C..-..-.', 'D...'])
  loop.give(operator, 'accept', {})
  expect([steps(loop), stages(loop)]).toEqual(['DC.-..-.', 'DC..'])
  loop.give(operator, 'dispatch', { bodyCode: 'water', bodyIsGrid: false, note: null })
  loop.give(water, 'take', {})
  expect([steps(loop), stages(loop)]).toEqual(['DDC-..-.', 'DC..'])
  loop.give(water, 'giveFeedback', FEEDBACK)
  expect([steps(loop), stages(loop)]).toEqual(['DDD-C.-.', 'DC..'])
  loop.give(reviewer, 'reviewFeedback', { pass: true, note: null })
  expect([steps(loop), stages(loop)]).toEqual(['DDD-DC-.', 'DDDC'])
  expect(steps(loop, true)).toBe('DDD-DC..')
  loop.give(resident, 'rate', { satisfaction: 'satisfied', solved: 'solved', text: null, photos: [] })
  expect(steps(loop)).toBe('DDD-DD-C')
  loop.give(operator, 'archive', {})
  expect([steps(loop), stages(loop)]).toEqual(['DDD-DD-D', 'DDDD'])
})

test('an upheld bounce opens the dispatch again', () => {
  const loop = inHand()
  loop.give(water, 'bounce', { ground: 'notOurs', note: null })
  loop.give(supervisor, 'ruleBounce', { uphold: true, note: null })
  expect(steps(loop)).toBe('DC.-..-.')
})

test('an answer at once needs no dispatch', () => {
  const loop = new Loop()
  loop.give(resident, 'submit', SUBMIT)
  loop.give(operator, 'answer', { outcome: 'explained', text: 'so', photos: [] })
  expect([steps(loop), stages(loop)]).toEqual(['D---DC-.', 'DDDC'])
})

test('a rehandle opens the steps again, and a returned feedback the tracking', () => {
  const loop = answered()
  loop.give(resident, 'rehandle', { text: 'no', photos: [] })
  expect([steps(loop), stages(loop)]).toEqual(['DC.-..-.', 'DC..'])
  const returned = inHand()
  returned.give(water, 'giveFeedback', FEEDBACK)
  returned.give(reviewer, 'reviewFeedback', { pass: false, note: null })
  expect(steps(returned)).toBe('DDC-..-.')
})

test('a declined appeal owes the resident nothing more, and an unrated one is not shown as rated', () => {
  const declined = new Loop()
  declined.give(resident, 'submit', SUBMIT)
  declined.give(operator, 'decline', { ground: 'court', text: 'court' })
  expect([steps(declined), stages(declined)]).toEqual(['D------C', 'D-D-'])
  const silent = answered()
  silent.now += 40 * 86_400_000
  silent.give(operator, 'archive', {})
  expect([steps(silent), stages(silent)]).toEqual(['DDD-D--D', 'DDD-'])
})

test('a step that is done names the event that made it so', () => {
  const loop = answered()
  const byStep = Object.fromEntries(stepsOf(loop.log, false).map((step) => [step.step, step]))
  expect(STEPS.map((step) => byStep[step]?.seq)).toEqual([2, 3, 5, null, 6, null, null, null])
  expect(byStep['feedback']).toMatchObject({ actorRole: 'reviewer', at: loop.now })
})
