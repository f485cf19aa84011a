import {
  EVENT_STEPS,
  eventStepOf,
  type ActorRole,
  type AppealEventData,
  type AppealEventType,
  type Outcome,
  type PastEvent,
  type Represented,
  type schema,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import type { AppealCity } from './appeals.context.ts'
import { iso } from './appeals.instants.ts'

export type TimelineEntry = z.infer<typeof schema.timelineEntry>
export type PhotoView = z.infer<typeof schema.photoView>
export type RecordingView = z.infer<typeof schema.recordingView>
type Facts = TimelineEntry['facts']

/** An event of an appeal as the log gives it back; `personal` is null when it has none, or its subject was erased. */
export interface AppealEvent extends PastEvent {
  readonly visibility: string
  readonly personal: unknown
}

export interface TimelineContext {
  readonly city: AppealCity
  /** What was sent, from the appeal's row: the event's own words need not be opened for it. */
  readonly text: string
  readonly photo: (token: string) => PhotoView | null
  /** Names of staff by id; empty for a reader to whom staff is not named. */
  readonly names: ReadonlyMap<number, string>
  /** The desk sees every event, the resident those for the public and the parties. */
  readonly inside: boolean
  /** Whether this reader may know of what is guarded (see `seesGuarded`). */
  readonly guarded: boolean
}

/** The words of an event; a contact or a point that stands beside them is never shown on a timeline. */
export function wordsOf(event: AppealEvent | undefined): string | null {
  const { personal } = event ?? {}
  return typeof personal === 'object' && personal !== null && 'text' in personal && typeof personal.text === 'string'
    ? personal.text
    : null
}

/** Whom the sender speaks for, as the opened event of sending names them. */
export function representedIn(event: AppealEvent | undefined): Represented | null {
  const { personal } = event ?? {}
  if (typeof personal !== 'object' || personal === null || !('onBehalfOf' in personal)) return null
  const { onBehalfOf } = personal
  if (typeof onBehalfOf !== 'object' || onBehalfOf === null || !('name' in onBehalfOf)) return null
  const relation = 'relation' in onBehalfOf && typeof onBehalfOf.relation === 'string' ? onBehalfOf.relation : null
  return { name: String(onBehalfOf.name), relation }
}

export const photosOf = (event: PastEvent | undefined): readonly string[] => {
  const data = event?.data ?? {}
  return 'photos' in data && Array.isArray(data.photos) ? data.photos : []
}

type FactRows = { readonly [Type in AppealEventType]?: (data: AppealEventData[Type], city: AppealCity) => Facts }

const due = (clocks: AppealEventData['dispatched']['clocks']): Facts => {
  const result = clocks.find(({ stage }) => stage === 'result') ?? clocks[0]
  return result ? { dueAt: iso(result.dueAt) } : {}
}

/** What an event says beside its words; an event that is not here says nothing more. */
const FACTS: FactRows = {
  submitted: ({ category, clocks }, city) => ({ category: city.categoryName(category), ...due(clocks) }),
  declined({ ground }, city) {
    const found = city.ground('decline', ground)
    return { ground: found?.name, lawfulWay: found?.lawfulWay }
  },
  classified: ({ category }, city) => ({ category: city.categoryName(category) }),
  answered: ({ outcome }) => ({ outcome }),
  dispatched: ({ bodyCode, clocks }, city) => ({ toBody: city.bodyName(bodyCode) ?? undefined, ...due(clocks) }),
  bounceRequested: ({ ground, clocks }, city) => ({ ground: city.ground('bounce', ground)?.name, ...due(clocks) }),
  extensionRequested: ({ reason, days }, city) => ({ ground: city.ground('extension', reason)?.name, days }),
  extensionGranted: ({ days, dueAt }) => ({ days, dueAt: iso(dueAt) }),
  contactAttempted: ({ result, means, agreedAt }) => ({
    contactResult: result,
    contactMeans: means,
    ...(agreedAt === null ? {} : { agreedAt: iso(agreedAt) }),
  }),
  feedbackGiven: ({ outcome, clocks }) => ({ outcome, ...due(clocks) }),
  verifiedOnSite: ({ passed }) => ({ passed }),
  feedbackPassed: ({ outcome }) => ({ outcome }),
  rated: ({ satisfaction, solved }) => ({ satisfaction, solved }),
  joinerAnswered: ({ solved }) => ({ solved }),
  rehandled: ({ clocks }) => due(clocks),
  published: ({ outcome }) => ({ outcome }),
}

const isKnown = (type: string): type is AppealEventType => Object.hasOwn(EVENT_STEPS, type)

function factsOf(event: AppealEvent, city: AppealCity): Facts {
  if (!isKnown(event.type)) return {}
  // The log's data was written by the machine with the type of its row; reading it back is a plain narrowing.
  const row = FACTS[event.type] as ((data: object, city: AppealCity) => Facts) | undefined
  return row?.(event.data, city) ?? {}
}

/** Handlers and grid officers act for the body that has the order at that moment; the others for the centre. */
const worksFor = ({ actor }: AppealEvent, bodyCode: string | null): string | null =>
  actor.role === 'handler' || actor.role === 'gridOfficer' ? bodyCode : null

/** Of which events the words are shown: only those need to be opened. What was sent is shown from the appeal's row. */
export const wordsShown =
  (inside: boolean) =>
  (type: string): boolean =>
    type !== 'submitted' && (inside || eventStepOf(type)?.words !== undefined)

const shown = ({ visibility }: AppealEvent, { inside, guarded }: TimelineContext): boolean =>
  visibility === 'guarded' ? guarded : inside || visibility !== 'staff'

/** Every event that this reader may see, oldest first. */
export function timelineOf(events: readonly AppealEvent[], context: TimelineContext): TimelineEntry[] {
  const { city, names, inside, photo } = context
  const entries: TimelineEntry[] = []
  const readable = wordsShown(inside)
  let bodyCode: string | null = null
  for (const event of events) {
    if (shown(event, context)) {
      // The words of a feedback reach the resident with the event that passed it.
      const said = event.type === 'feedbackPassed' && !inside ? feedbackOf(events, event) : event
      entries.push({
        seq: event.seq,
        type: event.type,
        step: eventStepOf(event.type)?.step ?? null,
        at: iso(event.at),
        actorRole: event.actor.role as ActorRole | null,
        body: city.bodyName(worksFor(event, bodyCode)),
        actorName: event.actor.kind === 'staff' && event.actor.id !== null ? (names.get(event.actor.id) ?? null) : null,
        text: event.type === 'submitted' ? context.text || null : readable(said.type) ? wordsOf(said) : null,
        photos: photosOf(said).flatMap((token) => photo(token) ?? []),
        facts: factsOf(event, city),
      })
    }
    if (event.type === 'dispatched' && 'bodyCode' in event.data) bodyCode = String(event.data.bodyCode)
  }
  return entries
}

/** The feedback that a `feedbackPassed` let through; the event itself when it names none. */
function feedbackOf(events: readonly AppealEvent[], passed: AppealEvent): AppealEvent {
  const seq = 'feedbackSeq' in passed.data ? passed.data.feedbackSeq : null
  return events.find((event) => event.seq === seq) ?? passed
}

/** The result as it reached the resident in this round: its words, its photos, who gave it. */
export function replyOf(
  events: readonly AppealEvent[],
  context: TimelineContext,
): { text: string | null; photos: PhotoView[]; at: string; body: TimelineEntry['body']; outcome: Outcome } | null {
  const last = events.findLast(({ type }) => type === 'feedbackPassed' || type === 'answered' || type === 'rehandled')
  if (!last || last.type === 'rehandled' || !('outcome' in last.data)) return null
  const said = last.type === 'feedbackPassed' ? feedbackOf(events, last) : last
  const dispatched =
    said === last ? undefined : events.findLast(({ type, seq }) => type === 'dispatched' && seq < said.seq)
  const body = dispatched && 'bodyCode' in dispatched.data ? String(dispatched.data.bodyCode) : null
  return {
    text: wordsOf(said),
    photos: photosOf(said).flatMap((token) => context.photo(token) ?? []),
    at: iso(last.at),
    body: context.city.bodyName(body),
    outcome: last.data.outcome as Outcome,
  }
}
