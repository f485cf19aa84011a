import { CHECK_EVENTS, firstChecks, withPhotos } from './appeal.check.events.ts'
import type { CheckEventData } from './appeal.check.types.ts'
import type { EventRow, PastEvent } from '../kernel/machine.ts'
import type {
  AppealKind,
  Channel,
  ClockStage,
  ContactMeans,
  ContactPreference,
  ContactResult,
  Outcome,
  Satisfaction,
  ShownPlace,
  SolvedAnswer,
} from './appeal.constants.ts'
import type { StartedClock } from './appeal.context.ts'
import { PUBLICATION_EVENTS } from './appeal.publication.events.ts'
import type { PublicationEventData } from './appeal.publication.types.ts'
import type { AppealState, Clock, WorkOrder } from './appeal.state.ts'

/** What each event says without personal data. Texts, names, notes and points are in its personal part. */
export interface AppealEventData extends PublicationEventData, CheckEventData {
  submitted: {
    kind: AppealKind
    category: string
    channel: Channel
    jurisdiction: string
    areaPath: string
    residentId: number | null
    /** Where it came through an integration: which. */
    source?: string
    /** Where somebody acted in the resident's place. */
    agentId?: number
    finderId: number | null
    anonymous: boolean
    consent: boolean
    photos: readonly string[]
    clocks: readonly StartedClock[]
    /** What follows is said only where it is not as usual: at once, by any means, exact, for oneself, nothing recorded. */
    occurredAt?: number
    contactPreference?: ContactPreference
    shownPlace?: ShownPlace
    forAnother?: boolean
    recordings?: readonly string[]
  }
  accepted: object
  declined: { ground: string }
  classified: { kind: AppealKind; category: string }
  answered: { outcome: Outcome; photos: readonly string[] }
  dispatched: { bodyCode: string; clocks: readonly StartedClock[] }
  taken: object
  bounceRequested: { bodyCode: string; ground: string; clocks: readonly StartedClock[] }
  bounceUpheld: object
  bounceRefused: object
  extensionRequested: { reason: string; days: number }
  extensionGranted: { days: number; dueAt: number; calendar: string }
  extensionRefused: object
  contactAttempted: { result: ContactResult; means: ContactMeans; agreedAt: number | null }
  contactViewed: object
  feedbackGiven: { outcome: Outcome; photos: readonly string[]; clocks: readonly StartedClock[] }
  verifiedOnSite: { passed: boolean; photos: readonly string[] }
  feedbackPassed: { outcome: Outcome; feedbackSeq: number }
  feedbackReturned: object
  rated: { satisfaction: Satisfaction; solved: SolvedAnswer; photos: readonly string[]; from?: 'miniapp' }
  rehandled: { clocks: readonly StartedClock[] }
  supplemented: { photos: readonly string[]; from?: 'miniapp' }
  urged: { day: string }
  withdrawn: object
  archived: object
  joined: { residentId: number | null }
  adopted: { residentId: number | null }
  joinerAnswered: { residentId: number | null; solved: SolvedAnswer }
}
export type AppealEventType = keyof AppealEventData

const started = (state: AppealState, event: PastEvent, clocks: readonly StartedClock[]): Clock[] =>
  clocks.map((clock) => ({ ...clock, round: state.round, startedAt: event.at, doneAt: null }))

const stopped = (clocks: readonly Clock[], at: number, stages: readonly ClockStage[]): Clock[] =>
  clocks.map((clock) => (clock.doneAt === null && stages.includes(clock.stage) ? { ...clock, doneAt: at } : clock))

/** All that still runs ends: the loop is over, or the resident took it back. */
const allStopped = (state: AppealState, at: number): Clock[] =>
  state.clocks.map((clock) => (clock.doneAt === null ? { ...clock, doneAt: at } : clock))

const withOrder = (state: AppealState, change: Partial<WorkOrder>): AppealState =>
  state.order ? { ...state, order: { ...state.order, ...change } } : state

function dispatched(state: AppealState, event: PastEvent, data: AppealEventData['dispatched']): AppealState {
  return {
    ...state,
    status: 'dispatched',
    order: {
      bodyCode: data.bodyCode,
      responsibleBody: state.order?.responsibleBody ?? data.bodyCode,
      dispatchedAt: state.order?.dispatchedAt ?? event.at,
      handlerId: null,
      bounce: null,
      extension: null,
      contacts: state.order?.contacts ?? 0,
      feedback: null,
      verification: null,
    },
    clocks: [...stopped(state.clocks, event.at, ['accept']), ...started(state, event, data.clocks)],
  }
}

function feedbackPassed(state: AppealState, event: PastEvent): AppealState {
  const given = state.order?.feedback
  const clocks = stopped(state.clocks, given?.at ?? event.at, ['result', 'firstContact'])
  return {
    ...state,
    status: 'answered',
    outcome: given?.outcome ?? null,
    answeredAt: event.at,
    reviewers: event.actor.id === null ? state.reviewers : [...state.reviewers, event.actor.id],
    clocks: stopped(clocks, event.at, ['review']),
  }
}

function submitted(state: AppealState, event: PastEvent, data: AppealEventData['submitted']): AppealState {
  const { clocks, photos, recordings: _tokens, occurredAt: _then, ...facts } = data
  return {
    ...state,
    ...facts,
    status: 'submitted',
    photos: photos.length,
    checks: firstChecks(data.channel, data.consent, photos),
    submittedAt: event.at,
    clocks: started(state, event, clocks),
  }
}

function granted(state: AppealState, data: AppealEventData['extensionGranted']): AppealState {
  const clocks = state.clocks.map((clock) =>
    clock.stage === 'result' && clock.doneAt === null
      ? { ...clock, dueAt: data.dueAt, calendar: data.calendar }
      : clock,
  )
  return { ...withOrder(state, { extension: null }), extendedDays: state.extendedDays + data.days, clocks }
}

type Rows = {
  readonly [Type in AppealEventType]: (state: AppealState, event: PastEvent, data: AppealEventData[Type]) => AppealState
}

const rows: Rows = {
  ...PUBLICATION_EVENTS,
  ...CHECK_EVENTS,
  submitted,
  accepted: (state, event) => ({ ...state, status: 'accepted', clocks: stopped(state.clocks, event.at, ['accept']) }),
  declined: (state, event) => ({ ...state, status: 'declined', clocks: allStopped(state, event.at) }),
  classified: (state, _, { kind, category }) => ({ ...state, kind, category }),
  answered: (state, event, { outcome }) => ({
    ...state,
    status: 'answered',
    outcome,
    answeredAt: event.at,
    clocks: allStopped(state, event.at),
  }),
  dispatched,
  taken: (state, event) => ({
    ...withOrder(state, { handlerId: event.actor.id, responsibleBody: state.order?.bodyCode ?? '' }),
    status: 'inProgress',
  }),
  bounceRequested: (state, event, { bodyCode, ground, clocks }) => ({
    ...withOrder(state, { bounce: { ground, by: event.actor.id, at: event.at } }),
    status: 'bounceRequested',
    bounced: [...state.bounced, bodyCode],
    clocks: [...state.clocks, ...started(state, event, clocks)],
  }),
  bounceUpheld: (state, event) => ({
    ...withOrder(state, { bounce: null, handlerId: null }),
    status: 'accepted',
    clocks: stopped(state.clocks, event.at, ['bounceRuling']),
  }),
  bounceRefused: (state, event) => ({
    ...withOrder(state, { bounce: null }),
    status: state.order?.handlerId == null ? 'dispatched' : 'inProgress',
    clocks: stopped(state.clocks, event.at, ['bounceRuling']),
  }),
  extensionRequested: (state, event, { reason, days }) =>
    withOrder(state, { extension: { reason, days, requestedBy: event.actor.id, requestedAt: event.at } }),
  extensionGranted: (state, _, data) => granted(state, data),
  extensionRefused: (state) => withOrder(state, { extension: null }),
  contactAttempted: (state, event, { result }) => ({
    ...withOrder(state, { contacts: (state.order?.contacts ?? 0) + 1 }),
    clocks: result === 'notReached' ? state.clocks : stopped(state.clocks, event.at, ['firstContact']),
  }),
  contactViewed: (state) => state,
  feedbackGiven: (state, event, { outcome, clocks }) => ({
    ...withOrder(state, {
      feedback: { seq: event.seq, outcome, by: event.actor.id, at: event.at },
      verification: null,
      extension: null,
    }),
    status: 'feedbackPending',
    clocks: [...state.clocks, ...started(state, event, clocks)],
  }),
  verifiedOnSite: (state, event, { passed }) => withOrder(state, { verification: { passed, by: event.actor.id } }),
  feedbackPassed: (state, event) => feedbackPassed(state, event),
  feedbackReturned: (state, event) => ({
    ...withOrder(state, { feedback: null, verification: null }),
    status: 'inProgress',
    clocks: stopped(state.clocks, event.at, ['review']),
  }),
  rated: (state, event, { satisfaction, solved, photos, from }) => ({
    ...state,
    status: 'rated',
    checks: withPhotos(state, photos, from),
    rating: { satisfaction, solved, at: event.at },
  }),
  rehandled: (state, event, { clocks }) => {
    const next: AppealState = {
      ...state,
      status: 'accepted',
      round: state.round + 1,
      order: null,
      extendedDays: 0,
      outcome: null,
      answeredAt: null,
      rating: null,
      // Its result is none any more: it leaves the board until there is another.
      published: false,
    }
    return { ...next, clocks: [...state.clocks, ...started(next, event, clocks)] }
  },
  supplemented: (state, _, { photos, from }) => ({
    ...state,
    photos: state.photos + photos.length,
    checks: withPhotos(state, photos, from),
  }),
  urged: (state, _, { day }) => ({ ...state, urgedDay: day }),
  withdrawn: (state, event) => ({ ...state, status: 'withdrawn', clocks: allStopped(state, event.at) }),
  archived: (state, event) => ({ ...state, status: 'archived', clocks: allStopped(state, event.at) }),
  joined: (state) => ({ ...state, joined: state.joined + 1 }),
  joinerAnswered: (state) => state,
  adopted: (state, _, { residentId }) => ({ ...state, residentId }),
}

/**
 * The event table of the machine. The log's `data` was written by `decide` with the type of its row, which is why
 * reading it back is a plain narrowing.
 */
export const APPEAL_EVENTS = Object.fromEntries(
  Object.entries(rows).map(([type, row]) => [
    type,
    (state: AppealState, event: PastEvent) => row(state, event, event.data as never),
  ]),
) as { readonly [Type in AppealEventType]: EventRow<AppealState> }
