import {
  actorFor,
  CivicError,
  decideAppeal,
  EVENT_STEPS,
  evolveAppeal,
  NO_APPEAL,
  type Actor,
  type AppealActor,
  type AppealCommand,
  type AppealEventType,
  type AppealInputs,
  type AppealState,
  type Channel,
  type Contact,
  type EventDraft,
  type PastEvent,
  type Represented,
  type schema,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import type { NewEvent } from '../kernel/index.ts'
import type { AppealCity, FoundPlace } from './appeals.context.ts'
import { machineInput, type StandingCommand, type WireInput } from './appeals.inputs.ts'

/** From a caller's words to events: policy, city and machine, without a database. Commands and seeds go through here. */

export type SubmitInput = z.output<typeof schema.submitInput>

/** Where an appeal comes in, and what an import knows of it besides. */
export interface Intake {
  readonly procedure: string
  readonly channel: Channel
  readonly externalId?: string
}

export interface Decided {
  /** The role under which the caller acts. */
  readonly acting: AppealActor
  readonly drafts: readonly EventDraft[]
  readonly state: AppealState
}

/** Commands of neighbours, who name an appeal by its reference. */
export type NeighbourCommand = 'join' | 'answerJoined'

/** @throws CivicError FORBIDDEN and whatever the machine refuses */
export function decideCommand<Command extends StandingCommand>(
  city: AppealCity,
  state: AppealState,
  actor: Actor,
  command: Command,
  input: WireInput<Command>,
  now: number,
): Decided {
  return decideOn(city, state, actor, command, machineInput(command, input, state, city), now)
}

/** The same where the machine's input is at hand. @throws CivicError FORBIDDEN and whatever the machine refuses */
export function decideOn<Command extends Exclude<AppealCommand, 'submit'>>(
  city: AppealCity,
  state: AppealState,
  actor: Actor,
  command: Command,
  input: AppealInputs[Command],
  now: number,
): Decided {
  const acting = actorFor(state, actor, command, now)
  if (!acting) throw new CivicError('FORBIDDEN', { message: `${command} is not for this caller` })
  return decideAs(city, state, acting, command, input, now)
}

/** The same where it is known under which role: the holder of a link has no account. @throws CivicError what the machine refuses */
export function decideAs<Command extends Exclude<AppealCommand, 'submit'>>(
  city: AppealCity,
  state: AppealState,
  acting: AppealActor,
  command: Command,
  input: AppealInputs[Command],
  now: number,
): Decided {
  const context = { now, actor: acting, calendar: city.calendar, rules: city.rules(state) }
  const drafts = decideAppeal(state, command, input, context)
  return { acting, drafts, state: afterDrafts(state, drafts, acting, now) }
}

/**
 * @param place where `input.place` was found
 * @throws CivicError FORBIDDEN (a place beyond the caller's reach) and whatever the machine refuses
 */
export function decideSubmit(
  city: AppealCity,
  intake: Intake,
  actor: Actor,
  input: SubmitInput,
  place: FoundPlace,
  now: number,
): Decided {
  const acting = actorFor({ ...NO_APPEAL, areaPath: place.areaPath }, actor, 'submit', now)
  if (!acting) throw new CivicError('FORBIDDEN', { message: 'the place is beyond this caller' })
  const { kind, category, text, photos, anonymous, consent } = input
  const { areaPath, jurisdiction, point } = place
  const source = (actor.kind === 'resident' && actor.via?.publicId) || null
  const drafts = decideAppeal(
    NO_APPEAL,
    'submit',
    {
      kind,
      category,
      channel: source === null ? faceOf(actor, intake) : 'partner',
      jurisdiction,
      areaPath,
      residentId: ownerOf(actor),
      source,
      externalId: source === null ? null : (input.externalId ?? null),
      agentId: actor.kind === 'resident' && actor.onBehalfOf ? actor.id : null,
      anonymous,
      consent,
      photos,
      text,
      address: input.place.address || null,
      point,
      contact: contactOf(input),
      occurredAt: input.occurredAt ? Date.parse(input.occurredAt) : null,
      contactPreference: input.contactPreference ?? 'any',
      shownPlace: input.shownPlace ?? 'exact',
      recordings: input.recordings ?? [],
      onBehalfOf: representedOf(input),
    },
    { now, actor: acting, calendar: city.calendar, rules: city.rules({ category, kind, areaPath }) },
  )
  return { acting, drafts, state: afterDrafts(NO_APPEAL, drafts, acting, now) }
}

/** A resident's own face, where it is known to be another than the portal. */
const faceOf = (actor: Actor, { channel }: Intake): Channel => (actor.kind === 'resident' && actor.face) || channel

/** Whose an appeal becomes: of the one in whose place somebody acts, or the sender's own; nobody's for staff. */
const ownerOf = (actor: Actor): number | null =>
  actor.kind === 'resident' ? (actor.onBehalfOf?.residentId ?? actor.id) : null

/** The contact given with an appeal; an empty one is none. */
export function contactOf({ contact }: Pick<SubmitInput, 'contact'>): Contact | null {
  const name = contact?.name || null
  const phone = contact?.phone || null
  return name || phone ? { name, phone } : null
}

/** Whom the sender speaks for; nobody but themselves unless they name somebody. */
function representedOf({ onBehalfOf }: Pick<SubmitInput, 'onBehalfOf'>): Represented | null {
  return onBehalfOf ? { name: onBehalfOf.name, relation: onBehalfOf.relation || null } : null
}

/** The machine's drafts as the log takes them. @param erased the subject's key is gone: personal parts are left out */
export function toEvents(drafts: readonly EventDraft[], subjectId: number, erased: boolean): NewEvent[] {
  return drafts.map(({ type, data, personal }) => ({
    type,
    data,
    visibility: EVENT_STEPS[type as AppealEventType].visibility,
    ...(personal && !erased ? { personal, subjectId } : {}),
  }))
}

/** The state after the drafts, as replaying them from the log would give it. */
function afterDrafts(state: AppealState, drafts: readonly EventDraft[], actor: AppealActor, now: number): AppealState {
  return drafts.reduce((next, { type, data }) => {
    const event: PastEvent = { type, seq: next.version + 1, at: now, actor, data }
    return evolveAppeal(next, event)
  }, state)
}
