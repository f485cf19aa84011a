import { grantHolds, isWithin, type StaffActor } from '../identity/actor.ts'
import { refusal } from '../kernel/machine.ts'
import type { IntegrationRole } from './integration.life.constants.ts'
import { INTEGRATION_COMMANDS, integrationMachine, type IntegrationCommand } from './integration.machine.ts'
import { grantMachine, GRANT_COMMANDS, type GrantCommand } from './integration.grant.machine.ts'
import type { GrantContext, IntegrationState, ScopeGrantState } from './integration.state.ts'

/** The areas whose integrations somebody administers; empty for whoever does not. */
export function integrationAreas(actor: StaffActor, now: number): string[] {
  const areas = actor.roles
    .filter((grant) => grant.role === 'administrator' && grantHolds(grant, now))
    .map(({ areaPath }) => areaPath)
  return [...new Set(areas)]
}

/** Whether somebody comes from a partner: an engineer of one integration, who sees that one and nothing else. */
export const isEngineer = (actor: StaffActor, now: number): boolean =>
  actor.roles.some((grant) => grant.role === 'integrationEngineer' && grantHolds(grant, now))

/**
 * As whom this person acts on this integration; null for those who are not to know that it is there.
 * @param own the id of the integration that the person looks after
 */
export function integrationRole(
  { id, areaPath }: { readonly id: number; readonly areaPath: string },
  actor: StaffActor,
  own: number | null,
  now: number,
): Exclude<IntegrationRole, 'system'> | null {
  if (integrationAreas(actor, now).some((area) => isWithin(areaPath, area))) return 'administrator'
  return own === id && isEngineer(actor, now) ? 'engineer' : null
}

/** Commands that could be given now in this role. */
export function integrationActions(state: IntegrationState, role: IntegrationRole, now: number): IntegrationCommand[] {
  return INTEGRATION_COMMANDS.filter((command) => {
    const { by } = integrationMachine.commands[command]
    if (!(by as readonly IntegrationRole[]).includes(role)) return false
    return refusal(integrationMachine, state, command, { now, role }) === null
  })
}

/** The same of one of its grants. */
export function grantActions(state: ScopeGrantState, context: GrantContext): GrantCommand[] {
  return GRANT_COMMANDS.filter((command) => {
    const { by } = grantMachine.commands[command]
    if (state.status === null || !(by as readonly IntegrationRole[]).includes(context.role)) return false
    return refusal(grantMachine, state, command, context) === null
  })
}
