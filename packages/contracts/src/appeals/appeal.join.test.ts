import { expect, test } from 'vitest'
import { answered, inHand, Loop, PEOPLE, SUBMIT } from './appeal.fixtures.ts'
import { allowedActions, mayRead } from './appeal.policy.ts'
import { stepsOf } from './appeal.steps.ts'

const { resident, stranger, operator, guest, system } = PEOPLE
const refused = (code: string) => expect.objectContaining({ code })

test('neighbours join while it is open, are counted, and read no more than before', () => {
  const loop = inHand()
  const before = loop.state
  loop.give(stranger, 'join', {})
  loop.give({ ...stranger, id: 3 }, 'join', {})
  expect(loop.state).toEqual({ ...before, joined: 2, version: before.version + 2 })
  expect(mayRead(loop.state, stranger, loop.now)).toBe(false)
  expect(allowedActions(loop.state, stranger, loop.context)).toEqual(['join'])
  expect(stepsOf(loop.log, false)).toEqual(stepsOf(loop.log.slice(0, -2), false))
})

test('nobody joins their own, and neither guests nor staff nor the service join', () => {
  const loop = inHand()
  for (const person of [resident, operator, guest, system])
    expect(() => loop.give(person, 'join', {})).toThrow('nobody')
  expect(allowedActions(loop.state, resident, loop.context)).not.toContain('join')
})

test('a caller without an account has no claim on it: every resident is a neighbour', () => {
  const loop = new Loop()
  loop.give(operator, 'submit', { ...SUBMIT, residentId: null, channel: 'phone' })
  loop.give(resident, 'join', {})
  expect(loop.state.joined).toBe(1)
})

test.each(['report', 'consult', 'praise'] as const)('what is one person’s own cannot be joined: %s', (kind) => {
  const loop = new Loop()
  loop.give(resident, 'submit', { ...SUBMIT, kind })
  expect(() => loop.give(stranger, 'join', {})).toThrow(refused('NOT_ALLOWED_NOW'))
})

test('after a result nobody joins any more, and those who did are asked', () => {
  const alone = answered()
  expect(() => alone.give(stranger, 'join', {})).toThrow(refused('WRONG_STATE'))
  expect(() => alone.give(stranger, 'answerJoined', { solved: 'solved' })).toThrow(refused('NOT_ALLOWED_NOW'))

  const loop = inHand()
  loop.give(stranger, 'join', {})
  expect(() => loop.give(stranger, 'answerJoined', { solved: 'solved' })).toThrow(refused('WRONG_STATE'))
  loop.give(PEOPLE.water, 'giveFeedback', { outcome: 'solved', text: 'done', photos: [] })
  loop.give(PEOPLE.reviewer, 'reviewFeedback', { pass: true, note: null })
  const before = loop.state
  loop.give(stranger, 'answerJoined', { solved: 'notSolved' })
  // Their word is heard; the appeal stays its sender's.
  expect(loop.state).toEqual({ ...before, version: before.version + 1 })
  expect(loop.log.at(-1)).toMatchObject({ type: 'joinerAnswered', data: { residentId: 2, solved: 'notSolved' } })
})

test('one that was declined has no result to ask about', () => {
  const loop = new Loop()
  loop.give(resident, 'submit', SUBMIT)
  loop.give(stranger, 'join', {})
  loop.give(operator, 'decline', { ground: 'court', text: 'a court decides' })
  loop.give(operator, 'archive', {})
  expect(() => loop.give(stranger, 'answerJoined', { solved: 'solved' })).toThrow(refused('NOT_ALLOWED_NOW'))
})
