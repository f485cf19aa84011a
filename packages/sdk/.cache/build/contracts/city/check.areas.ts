import { areaTree } from './area-tree.ts'
import type { City, CityProblem } from './city.schema.ts'
import { codesAt, sayTwice, saying } from './report.ts'

/** Levels and the tree of areas. Nothing else of a city is checked when these are wrong. */
export function checkAreas(city: City): CityProblem[] {
  const problems: CityProblem[] = []
  const say = saying('areas.json', problems)
  const { levels, areas } = city.areas
  sayTwice(codesAt(levels, 'levels'), say)
  sayTwice(codesAt(areas, 'areas'), say)

  const depth = new Map(levels.map((level, i) => [level.code, i]))
  const byCode = new Map(areas.map((area) => [area.code, area]))
  const tops = areas.filter((area) => area.parent === undefined)
  if (tops.length !== 1) say('areas', `${tops.length} areas have no parent; a city has exactly one at its top`)
  areas.forEach((area, i) => {
    const at = `areas[${i}]`
    const own = depth.get(area.level)
    if (own === undefined) return say(`${at}.level`, `unknown level ${area.level}`)
    if (area.parent === undefined) return
    const parent = byCode.get(area.parent)
    if (!parent) return say(`${at}.parent`, `unknown area ${area.parent}`)
    if ((depth.get(parent.level) ?? 0) >= own) {
      say(`${at}.parent`, `${area.code} (${area.level}) cannot lie in ${parent.code} (${parent.level})`)
    }
  })
  const roles = levels.map((level) => level.role)
  roles.forEach((role, i) => {
    if (roles.indexOf(role) !== i) say(`levels[${i}].role`, `another level is the ${role} already`)
  })
  return problems
}

/** Bodies, places, staff and residents against the areas. */
export function checkPlacesOfPeople(city: City, bodyCodes: ReadonlySet<string>): CityProblem[] {
  const problems: CityProblem[] = []
  const tree = areaTree(city.areas)
  const places = new Set(city.places.map((place) => place.code))

  const ofStaff = saying('staff.json', problems)
  sayTwice(codesAt(city.staff.personas, 'personas'), ofStaff)
  city.staff.personas.forEach((persona, i) => {
    const at = `personas[${i}]`
    if (!tree.get(persona.area)) ofStaff(`${at}.area`, `unknown area ${persona.area}`)
    if (persona.body !== undefined && !bodyCodes.has(persona.body)) {
      ofStaff(`${at}.body`, `unknown body ${persona.body}`)
    }
    const worksOrders = persona.role === 'handler' || persona.role === 'gridOfficer'
    if (worksOrders && persona.body === undefined) ofStaff(`${at}.body`, `a ${persona.role} works for a body`)
  })
  for (const role of ['operator', 'handler', 'supervisor'] as const) {
    const there =
      city.staff.personas.some((persona) => persona.role === role) ||
      city.staff.perBody.some((row) => row.role === role)
    if (!there) ofStaff('personas', `nobody is a ${role}, and the loop needs one`)
  }
  const reviewers = city.staff.personas.filter((persona) => persona.role === 'reviewer').length
  if (reviewers < 2) {
    ofStaff('personas', `${reviewers} reviewers; a result that is handled again goes to another one, so two are needed`)
  }

  const ofResidents = saying('residents.json', problems)
  sayTwice(codesAt(city.residents), ofResidents)
  sayTwice(
    city.residents.map((resident, i) => ({ code: resident.phone, at: `[${i}].phone` })),
    ofResidents,
  )
  city.residents.forEach((resident, i) => {
    if (!places.has(resident.place)) ofResidents(`[${i}].place`, `unknown place ${resident.place}`)
  })
  return problems
}
