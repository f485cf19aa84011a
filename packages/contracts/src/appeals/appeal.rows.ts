import { dayOf } from '../clock/day.ts'
import { CivicError, type ErrorCode } from '../kernel/errors.ts'
import type { CommandRow, EventDraft } from '../kernel/machine.ts'
import type { AppealInputs } from './appeal.commands.ts'
import type { ActorRole, AppealStatus } from './appeal.constants.ts'
import type { AppealContext } from './appeal.context.ts'
import type { AppealEventData, AppealEventType } from './appeal.events.ts'
import type { AppealState, WorkOrder } from './appeal.state.ts'

/** Shared by the rows of the machine: typed events, typed rows, and the few checks that several rows make. */
export type AppealRow<Command extends keyof AppealInputs> = CommandRow<
  AppealState,
  AppealContext,
  AppealInputs[Command],
  ActorRole
> & {
  readonly from: readonly (AppealStatus | null)[]
}

/** An event with the data its type demands. */
export function event<Type extends AppealEventType>(
  type: Type,
  data: AppealEventData[Type],
  personal?: object,
): EventDraft {
  return { type, data, personal }
}

/** A note is personal data: it may name people. An empty one is no personal part at all. */
export const note = (text: string | null): { text: string } | undefined => (text ? { text } : undefined)

/** The order of this round; its absence in a status that has one is a fault of ours, not of the caller. */
export function orderOf(state: AppealState): WorkOrder {
  if (!state.order) throw new CivicError('INTERNAL', { message: `status ${state.status} without a work order` })
  return state.order
}

export function demandGround(ground: string, allowed: readonly string[]): void {
  if (!allowed.includes(ground)) throw new CivicError('GROUND_UNKNOWN', { fields: { ground: 'unknown' } })
}

/** Whether it is given in the resident's name: by themselves, or by whom they let act for them. */
export const ofResident = ({ actor }: Pick<AppealContext, 'actor'>): boolean =>
  actor.role === 'resident' || actor.role === 'agent'

/** Photos as an event has them, and where they came from if that matters. */
export const photosFrom = (photos: readonly string[], { actor }: Pick<AppealContext, 'actor'>) =>
  photos.length > 0 && actor.face ? { photos, from: actor.face } : { photos }

/** A staff member who is one of these others may not do this too; the service itself is nobody. */
export function sameStaff(context: AppealContext, ...others: (number | null | undefined)[]): ErrorCode | null {
  return context.actor.kind === 'staff' && others.includes(context.actor.id) ? 'SAME_PERSON' : null
}

/** Whether the work order lies with the body this actor works for. */
export const inBody = (state: AppealState, context: AppealContext): ErrorCode | null =>
  context.actor.kind === 'system' || state.order?.bodyCode === context.actor.bodyCode ? null : 'FORBIDDEN'

/** Today in the city's zone. */
export const today = (context: AppealContext): string => dayOf(context.now, context.calendar.utcOffsetMinutes)
