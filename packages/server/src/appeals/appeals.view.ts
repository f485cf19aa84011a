import {
  allowedActions,
  rehandleUntil,
  runningClocks,
  stagesOf,
  stepsOf,
  type Actor,
  type AppealEventData,
  type AppealState,
  type schema,
  type workOrderView,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import type { AppealCity } from './appeals.context.ts'
import { itemOf } from './appeals.item.ts'
import { dueColumn } from './appeals.due.ts'
import type { ShownAppeal } from './appeals.store.ts'
import { iso, isoOrNull } from './appeals.instants.ts'
import {
  replyOf,
  representedIn,
  timelineOf,
  wordsOf,
  type AppealEvent,
  type RecordingView,
  type TimelineContext,
} from './appeals.timeline.ts'

export type ProgressView = z.infer<typeof schema.progressView>
export type WorkOrderView = z.infer<typeof workOrderView>

export interface ViewContext extends TimelineContext {
  /** Epoch milliseconds. */
  readonly now: number
  readonly caller: Actor
  readonly recording: (token: string) => RecordingView | null
  /** Who acts in the resident's place, and for whom; null where nobody does. */
  readonly acting: { readonly agent: string | null; readonly principal: string | null } | null
  /** What the integration that asks calls it; undefined for everybody else. */
  readonly externalId?: string | undefined
}

/** One appeal as its resident sees it, or as staff does where `context.inside`. */
export function progressOf(appeal: ShownAppeal, events: readonly AppealEvent[], context: ViewContext): ProgressView {
  const { state } = appeal
  const { city, now, caller } = context
  const { excerpt: _, ...item } = itemOf(
    { ...appeal, dueAt: dueColumn(state), externalId: context.externalId },
    city,
    now,
  )
  const steps = stepsOf(events, state.consent)
  const sent = (events[0]?.data ?? {}) as Partial<AppealEventData['submitted']>
  const rules = city.rules(state)
  const timeline = timelineOf(events, context)
  const reply = replyOf(events, context)
  const actions = allowedActions(state, caller, { now, calendar: city.calendar, rules })
  const acting = actingView(state, actions, context)
  const until = rehandleUntil(state, { calendar: city.calendar, rules })
  return {
    ...item,
    text: appeal.text,
    point:
      appeal.lng === null || appeal.lat === null
        ? null
        : { lng: appeal.lng, lat: appeal.lat, accuracy: appeal.accuracy },
    anonymous: state.anonymous,
    consent: state.consent,
    photos: timeline[0]?.photos ?? [],
    recordings: (sent.recordings ?? []).flatMap((token) => context.recording(token) ?? []),
    occurredAt: isoOrNull(sent.occurredAt ?? null),
    contactPreference: state.contactPreference,
    shownPlace: state.shownPlace,
    forAnother: state.forAnother,
    onBehalfOf: context.inside ? null : representedIn(events[0]),
    acting,
    stages: stagesOf(steps, state.submittedAt).map((stage) => ({ ...stage, at: isoOrNull(stage.at) })),
    steps: steps.map((step) => ({ ...step, at: isoOrNull(step.at) })),
    promise: promiseOf(state, now),
    outcome: reply?.outcome ?? null,
    reply: reply && { text: reply.text, photos: reply.photos, at: reply.at, body: reply.body },
    rating: state.rating && {
      satisfaction: state.rating.satisfaction,
      solved: state.rating.solved,
      at: iso(state.rating.at),
      text: wordsOf(events.findLast(({ type }) => type === 'rated')),
    },
    rehandleUntil: isoOrNull(until),
    timeline: acting?.agent && context.inside ? timeline.map((entry) => namedAgent(entry, acting.agent)) : timeline,
    allowedActions: actions,
  }
}

/** Staff reads the family names of the two only where they may look at the contact, too, and it was not sent unnamed. */
function actingView(
  { agentId, anonymous }: AppealState,
  actions: readonly string[],
  { acting, inside, caller }: ViewContext,
): ProgressView['acting'] {
  if (!acting) return null
  const named = !inside || (!anonymous && actions.includes('viewContact'))
  const self = caller.kind === 'resident' && caller.id === agentId
  return { agent: named ? acting.agent : null, principal: named ? acting.principal : null, self }
}

/** What an agent did bears the name under which staff may know them. */
const namedAgent = <Entry extends { actorRole: string | null }>(entry: Entry, actorName: string | null): Entry =>
  entry.actorRole === 'agent' ? { ...entry, actorName } : entry

/** What the city owes next: of the clocks that run, the one that runs out first. */
export function promiseOf(state: AppealState, now: number): ProgressView['promise'] {
  const next = runningClocks(state).toSorted((a, b) => a.dueAt - b.dueAt)[0]
  return next ? { stage: next.stage, dueAt: iso(next.dueAt), overdue: next.dueAt < now } : null
}

/** One order as the desk sees it. @param hasContact whether there is somebody to call at all */
export function workOrderOf(
  appeal: ShownAppeal,
  events: readonly AppealEvent[],
  context: ViewContext,
  hasContact: boolean,
): WorkOrderView {
  const { state } = appeal
  const { city } = context
  const { order } = state
  const rules = city.rules(state)
  const owner = city.owner(state.category, state.areaPath)
  return {
    ...progressOf(appeal, events, context),
    clocks: state.clocks.map(({ stage, startedAt, dueAt, doneAt, calendar }) => ({
      stage,
      startedAt: iso(startedAt),
      dueAt: iso(dueAt),
      doneAt: isoOrNull(doneAt),
      calendar,
    })),
    owner: owner && { code: owner.body.code, name: owner.body.name, why: owner.why },
    bodyCode: order?.bodyCode ?? null,
    responsible: city.bodyName(order?.responsibleBody),
    bounced: state.bounced.flatMap((code) => city.bodyName(code) ?? []),
    extension: order?.extension
      ? {
          reason: extensionName(city, order.extension.reason),
          days: order.extension.days,
          requestedAt: iso(order.extension.requestedAt),
        }
      : null,
    extensionDaysLeft: Math.max(0, rules.extensionDays - state.extendedDays),
    rules: {
      verifyOnSite: rules.verifyOnSite,
      photoRequired: rules.photoRequired,
      departmentDuty: rules.departmentDuty,
    },
    checks: checksOf(state, events),
    hasContact,
  }
}

/** Each part that is checked before it may be public, and what WeChat says that it is about. */
function checksOf({ checks, consent }: AppealState, events: readonly AppealEvent[]): WorkOrderView['checks'] {
  const parts = Object.entries(checks)
  if (parts.length === 0 || !consent) return null
  // The log's data was written by the machine with the type of its row.
  const told = events.flatMap(({ type, data }) =>
    type === 'contentChecked' ? (data as AppealEventData['contentChecked']).parts : [],
  )
  const labels = new Map(told.map(({ part, label }) => [part, label]))
  return parts.map(([part, state]) => ({ part, state, label: labels.get(part) ?? null }))
}

function extensionName(city: AppealCity, reason: string): { 'zh-CN': string; en: string } {
  return city.ground('extension', reason)?.name ?? { 'zh-CN': reason, en: reason }
}
