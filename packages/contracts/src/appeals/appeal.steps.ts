import type { ActorRole, Visibility } from './appeal.constants.ts'
import type { AppealEventType } from './appeal.events.ts'

/** The eight steps of the loop (事项受理 … 归档销号), in the order in which a resident sees them. */
export const STEPS = ['accept', 'dispatch', 'track', 'supervise', 'feedback', 'rate', 'publish', 'archive'] as const
export type Step = (typeof STEPS)[number]

export const STEP_STATES = ['done', 'current', 'ahead', 'notNeeded'] as const
export type StepState = (typeof STEP_STATES)[number]

/** The four plain stages of a resident: sent, someone has it, result, your say. */
export const STAGES = ['sent', 'handling', 'result', 'yourSay'] as const
export type Stage = (typeof STAGES)[number]

interface EventStep {
  /** The step an event belongs to on the timeline; null: to none in particular. */
  readonly step: Step | null
  readonly visibility: Visibility
  /**
   * Whether its words are said to the resident or by them; of a result, once a review has let it through. Missing: a note
   * between colleagues, also where the resident sees the event: that it happened is theirs to know, what one office
   * remarked to another is not.
   */
  readonly words?: 'said' | 'saidOnceReviewed'
  /** The event that makes its step done. */
  readonly completes?: true
  /** Steps that are no longer done after it. */
  readonly reopens?: readonly Step[]
  /** Changes nothing that anybody could have decided otherwise by: a command that did not know of it still counts. */
  readonly aside?: true
}

/** The one table event → step. Also says who may see an event of that type, and who its words. */
export const EVENT_STEPS: Readonly<Record<AppealEventType, EventStep>> = {
  submitted: { step: 'accept', visibility: 'parties', words: 'said' },
  accepted: { step: 'accept', visibility: 'public', completes: true },
  declined: { step: 'accept', visibility: 'parties', words: 'said', completes: true },
  classified: { step: 'dispatch', visibility: 'public' },
  dispatched: { step: 'dispatch', visibility: 'public', completes: true },
  bounceRequested: { step: 'dispatch', visibility: 'public' },
  bounceUpheld: { step: 'dispatch', visibility: 'public', reopens: ['dispatch'] },
  bounceRefused: { step: 'dispatch', visibility: 'public' },
  taken: { step: 'track', visibility: 'public' },
  contactAttempted: { step: 'track', visibility: 'parties' },
  contactViewed: { step: null, visibility: 'parties' },
  extensionRequested: { step: 'track', visibility: 'staff' },
  extensionGranted: { step: 'track', visibility: 'public' },
  extensionRefused: { step: 'track', visibility: 'staff' },
  feedbackGiven: { step: 'track', visibility: 'staff', words: 'saidOnceReviewed', completes: true },
  verifiedOnSite: { step: 'feedback', visibility: 'parties' },
  feedbackReturned: { step: 'feedback', visibility: 'staff', reopens: ['track'] },
  feedbackPassed: { step: 'feedback', visibility: 'public', completes: true },
  answered: { step: 'feedback', visibility: 'public', words: 'said', completes: true },
  rated: { step: 'rate', visibility: 'parties', words: 'said', completes: true },
  rehandled: {
    step: 'rate',
    visibility: 'public',
    words: 'said',
    reopens: ['dispatch', 'track', 'feedback', 'rate', 'publish'],
  },
  supplemented: { step: null, visibility: 'parties', words: 'said' },
  urged: { step: 'track', visibility: 'public' },
  withdrawn: { step: null, visibility: 'parties', words: 'said' },
  published: { step: 'publish', visibility: 'public', words: 'said', completes: true },
  unpublished: { step: 'publish', visibility: 'parties', reopens: ['publish'] },
  pressureReported: { step: null, visibility: 'guarded', words: 'said' },
  pressureSettled: { step: null, visibility: 'guarded', words: 'said' },
  contentChecked: { step: 'publish', visibility: 'staff', aside: true },
  contentPassed: { step: 'publish', visibility: 'staff', aside: true },
  archived: { step: 'archive', visibility: 'public', completes: true },
  adopted: { step: null, visibility: 'parties', aside: true },
  joined: { step: null, visibility: 'staff', aside: true },
  joinerAnswered: { step: 'rate', visibility: 'staff', aside: true },
}

/** What the projection reads of an event. */
export interface StepEvent {
  readonly type: string
  readonly seq: number
  readonly at: number
  readonly actor: { readonly role: string | null }
}

export interface StepView {
  readonly step: Step
  readonly state: StepState
  /** Of the event that made it done; null unless done. */
  readonly at: number | null
  readonly actorRole: ActorRole | null
  readonly seq: number | null
}

export interface StageView {
  readonly stage: Stage
  readonly state: StepState
  readonly at: number | null
}

/** The row of an event; undefined for one that this build does not know. */
export const eventStepOf = (type: string): EventStep | undefined =>
  Object.hasOwn(EVENT_STEPS, type) ? EVENT_STEPS[type as AppealEventType] : undefined

/** A loop that ended early owes no further step. */
const ENDED = new Set(['declined', 'withdrawn', 'archived'])

/**
 * The eight steps of one appeal, from its own events in order.
 * @param consent whether the resident consents to publication: without it 信息公示 is not needed.
 */
export function stepsOf(events: readonly StepEvent[], consent: boolean): StepView[] {
  const done = new Map<Step, StepEvent>()
  let ended = false
  for (const event of events) {
    const row = eventStepOf(event.type)
    for (const step of row?.reopens ?? []) done.delete(step)
    if (row?.completes && row.step) done.set(row.step, event)
    ended ||= ENDED.has(event.type)
  }
  // Answered at once: nobody had to be sent for.
  const atOnce = done.has('feedback') && !done.has('dispatch')
  const needed = (step: Step): boolean => {
    if (step === 'supervise') return false
    if (step === 'publish') return consent && !ended
    if (step === 'dispatch' || step === 'track') return !atOnce && !ended
    return step === 'archive' || !ended
  }
  let current: Step | undefined
  return STEPS.map((step) => {
    const event = done.get(step)
    if (event)
      return { step, state: 'done', at: event.at, actorRole: event.actor.role as ActorRole | null, seq: event.seq }
    if (!needed(step)) return { step, state: 'notNeeded', at: null, actorRole: null, seq: null }
    const first = current === undefined
    current ??= step
    return { step, state: first ? 'current' : 'ahead', at: null, actorRole: null, seq: null }
  })
}

/** The four plain stages over the eight steps. @param submittedAt epoch ms */
export function stagesOf(steps: readonly StepView[], submittedAt: number): StageView[] {
  const of = (name: Step): StepView =>
    steps.find(({ step }) => step === name) ?? { step: name, state: 'ahead', at: null, actorRole: null, seq: null }
  const accept = of('accept')
  const result = of('feedback')
  const rate = of('rate')
  const declined = accept.state === 'done' && result.state === 'notNeeded'
  const closed = result.state === 'notNeeded'
  const handling: StepState =
    result.state === 'done' ? 'done' : closed ? 'notNeeded' : accept.state === 'done' ? 'current' : 'ahead'
  return [
    { stage: 'sent', state: 'done', at: submittedAt },
    { stage: 'handling', state: handling, at: handling === 'done' || handling === 'current' ? accept.at : null },
    {
      stage: 'result',
      state: declined ? 'done' : result.state === 'current' ? 'ahead' : result.state,
      at: result.at ?? (declined ? accept.at : null),
    },
    { stage: 'yourSay', state: rate.state, at: rate.at },
  ]
}
