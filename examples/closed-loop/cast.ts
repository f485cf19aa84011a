import { createCivic, demoSession, type Civic, type Persona, type Role, type StaffRole } from '@civicgrid/sdk'

/** Who plays in the loop. Found by what they may do and where, never by name, so any city's demo will do. */
export interface Cast {
  /** The area that everybody here is responsible for: its code, and its path from the city down. */
  areaCode: string
  resident: Civic
  operator: Civic
  reviewer: Civic
  supervisor: Civic
  /** Those who work orders there, by their body: at least two, one to bounce and one to do it. */
  workers: Map<string, Civic>
}

interface Held extends Role {
  persona: Persona
}

const WORKS: readonly StaffRole[] = ['handler', 'gridOfficer']

const covers = (role: Role, areaPath: string) => areaPath === role.areaPath || areaPath.startsWith(`${role.areaPath}/`)

/**
 * The smallest area over which two bodies have somebody who works orders.
 * @throws Error when the demo has no two such people
 */
function sharedArea(workers: readonly Held[]): string {
  const shared = workers.filter((one) =>
    workers.some((other) => other.bodyCode !== one.bodyCode && covers(other, one.areaPath)),
  )
  const deepest = shared.toSorted((a, b) => b.areaPath.length - a.areaPath.length)[0]
  if (!deepest) throw new Error('the demo has no two bodies that work in one area')
  return deepest.areaPath
}

/** Asks the demo door who is there and hands out the parts. */
export async function castFor(baseUrl: string): Promise<Cast> {
  const personas = await createCivic({ baseUrl }).identity.demoPersonas()
  const held = personas.flatMap((persona) => persona.roles.map((role): Held => ({ ...role, persona })))
  const workers = held.filter(({ role, bodyCode }) => WORKS.includes(role) && bodyCode !== null)
  const area = sharedArea(workers)

  const signIn = ({ persona, realm }: Persona) =>
    createCivic({ baseUrl, realm, session: demoSession({ persona }), client: 'closed-loop/0.1.0' })
  const staff = (role: StaffRole): Civic => {
    const found = held.find((one) => one.role === role && covers(one, area))
    if (!found) throw new Error(`the demo has no ${role} over ${area}`)
    return signIn(found.persona)
  }
  const resident = personas.find(({ realm }) => realm === 'resident')
  if (!resident) throw new Error('the demo has no resident')

  return {
    areaCode: area.slice(area.lastIndexOf('/') + 1),
    resident: signIn(resident),
    operator: staff('operator'),
    reviewer: staff('reviewer'),
    supervisor: staff('supervisor'),
    workers: new Map(
      workers.filter((one) => covers(one, area)).map((one) => [one.bodyCode ?? '', signIn(one.persona)]),
    ),
  }
}
