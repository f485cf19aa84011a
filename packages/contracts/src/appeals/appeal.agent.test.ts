import { expect, test } from 'vitest'
import type { ResidentActor } from '../identity/actor.ts'
import { Loop, PEOPLE, SUBMIT } from './appeal.fixtures.ts'
import { actorFor, allowedActions, mayRead, seesGuarded } from './appeal.policy.ts'
import { NO_APPEAL } from './appeal.state.ts'

const { resident, operator } = PEOPLE
const AGENT = 7
type Scope = NonNullable<ResidentActor['onBehalfOf']>['scope']
const acting = (scope: Scope, id = AGENT): ResidentActor => ({
  kind: 'resident',
  id,
  jurisdiction: '/city',
  onBehalfOf: { residentId: 1, scope },
})
const ALL: Scope = ['track', 'submit', 'supplement', 'rate', 'withdraw']

/** Sent by the agent in the resident's place. */
function sent(): Loop {
  const loop = new Loop()
  loop.give(acting(ALL), 'submit', { ...SUBMIT, residentId: 1, agentId: AGENT })
  return loop
}

test('what an agent sends is the resident’s, and the log names the agent', () => {
  const { state, log } = sent()
  expect(state).toMatchObject({ residentId: 1, agentId: AGENT })
  expect(log[0]).toMatchObject({ actor: { id: AGENT, role: 'agent' }, data: { residentId: 1, agentId: AGENT } })
  expect(mayRead(state, resident, 0)).toBe(true)
})

test('an agent does what the scope covers, and nothing without an authority that holds', () => {
  const loop = sent()
  expect(allowedActions(loop.state, acting(ALL), loop.context)).toEqual(['supplement', 'urge', 'withdraw'])
  expect(allowedActions(loop.state, acting(['track']), loop.context)).toEqual(['urge'])
  const over: ResidentActor = { kind: 'resident', id: AGENT, jurisdiction: '/city' }
  expect(allowedActions(loop.state, over, loop.context)).toEqual([])
  expect(mayRead(loop.state, over, 0)).toBe(false)
  expect(actorFor(NO_APPEAL, acting(['track']), 'submit', 0)).toBeNull()
})

test('an authority opens nothing that its agent has not sent by it', () => {
  const own = new Loop()
  own.give(resident, 'submit', SUBMIT)
  expect(mayRead(own.state, acting(ALL), 0)).toBe(false)
  expect(actorFor(own.state, acting(ALL), 'withdraw', 0)).toBeNull()
  const { state } = sent()
  expect(mayRead(state, acting(ALL, 8), 0)).toBe(false)
  expect(mayRead({ ...state, residentId: 3 }, acting(ALL), 0)).toBe(false)
})

test('who sent it in another’s place does not join it as a neighbour', () => {
  const { state } = sent()
  expect(actorFor(state, { kind: 'resident', id: AGENT, jurisdiction: '/city' }, 'join', 0)).toBeNull()
  expect(actorFor(state, { kind: 'resident', id: 9, jurisdiction: '/city' }, 'join', 0)?.role).toBe('resident')
})

test('an agent is asked for the photo that the category asks for, and learns of pressure where they may rate', () => {
  const loop = new Loop(undefined, { photoRequired: true })
  expect(() => loop.give(acting(ALL), 'submit', { ...SUBMIT, residentId: 1, agentId: AGENT })).toThrow(
    expect.objectContaining({ code: 'PHOTO_REQUIRED' }),
  )
  const { state } = sent()
  expect(seesGuarded(state, acting(ALL), 0)).toBe(true)
  expect(seesGuarded(state, acting(['track', 'submit']), 0)).toBe(false)
  expect(mayRead(state, operator, 0)).toBe(true)
})
