import { fileURLToPath } from 'node:url'
import type { LocalText } from '@civicgrid/kit'
import { createCivic, demoSession, type Civic, type Persona, type StaffRole } from '@civicgrid/sdk'
import { loadCity, type LoadedCity } from '../../packages/server/src/city/index.ts'

/** The city of this run, read as the server reads it. */
export const city: LoadedCity = loadCity(
  fileURLToPath(new URL(`../../cities/${process.env.TEST_CITY ?? 'haitang'}`, import.meta.url)),
)

export type Leaf = LoadedCity['city']['categories'][number]['leaves'][number]
export type NamedPlace = LoadedCity['city']['places'][number]

/** Somebody who works orders, and for whom. */
export interface Worker extends Persona {
  body: { code: string; name: LocalText }
}

/** Who plays in a journey and over what. Found by what they may do and where, never by name, so any city will do. */
export interface Cast {
  residents: Persona[]
  operator: Persona
  /** For the body that owns `category` at `place`. */
  handler: Worker
  /** For another body, which has no business with it. */
  bystander: Worker
  supervisor: Persona
  /** At least two: a rehandled appeal goes to another one. */
  reviewers: Persona[]
  category: Leaf
  place: NamedPlace & { areaPath: string }
}

export const pathAt = ({ lng, lat }: { lng: number; lat: number }): string | null => {
  const code = city.locate(lng, lat)
  return code === null ? null : city.tree.pathOf(code)
}

const within = (path: string, areaPath: string) => path === areaPath || path.startsWith(`${areaPath}/`)
const holds = (persona: Persona, role: StaffRole, path: string) =>
  persona.roles.some((held) => held.role === role && within(path, held.areaPath))

/** Every category, with what it asks for. */
export const leaves: readonly Leaf[] = city.city.categories.flatMap((group) => group.leaves)

/** Nothing urgent, nobody has to go and look: what the loop is shown with. */
const everyday = leaves.filter((leaf) => !leaf.urgent && leaf.emergency === undefined && !leaf.verifyOnSite)

function worker(persona: Persona): Worker[] {
  const role = persona.roles.find(({ role }) => role === 'handler')
  const body = city.bodies.find(({ code }) => code === role?.bodyCode)
  return body ? [{ ...persona, body: { code: body.code, name: body.name } }] : []
}

type Scene = Pick<Cast, 'handler' | 'bystander' | 'category' | 'place'>

/** A category at a named place whose owner has somebody in the demo, and somebody of another body who reaches there. */
function sceneOf(workers: readonly Worker[]): Scene {
  for (const place of city.city.places) {
    const areaPath = pathAt(place)
    if (areaPath === null) continue
    const here = workers.filter((each) => holds(each, 'handler', areaPath))
    for (const category of everyday) {
      const owner = city.owner(category.code, areaPath.slice(areaPath.lastIndexOf('/') + 1))?.body.code
      const handler = here.find(({ body }) => body.code === owner)
      const bystander = here.find(({ body }) => body.code !== owner)
      if (handler && bystander) return { handler, bystander, category, place: { ...place, areaPath } }
    }
  }
  throw new Error('nowhere in the city do two bodies of the demo meet')
}

/** Asks the demo door who is there and hands out the parts. */
export async function castOf(baseUrl: string): Promise<Cast> {
  const personas = await createCivic({ baseUrl }).identity.demoPersonas()
  const scene = sceneOf(personas.flatMap(worker))
  const all = (role: StaffRole) => personas.filter((each) => holds(each, role, scene.place.areaPath))
  const one = (role: StaffRole) => {
    const [found] = all(role)
    if (!found) throw new Error(`the demo has no ${role} over ${scene.place.areaPath}`)
    return found
  }
  return {
    ...scene,
    residents: personas.filter(({ realm }) => realm === 'resident'),
    operator: one('operator'),
    supervisor: one('supervisor'),
    reviewers: all('reviewer'),
  }
}

const clients = new Map<string, Civic>()

/**
 * The SDK in somebody's hands: for what a journey needs to have happened before, and for looking behind the page. One
 * client a person, since the door lets nobody in over and over.
 */
export function as(baseUrl: string, { persona, realm }: Pick<Persona, 'persona' | 'realm'>): Civic {
  const key = `${baseUrl} ${persona}`
  const client = clients.get(key) ?? createCivic({ baseUrl, realm, session: demoSession({ persona }) })
  clients.set(key, client)
  return client
}
