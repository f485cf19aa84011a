import { CivicError } from '@civicgrid/contracts'
import type { Receipt } from '../wire/appeals.ts'
import type { MockAppeals } from './appeals.ts'
import type { LoadedMock } from './city.ts'
import { msOf } from './clock.ts'
import type { DeskScript, DeskStep } from './script.ts'
import type { MockDesk } from './types.ts'

const ANSWER = '已到现场处理,恢复正常。'

export function createDesk(
  appeals: MockAppeals,
  { appeals: city, people }: LoadedMock,
  publish: MockDesk['publish'],
): MockDesk {
  function by(persona: string, code: string) {
    const person = people.get(persona)
    if (!person) throw new TypeError(`nobody is called ${persona}`)
    return { person, on: { code, expectedVersion: appeals.stateOf(code).version } }
  }
  function handler(code: string) {
    const { order } = appeals.stateOf(code)
    if (!order) throw new CivicError('WRONG_STATE', { message: 'no body has it yet' })
    return by(`handler-${order.bodyCode}`, code)
  }

  /** Somebody who has not reviewed it before: a rehandle goes to another reviewer. */
  function reviewer(code: string) {
    const { reviewers } = appeals.stateOf(code)
    const fresh = ['reviewer', 'reviewer-2'].find((persona) => !reviewers.includes(people.get(persona)?.actor.id ?? 0))
    return by(fresh ?? 'reviewer', code)
  }

  const desk: MockDesk = {
    publish,
    accept(code) {
      const { person, on } = by('operator', code)
      return appeals.give(person, 'accept', on)
    },
    decline(code, { ground = 'litigation', text = ANSWER } = {}) {
      const { person, on } = by('operator', code)
      return appeals.give(person, 'decline', { ...on, ground, text })
    },
    answer(code, { outcome = 'explained', text = ANSWER } = {}) {
      const { person, on } = by('operator', code)
      return appeals.give(person, 'answer', { ...on, outcome, text, photos: [] })
    },
    dispatch(code, { bodyCode } = {}) {
      const { person, on } = by('operator', code)
      const { category, areaPath } = appeals.stateOf(code)
      const owner = bodyCode ?? city.owner(category, areaPath)?.body.code ?? ''
      return appeals.give(person, 'dispatch', { ...on, bodyCode: owner, note: null })
    },
    take(code) {
      const { person, on } = handler(code)
      return appeals.give(person, 'take', on)
    },
    bounce(code, { ground = 'notOurs' } = {}) {
      const { person, on } = handler(code)
      return appeals.give(person, 'bounce', { ...on, ground, note: null })
    },
    contact(code) {
      const { person, on } = handler(code)
      const reached = { result: 'reached', means: 'phone', agreedAt: null, note: null } as const
      return appeals.give(person, 'contact', { ...on, ...reached })
    },
    giveFeedback(code, { outcome = 'solved', text = ANSWER } = {}) {
      const { person, on } = handler(code)
      return appeals.give(person, 'giveFeedback', { ...on, outcome, text, photos: [] })
    },
    verifyOnSite(code) {
      const { person, on } = by('supervisor', code)
      return appeals.give(person, 'verifyOnSite', { ...on, passed: true, photos: [], note: null })
    },
    reviewFeedback(code) {
      const { person, on } = reviewer(code)
      return appeals.give(person, 'reviewFeedback', { ...on, pass: true, note: null })
    },
    archive(code) {
      const { person, on } = by('operator', code)
      return appeals.give(person, 'archive', on)
    },
    settle(code, words = {}) {
      let receipt: Receipt | undefined
      for (let step = nextStep(appeals, city, code); step; step = nextStep(appeals, city, code))
        receipt = desk[step](code, words)
      if (!receipt) throw new CivicError('WRONG_STATE', { message: 'there is nothing left to settle' })
      return receipt
    },
  }
  return desk
}

/** What is to be done now on the straight way; undefined where the desk has nothing to do. */
function nextStep(appeals: MockAppeals, city: LoadedMock['appeals'], code: string): DeskStep | undefined {
  const state = appeals.stateOf(code)
  if (state.status === 'submitted') return 'accept'
  if (state.status === 'accepted') return 'dispatch'
  if (state.status === 'dispatched') return 'take'
  if (state.status === 'inProgress') return state.order?.contacts === 0 ? 'contact' : 'giveFeedback'
  if (state.status !== 'feedbackPending') return undefined
  return city.rules(state).verifyOnSite && !state.order?.verification ? 'verifyOnSite' : 'reviewFeedback'
}

/**
 * The script of a whole city: what falls due until an instant is done, each at its own. A step that does not fit any more
 * (the resident took it back) is left out.
 */
export function playScript(
  script: DeskScript,
  { appeals, city, desk }: { appeals: MockAppeals; city: LoadedMock['appeals']; desk: MockDesk },
  until: number,
  stop: (at: number) => void,
): void {
  for (;;) {
    const due = appeals
      .codes()
      .flatMap((code) => {
        const step = nextStep(appeals, city, code)
        const wait = step && script.find(([name]) => name === step)
        const since = appeals.lastStepAt(code)
        return step && wait ? [{ code, step, at: since + msOf(wait[1]) }] : []
      })
      .filter(({ at }) => at <= until)
      .toSorted((a, b) => a.at - b.at)[0]
    if (!due) return
    stop(due.at)
    desk[due.step](due.code)
  }
}
