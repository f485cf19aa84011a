import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CivicError } from '../kernel/errors.ts'
import type { Actor, RoleGrant, StaffActor } from '../identity/actor.ts'
import type { AppealCommand, AppealInputs } from './appeal.commands.ts'
import { APPEAL_STATUSES, OUTCOMES, SATISFACTIONS, SOLVED_ANSWERS } from './appeal.constants.ts'
import { Loop, PEOPLE, PUBLISH, SUBMIT } from './appeal.fixtures.ts'
import { APPEAL_COMMANDS, replayAppeal } from './appeal.machine.ts'
import { allowedActions } from './appeal.policy.ts'
import { runningClocks, type AppealState } from './appeal.state.ts'
import { stepsOf } from './appeal.steps.ts'

const note = fc.constant(null)
const text = fc.constant('words')
const photos = fc.constant<readonly string[]>([])
const inputs: { [Command in AppealCommand]: fc.Arbitrary<AppealInputs[Command]> } = {
  submit: fc.constant(SUBMIT),
  accept: fc.constant({}),
  decline: fc.record({ ground: fc.constant('court'), text }),
  classify: fc.constant({ kind: 'help', category: 'water' }),
  answer: fc.record({ outcome: fc.constantFrom(...OUTCOMES), text, photos }),
  dispatch: fc.record({ bodyCode: fc.constantFrom('water', 'roads'), bodyIsGrid: fc.constant(false), note }),
  take: fc.constant({}),
  bounce: fc.record({ ground: fc.constant('notOurs'), note }),
  ruleBounce: fc.record({ uphold: fc.boolean(), note }),
  requestExtension: fc.record({ reason: fc.constant('parts'), days: fc.integer({ min: 1, max: 7 }), note }),
  ruleExtension: fc.record({ grant: fc.boolean(), note }),
  contact: fc.record({
    result: fc.constantFrom('reached', 'notReached'),
    means: fc.constant('phone'),
    agreedAt: fc.constant(null),
    note,
  }),
  viewContact: fc.constant({}),
  giveFeedback: fc.record({ outcome: fc.constantFrom(...OUTCOMES), text, photos }),
  verifyOnSite: fc.record({ passed: fc.boolean(), photos, note }),
  reviewFeedback: fc.record({ pass: fc.boolean(), note }),
  rate: fc.record({
    satisfaction: fc.constantFrom(...SATISFACTIONS),
    solved: fc.constantFrom(...SOLVED_ANSWERS),
    text,
    photos,
  }),
  rehandle: fc.record({ text, photos }),
  supplement: fc.record({ text, photos }),
  urge: fc.constant({}),
  withdraw: fc.record({ text }),
  archive: fc.constant({}),
  join: fc.constant({}),
  adopt: fc.constant({}),
  answerJoined: fc.record({ solved: fc.constantFrom(...SOLVED_ANSWERS) }),
  publish: fc.constant(PUBLISH),
  unpublish: fc.record({ ground: fc.constantFrom('unsuitable', 'nonsense'), note }),
  recordCheck: fc.record({ parts: fc.constant([]) }),
  passContent: fc.record({ text }),
  reportPressure: fc.record({ text: note }),
  settlePressure: fc.record({ text: note }),
}

/** Somebody with every role, in one area: whoever finds, handles and verifies could be the same. */
const everything = (id: number, areaPath: string): StaffActor => ({
  kind: 'staff',
  id,
  name: `everything ${id}`,
  roles: (['operator', 'handler', 'reviewer', 'supervisor', 'gridOfficer'] as const).map((role): RoleGrant => ({
    role,
    areaPath,
    bodyCode: role === 'handler' ? 'water' : null,
    from: 0,
    until: null,
  })),
})
const FINDER = everything(70, '/city')
const COLLEAGUE = everything(71, '/city')
/** The same body and roles, in another part of the city. */
const BEYOND = everything(72, '/city/west')
const EVERYBODY: readonly Actor[] = [...Object.values(PEOPLE), FINDER, COLLEAGUE, BEYOND]

// Said here once more, apart from the machine's own rows, so that a mistake in them is found.
const RESIDENTS: readonly AppealCommand[] = [
  'rate',
  'rehandle',
  'supplement',
  'urge',
  'withdraw',
  'unpublish',
  'reportPressure',
]
/** Of those alone whose appeal it is not. */
const NEIGHBOURS: readonly AppealCommand[] = ['join', 'answerJoined', 'adopt']
const BODYS: readonly AppealCommand[] = ['take', 'bounce', 'requestExtension', 'contact', 'giveFeedback']
const NOBODYS: readonly Actor[] = [PEOPLE.guest, PEOPLE.stranger, PEOPLE.elsewhere, BEYOND]

/** Nobody beyond their permission or jurisdiction. */
function expectMayGive(who: Actor, command: AppealCommand, before: AppealState) {
  if (NEIGHBOURS.includes(command)) {
    expect([who.kind, who.kind === 'resident' && who.id === before.residentId]).toEqual(['resident', false])
    return
  }
  expect(NOBODYS).not.toContain(who)
  if (who.kind === 'resident') expect(RESIDENTS).toContain(command)
  if (who.kind !== 'staff') return
  expect(RESIDENTS.filter((name) => name !== 'unpublish')).not.toContain(command)
  // Whoever pressed a resident must not be able to close the report of it.
  if (command === 'settlePressure') expect(before.order?.handlerId).not.toBe(who.id)
  if (BODYS.includes(command)) expect(who.roles.map(({ bodyCode }) => bodyCode)).toContain(before.order?.bodyCode)
}

const WORKED = ['dispatched', 'bounceRequested', 'inProgress', 'feedbackPending']
const ENDED = ['declined', 'withdrawn', 'archived']

/** A status holds what it speaks of. */
function expectLegal(state: AppealState) {
  const { status, order, round, clocks } = state
  expect(APPEAL_STATUSES).toContain(status)
  if (status === null) return
  if (WORKED.includes(status)) {
    expect(order && [order.bounce !== null, order.feedback !== null]).toEqual([
      status === 'bounceRequested',
      status === 'feedbackPending',
    ])
    const result = clocks.filter((clock) => clock.stage === 'result' && clock.round === round)
    expect(result.map(({ doneAt }) => doneAt)).toEqual([null])
  }
  if (status === 'answered' || status === 'rated') {
    expect([state.outcome, state.answeredAt]).not.toContain(null)
    expect(state.rating !== null).toBe(status === 'rated')
  }
  if (ENDED.includes(status)) expect(runningClocks(state)).toEqual([])
  // Nothing is public without consent and a result.
  if (state.published) expect([state.consent, state.outcome !== null]).toEqual([true, true])
}

/** Finder, handler and verifier are three people where the category asks for it; who handled it never reviews it. */
function expectSeparate({ order, finderId, reviewers, status }: AppealState, separatePeople: boolean) {
  const handlers = [order?.handlerId, order?.feedback?.by].filter((id) => id != null)
  if (separatePeople) expect(handlers).not.toContain(finderId)
  if (order?.verification)
    expect([...handlers, finderId].filter((id) => id !== null)).not.toContain(order.verification.by)
  if (status === 'answered') expect(handlers).not.toContain(reviewers.at(-1))
  expect(new Set(reviewers).size).toBe(reviewers.length)
}

/** One try of somebody at something, some time later. The hint picks among what is allowed, so that runs get far. */
const tries = fc.array(
  fc.record({
    wait: fc.oneof(fc.integer({ min: 0, max: 8 * 3_600_000 }), fc.integer({ min: 0, max: 20 * 86_400_000 })),
    // Those who could be finder, handler and verifier in one try it more often than others.
    who: fc.oneof(fc.constantFrom(...EVERYBODY), fc.constantFrom(FINDER, COLLEAGUE)),
    allowed: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
    pick: fc.nat(1_000),
    seed: fc.nat(),
  }),
  { minLength: 20, maxLength: 120, size: 'max' },
)

/** Most runs should get past the early ends. */
const ENDS: readonly AppealCommand[] = ['decline', 'answer', 'withdraw', 'archive']

const rules = fc.record({ verifyOnSite: fc.boolean(), separatePeople: fc.boolean() })
const senders = fc.constantFrom<Actor>(PEOPLE.resident, FINDER)

test('random commands by random people at random times never break the loop', () => {
  const reached = new Set<string>()
  fc.assert(
    fc.property(rules, senders, fc.boolean(), tries, (cityRules, sender, consent, run) => {
      const loop = new Loop(undefined, cityRules)
      loop.give(sender, 'submit', { ...SUBMIT, consent, channel: sender === FINDER ? 'phone' : 'portal' })
      for (const { wait, who, allowed, pick, seed } of run) {
        loop.now += wait
        const choices = allowed
          ? allowedActions(loop.state, who, loop.context).filter((name) => pick % 12 === 0 || !ENDS.includes(name))
          : APPEAL_COMMANDS
        const command = choices[pick % Math.max(choices.length, 1)]
        if (!command) continue
        const [input] = fc.sample(inputs[command] as fc.Arbitrary<never>, { seed, numRuns: 1 })
        const before = { state: loop.state, length: loop.log.length }
        try {
          loop.give(who, command, input as never)
        } catch (error) {
          expect(error instanceof CivicError || (error instanceof Error && error.message === 'nobody')).toBe(true)
          expect({ state: loop.state, length: loop.log.length }).toEqual(before)
          continue
        }
        const { state, log } = loop
        expectMayGive(who, command, before.state)
        expectLegal(state)
        expectSeparate(state, cityRules.separatePeople)
        expect(log.length).toBeGreaterThan(before.length)
        expect(state.version).toBe(log.length)
        // No clock is ever lost, and none that stopped runs again.
        for (const [i, clock] of before.state.clocks.entries()) {
          expect(state.clocks[i]).toMatchObject({ stage: clock.stage, startedAt: clock.startedAt })
          if (clock.doneAt !== null) expect(state.clocks[i]?.doneAt).toBe(clock.doneAt)
        }
        const steps = stepsOf(log, state.consent)
        expect(steps.filter(({ state: step }) => step === 'current').length).toBeLessThanOrEqual(1)
        // No step without an event.
        for (const { state: step, seq, at } of steps)
          if (step === 'done') expect(log).toContainEqual(expect.objectContaining({ seq, at }))
        reached.add(state.status ?? '')
      }
      expect(replayAppeal(loop.log)).toEqual(loop.state)
    }),
    { numRuns: 300, seed: 20260302 },
  )
  // The run is worth something only when it got everywhere.
  expect([...reached].toSorted()).toEqual(APPEAL_STATUSES.toSorted())
})
