import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CivicError } from '../kernel/errors.ts'
import type { AppealCommand, AppealInputs } from './appeal.commands.ts'
import { APPEAL_STATUSES, OUTCOMES, SATISFACTIONS, SOLVED_ANSWERS } from './appeal.constants.ts'
import { Loop, PEOPLE, SUBMIT } from './appeal.fixtures.ts'
import { APPEAL_COMMANDS, replayAppeal } from './appeal.machine.ts'
import { allowedActions } from './appeal.policy.ts'
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
}

/** One try of somebody at something, some time later. The hint picks among what is allowed, so that runs get far. */
const tries = fc.array(
  fc.record({
    wait: fc.oneof(fc.integer({ min: 0, max: 8 * 3_600_000 }), fc.integer({ min: 0, max: 20 * 86_400_000 })),
    who: fc.constantFrom(...Object.values(PEOPLE)),
    allowed: fc.boolean(),
    pick: fc.nat(1_000),
    seed: fc.nat(),
  }),
  { minLength: 20, maxLength: 120, size: 'max' },
)

/** Most runs should get past the early ends. */
const ENDS: readonly AppealCommand[] = ['decline', 'answer', 'withdraw', 'archive']

const rules = fc.record({ verifyOnSite: fc.boolean(), separatePeople: fc.boolean() })

test('random commands by random people at random times never break the loop', () => {
  const reached = new Set<string>()
  fc.assert(
    fc.property(rules, tries, (cityRules, run) => {
      const loop = new Loop(undefined, cityRules)
      loop.give(PEOPLE.resident, 'submit', SUBMIT)
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
        expect(APPEAL_STATUSES).toContain(state.status)
        expect(log.length).toBeGreaterThan(before.length)
        expect(state.version).toBe(log.length)
        // No clock is ever lost, and none that stopped runs again.
        for (const [i, clock] of before.state.clocks.entries()) {
          expect(state.clocks[i]).toMatchObject({ stage: clock.stage, startedAt: clock.startedAt })
          if (clock.doneAt !== null) expect(state.clocks[i]?.doneAt).toBe(clock.doneAt)
        }
        if (
          state.order &&
          ['dispatched', 'bounceRequested', 'inProgress', 'feedbackPending'].includes(state.status ?? '')
        )
          expect(
            state.clocks.some(
              ({ stage, round, doneAt }) => stage === 'result' && round === state.round && doneAt === null,
            ),
          ).toBe(true)
        if (cityRules.separatePeople && state.order?.verification)
          expect([state.order.feedback?.by, state.finderId]).not.toContain(state.order.verification.by)
        if (state.order?.feedback && state.status === 'answered')
          expect(state.reviewers.at(-1)).not.toBe(state.order.feedback.by)
        expect(stepsOf(log, false).filter(({ state: step }) => step === 'current').length).toBeLessThanOrEqual(1)
        reached.add(state.status ?? '')
      }
      expect(replayAppeal(loop.log)).toEqual(loop.state)
    }),
    { numRuns: 300, seed: 20260302 },
  )
  // The run is worth something only when it got everywhere.
  expect([...reached].toSorted()).toEqual(APPEAL_STATUSES.toSorted())
})
