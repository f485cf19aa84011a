import { grantHolds, isWithin, type Actor } from '../identity/actor.ts'
import type { StaffRole } from '../appeals/appeal.constants.ts'

/** Who looks at a jurisdiction as a whole. Numbers are by place and category, never by person: staff are not ranked. */
const LOOKERS: ReadonlySet<StaffRole> = new Set(['supervisor', 'administrator'])

/** The areas whose numbers this person may see, each with everything below it; none inside another. */
export function insightAreas(actor: Actor, now: number): string[] {
  if (actor.kind !== 'staff') return []
  const held = actor.roles.filter((grant) => LOOKERS.has(grant.role) && grantHolds(grant, now))
  const areas = [...new Set(held.map(({ areaPath }) => areaPath))]
  return areas.filter((area) => !areas.some((other) => other !== area && isWithin(area, other)))
}

export const mayLookInto = (actor: Actor, areaPath: string, now: number): boolean =>
  insightAreas(actor, now).some((area) => isWithin(areaPath, area))
