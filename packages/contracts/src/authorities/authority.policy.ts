import type { StaffRole } from '../appeals/appeal.constants.ts'
import { grantHolds, isWithin, type Actor } from '../identity/actor.ts'
import { refusal } from '../kernel/machine.ts'
import type { AuthorityRole } from './authority.constants.ts'
import {
  AUTHORITY_COMMANDS,
  authorityMachine,
  standingOf,
  type AuthorityCommand,
  type AuthorityContext,
  type AuthorityState,
} from './authority.machine.ts'

/** Who meets people in person, and may write down what they say. */
const OFFICERS: readonly StaffRole[] = ['gridOfficer', 'operator', 'supervisor']
/** Who judges a paper. */
const REVIEWERS: readonly StaffRole[] = ['operator', 'supervisor']

type Placed = Pick<AuthorityState, 'origin' | 'areaPath'>

/** The role by which staff reach what is kept of an authority there; null for those who do not. */
export function staffRoleOver(
  { origin, areaPath }: Placed,
  actor: Actor,
  among: 'officer' | 'reviewer',
  now: number,
): StaffRole | null {
  // What two people agree on with their own accounts is theirs: no member of staff sees it or ends it.
  if (actor.kind !== 'staff' || origin === 'online') return null
  const roles = among === 'officer' ? OFFICERS : REVIEWERS
  const held = actor.roles.find(
    (grant) => roles.includes(grant.role) && grantHolds(grant, now) && isWithin(areaPath, grant.areaPath),
  )
  return held?.role ?? null
}

/** Where somebody of the staff may take down what people say; empty for those who may not. */
export function witnessAreas(actor: Actor, now: number): string[] {
  if (actor.kind !== 'staff') return []
  return actor.roles
    .filter((grant) => OFFICERS.includes(grant.role) && grantHolds(grant, now))
    .map(({ areaPath }) => areaPath)
}

/** Under whose name a person gives this command on this authority; null when they may not give it at all. */
export function authorityRole(
  state: AuthorityState,
  actor: Actor,
  command: AuthorityCommand,
  now: number,
): AuthorityRole | null {
  const { by } = authorityMachine.commands[command]
  const may = (role: AuthorityRole) => (by as readonly AuthorityRole[]).includes(role)
  if (actor.kind === 'resident') {
    if (state.status === null) return command === 'offer' ? 'principal' : 'agent'
    if (may('principal') && state.principalId === actor.id) return 'principal'
    // Whoever brings the code is the agent to be; that they do is for the caller to see to.
    return may('agent') && (state.agentId === actor.id || (command === 'accept' && state.agentId === null))
      ? 'agent'
      : null
  }
  const over: Placed = state.status === null ? { ...state, origin: 'witnessed' } : state
  for (const role of ['reviewer', 'officer'] as const)
    if (may(role) && staffRoleOver(over, actor, role, now) !== null) return role
  return null
}

/** May this person see it at all? The two whom it concerns, and staff who may work with it. */
export function mayReadAuthority(state: AuthorityState, actor: Actor, now: number): boolean {
  if (actor.kind === 'resident') return state.principalId === actor.id || state.agentId === actor.id
  return staffRoleOver(state, actor, 'officer', now) !== null
}

/** Whether the agent may act by it at this instant. */
export const inForce = (state: AuthorityState, now: number): boolean => standingOf(state, now) === 'active'

/** Commands that this person could give now. */
export function authorityActions(
  state: AuthorityState,
  actor: Actor,
  context: Omit<AuthorityContext, 'actor'>,
): AuthorityCommand[] {
  if (actor.kind !== 'resident' && actor.kind !== 'staff') return []
  return AUTHORITY_COMMANDS.filter((command) => {
    // An offer is accepted by its code, never from a list.
    if (command === 'offer' || command === 'request' || command === 'accept') return false
    const role = authorityRole(state, actor, command, context.now)
    return (
      role !== null && refusal(authorityMachine, state, command, { ...context, actor: { id: actor.id, role } }) === null
    )
  })
}
