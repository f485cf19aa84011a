import { areaTree } from './area-tree.ts'
import { allBodies } from './bodies.ts'
import type { City, CityProblem } from './city.schema.ts'
import { ownership } from './ownership.ts'
import { codesAt, sayTwice, saying } from './report.ts'

/** How many areas without an owner are named one by one. */
const NAMED = 3

/** Bodies and the rules of ownership; every leaf has an owner in every area, also where only the town is known. */
export function checkOwners(city: City): CityProblem[] {
  const problems: CityProblem[] = []
  const tree = areaTree(city.areas)
  const bodies = allBodies(city, tree)
  const codes = new Set(bodies.map((body) => body.code))
  const levels = new Set(city.areas.levels.map((level) => level.code))

  const ofBodies = saying('bodies.json', problems)
  sayTwice(codesAt(bodies, 'bodies'), ofBodies)
  city.bodies.bodies.forEach((body, i) =>
    body.areas.forEach((area, j) => {
      if (!tree.get(area)) ofBodies(`bodies[${i}].areas[${j}]`, `unknown area ${area}`)
    }),
  )
  const owners = new Map<string, string>()
  for (const body of bodies.filter((b) => b.kind !== 'department')) {
    for (const area of body.areas) {
      const before = owners.get(area)
      if (before !== undefined) ofBodies('bodies', `${body.code} and ${before} both are the body of ${area}`)
      owners.set(area, body.code)
    }
  }
  city.bodies.perArea.forEach((row, i) => {
    if (!levels.has(row.level)) ofBodies(`perArea[${i}].level`, `unknown level ${row.level}`)
  })

  const ofRules = saying('ownership.json', problems)
  const names = new Set(['*', ...city.categories.flatMap((g) => [g.code, ...g.leaves.map((l) => l.code)])])
  sayTwice(
    city.ownership.map((rule, i) => ({ code: `${rule.category} × ${rule.area ?? 'the city'}`, at: `[${i}]` })),
    ofRules,
  )
  city.ownership.forEach((rule, i) => {
    if (!names.has(rule.category)) ofRules(`[${i}].category`, `unknown category ${rule.category}`)
    if (rule.area !== undefined && !tree.get(rule.area)) ofRules(`[${i}].area`, `unknown area ${rule.area}`)
    if ('body' in rule.owner && !codes.has(rule.owner.body)) {
      ofRules(`[${i}].owner.body`, `unknown owner ${rule.owner.body}`)
    }
    if ('level' in rule.owner && !levels.has(rule.owner.level)) {
      ofRules(`[${i}].owner.level`, `unknown level ${rule.owner.level}`)
    }
  })

  const ownerOf = ownership(city, tree, bodies)
  for (const leaf of city.categories.flatMap((group) => group.leaves)) {
    const without = city.areas.areas.filter((area) => !ownerOf(leaf.code, area.code))
    if (without.length === 0) continue
    const named = without.slice(0, NAMED).map((area) => tree.pathOf(area.code))
    const more = without.length > NAMED ? ` and ${without.length - NAMED} more` : ''
    ofRules(leaf.code, `nobody owns ${leaf.code} in ${named.join(', ')}${more}`)
  }
  return problems
}
