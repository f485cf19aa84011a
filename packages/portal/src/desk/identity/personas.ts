import type { Persona, StaffRole } from '@civicgrid/sdk'

/** In the order in which an appeal meets them. */
const ROLES: readonly StaffRole[] = [
  'operator',
  'handler',
  'gridOfficer',
  'reviewer',
  'supervisor',
  'publisher',
  'administrator',
]

const rank = (persona: Persona): number => {
  const at = ROLES.findIndex((role) => persona.roles.some((held) => held.role === role))
  return at === -1 ? ROLES.length : at
}

interface KnownArea {
  readonly path: string
}

/** The smallest of some areas that holds everything this person is responsible for; none where that is not known. */
export function areaOf<A extends KnownArea>(persona: Persona, areas: readonly A[]): A | null {
  const path = persona.roles[0]?.areaPath ?? ''
  const holding = areas.filter((area) => `${path}/`.startsWith(`${area.path}/`))
  return holding.toSorted((a, b) => b.path.length - a.path.length)[0] ?? null
}

/** Staff by the first of their roles, each role a group, in the order of the loop. */
export function groupPersonas(personas: readonly Persona[]): { role: string; personas: Persona[] }[] {
  const staff = personas.filter(({ realm }) => realm === 'staff').toSorted((a, b) => rank(a) - rank(b))
  return [...Map.groupBy(staff, (persona) => persona.roles[0]?.role ?? '')].map(([role, group]) => ({
    role,
    personas: group,
  }))
}
