import { areaTree } from './area-tree.ts'
import type { City, CityProblem } from './city.schema.ts'
import { codesAt, saying, sayTwice } from './report.ts'

/** Plain http is for a developer's own machine. */
const isSafe = (address: string, demo: boolean): boolean =>
  address.startsWith('https:') || (demo && /^http:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/.test(address))

/** What `hosts.json` says against itself and against the areas. */
export function checkHosts(city: Pick<City, 'areas' | 'hosts'>): CityProblem[] {
  const problems: CityProblem[] = []
  const say = saying('hosts.json', problems)
  const tree = areaTree(city.areas)
  const paths = new Set(city.areas.areas.map(({ code }) => tree.pathOf(code)))

  sayTwice(codesAt(city.hosts), say)
  for (const [i, host] of city.hosts.entries()) {
    const { jwks, jwksUrl, start, callbacks, frames, jurisdictions, demo = false } = host
    if ((jwks === undefined) === (jwksUrl === undefined)) say(`[${i}]`, 'needs its keys: one of jwks and jwksUrl')
    const addresses = { jwksUrl: [jwksUrl], start: [start], callbacks, frames }
    for (const [field, all] of Object.entries(addresses))
      for (const one of all)
        if (one !== undefined && !isSafe(one, demo)) say(`[${i}].${field}`, `${one} is not an https address`)
    for (const path of jurisdictions)
      if (!paths.has(path)) say(`[${i}].jurisdictions`, `${path} is not the path of an area`)
  }
  return problems
}
