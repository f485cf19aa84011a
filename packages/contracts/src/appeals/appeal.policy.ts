import { scopeCovers, type AuthorityScope } from '../authorities/authority.constants.ts'
import { grantHolds, isWithin, type Actor, type ResidentActor, type RoleGrant } from '../identity/actor.ts'
import { refusal } from '../kernel/machine.ts'
import type { AppealCommand } from './appeal.commands.ts'
import type { ActorRole } from './appeal.constants.ts'
import type { AppealActor, AppealContext } from './appeal.context.ts'
import { APPEAL_COMMANDS, appealMachine } from './appeal.machine.ts'
import type { AppealState } from './appeal.state.ts'

/** Handlers and grid officers see and work what lies with their body; the other roles, their whole jurisdiction. */
const boundToBody = (role: ActorRole): boolean => role === 'handler' || role === 'gridOfficer'

/** What neighbours say of an appeal that is not theirs, and what one says of one that is not theirs yet. */
const NEIGHBOURS: ReadonlySet<AppealCommand> = new Set<AppealCommand>(['join', 'answerJoined', 'adopt'])

const touchesBody = (state: AppealState, bodyCode: string | null): boolean =>
  bodyCode !== null && (state.order?.bodyCode === bodyCode || state.order?.responsibleBody === bodyCode)

/** The grants of a staff member that reach this appeal now. */
export function grantsOver(
  state: Pick<AppealState, 'areaPath'>,
  grants: readonly RoleGrant[],
  now: number,
): RoleGrant[] {
  // A partner's engineer works for no city: whatever area stands in the grant, no appeal is theirs to know of.
  return grants.filter(
    (grant) =>
      grant.role !== 'integrationEngineer' && grantHolds(grant, now) && isWithin(state.areaPath, grant.areaPath),
  )
}

/**
 * Whether a resident acts in the place of the one whose appeal it is. Only on what they sent themselves, by an authority
 * that holds: it opens nothing else of the other person's.
 */
const actsFor = (state: AppealState, { id, onBehalfOf }: ResidentActor): boolean =>
  onBehalfOf !== undefined &&
  (state.status === null || (state.agentId === id && state.residentId === onBehalfOf.residentId))

/** A resident's own, or one that they may see to with this scope. */
const ownOr = (state: AppealState, actor: ResidentActor, scope: AuthorityScope): boolean =>
  state.residentId === actor.id || (actsFor(state, actor) && actor.onBehalfOf?.scope.includes(scope) === true)

/** Whoever speaks by an integration has to do with nothing but what was sent through it, and acts for nobody else. */
const throughIt = (state: AppealState, { via, onBehalfOf }: ResidentActor): boolean =>
  via === undefined || (onBehalfOf === undefined && (state.status === null || state.source === via.publicId))

/**
 * Who a person is when giving this command on this appeal; null when they may not give it at all.
 * For `submit` there is no appeal yet: hand over `{ ...NO_APPEAL, areaPath }`, since staff may take down only what lies
 * in their jurisdiction.
 */
export function actorFor(state: AppealState, actor: Actor, command: AppealCommand, now: number): AppealActor | null {
  const { by } = appealMachine.commands[command]
  const may = (role: ActorRole) => by.includes(role)
  switch (actor.kind) {
    // In its own name an integration acts on nobody's appeal.
    case 'integration':
    case 'guest':
      return null
    case 'system':
      return may('system') ? { kind: 'system', id: null, role: 'system', bodyCode: null } : null
    case 'resident': {
      if (!may('resident')) return null
      const as = (role: 'resident' | 'agent'): AppealActor => ({
        kind: 'resident',
        id: actor.id,
        role,
        bodyCode: null,
        ...(actor.face ? { face: actor.face } : {}),
      })
      const acting = actsFor(state, actor)
      const own = !acting && (state.status === null || state.residentId === actor.id)
      // Whoever sent it in another's place is no neighbour of it.
      if (NEIGHBOURS.has(command)) return own || state.agentId === actor.id ? null : as('resident')
      if (!throughIt(state, actor)) return null
      if (acting) return scopeCovers(actor.onBehalfOf?.scope ?? [], command) ? as('agent') : null
      return own ? as('resident') : null
    }
    case 'staff': {
      const grants = grantsOver(state, actor.roles, now).filter((grant) => may(grant.role))
      // With several fitting roles the one that works the order wins: that is who the resident is told of.
      const grant = grants.find((held) => touchesBody(state, held.bodyCode)) ?? grants[0]
      return grant ? { kind: 'staff', id: actor.id, role: grant.role, bodyCode: grant.bodyCode } : null
    }
  }
}

/** May this person read the appeal's texts and timeline? Strangers see only what is public elsewhere. */
export function mayRead(state: AppealState, actor: Actor, now: number): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind === 'resident') return throughIt(state, actor) && ownOr(state, actor, 'track')
  if (actor.kind === 'guest' || actor.kind === 'integration') return false
  return grantsOver(state, actor.roles, now).some(
    (grant) =>
      !boundToBody(grant.role) ||
      touchesBody(state, grant.bodyCode) ||
      state.finderId === actor.id ||
      // A grid officer verifies on site in their own area, whoever handled it.
      (grant.role === 'gridOfficer' && state.status === 'feedbackPending'),
  )
}

/**
 * May this person know of what is guarded? Whoever was pressed to change a rating is protected from those who pressed:
 * nobody who works for a body hears of it, whatever else they may do.
 */
export function seesGuarded(state: AppealState, actor: Actor, now: number): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind === 'resident') return throughIt(state, actor) && ownOr(state, actor, 'rate')
  if (actor.kind === 'guest' || actor.kind === 'integration') return false
  const held = grantsOver(state, actor.roles, now)
  return (
    held.some(({ role }) => role === 'supervisor' || role === 'administrator') &&
    !held.some(({ role }) => boundToBody(role))
  )
}

/** Commands that this person could give now: a screen shows a button for each and repeats no rule. */
export function allowedActions(
  state: AppealState,
  actor: Actor,
  context: Omit<AppealContext, 'actor'>,
): AppealCommand[] {
  return APPEAL_COMMANDS.filter((command) => {
    if (command === 'submit') return false
    const acting = actorFor(state, actor, command, context.now)
    return acting !== null && refusal(appealMachine, state, command, { ...context, actor: acting }) === null
  })
}
