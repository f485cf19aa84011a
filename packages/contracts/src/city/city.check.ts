import { areaTree } from './area-tree.ts'
import { allBodies } from './bodies.ts'
import { checkAreas, checkPlacesOfPeople } from './check.areas.ts'
import { checkHosts } from './check.hosts.ts'
import { checkOwners } from './check.owners.ts'
import { checkPolygons } from './check.polygons.ts'
import { checkServices } from './check.services.ts'
import { checkSettings } from './check.settings.ts'
import type { City, CityProblem } from './city.schema.ts'

/**
 * Everything that is wrong in a well-formed city, across its files: empty for a city that can be
 * served. When the areas themselves are wrong, only they are reported: the rest hangs on them.
 */
export function checkCity(city: City): CityProblem[] {
  const ofAreas = checkAreas(city)
  if (ofAreas.length > 0) return ofAreas
  const bodies = new Set(allBodies(city, areaTree(city.areas)).map((body) => body.code))
  return [
    ...checkSettings(city),
    ...checkPolygons(city),
    ...checkServices(city),
    ...checkOwners(city),
    ...checkPlacesOfPeople(city, bodies),
    ...checkHosts(city),
  ]
}
