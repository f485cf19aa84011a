import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  allBodies,
  allStaff,
  applyScale,
  areaTree,
  chineseCalendar,
  ownership,
  scaleFile,
  shapesByArea,
  type AreaTree,
  type Body,
  type Calendar,
  type City,
  type CityProblem,
  type Owner,
  type StaffPersona,
} from '@civicgrid/contracts'
import { locator } from './locator.ts'
import { readCity } from './read-city.ts'

/** A city folder that cannot be served. The message names every problem as `file path reason`. */
export class CityError extends Error {
  readonly problems: readonly CityProblem[]
  constructor(folder: string, problems: readonly CityProblem[]) {
    super(`${folder} cannot be served:\n${problems.map(problemLine).join('\n')}`)
    this.name = 'CityError'
    this.problems = problems
  }
}

/** `file path reason`, as `npm run city:check` prints it. */
export function problemLine({ file, path, reason }: CityProblem): string {
  return [file, path, reason].filter((part) => part !== '').join(' ')
}

/** A city, read, checked and indexed: what the server asks of it while it runs. */
export interface LoadedCity {
  readonly city: City
  /** Where its files lie: the logo is served from here. */
  readonly folder: string
  readonly tree: AreaTree
  /** All that are known; another array whenever one was changed. */
  readonly bodies: readonly Body[]
  /** Those that take new work now; missing where that is all of them. */
  bodiesInForce?(): readonly Body[]
  readonly calendar: Calendar
  /** Code of the deepest area that a WGS-84 point lies in; null outside the city. */
  locate(lng: number, lat: number): string | null
  /** Who owns a category in an area, and by which rule. Null only for an unknown category or area. */
  owner(category: string, area: string): Owner | null
  /** Another number whenever other owners are in force; missing where they never change. */
  ownersEdition?(): number
  /** The demo's personas and every body's colleagues. */
  staff(): readonly StaffPersona[]
}

/**
 * Loads `cities/x`. With a scale, its two lowest levels are divided as `scales/<scale>.json` says.
 * @throws CityError when anything in the folder is wrong
 */
export function loadCity(folder: string, options: { scale?: string | undefined } = {}): LoadedCity {
  const { city: base, problems } = readCity(folder)
  if (!base) throw new CityError(folder, problems)
  const city = options.scale === undefined ? base : scaled(folder, base, options.scale)

  const tree = areaTree(city.areas)
  const bodies = allBodies(city, tree)
  let staff: readonly StaffPersona[] | undefined
  return {
    city,
    folder,
    tree,
    bodies,
    calendar: chineseCalendar({ ...city.settings.calendar, utcOffsetMinutes: city.settings.utcOffsetMinutes }),
    locate: locator(tree, shapesByArea(city)),
    owner: ownership(city, tree, bodies),
    staff: () => (staff ??= allStaff(city, tree, bodies)),
  }
}

function scaled(folder: string, city: City, name: string): City {
  const file = `scales/${name}.json`
  const path = join(folder, file)
  if (!existsSync(path)) throw new CityError(folder, [{ file, path: '', reason: 'is missing' }])
  const parsed = scaleFile.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (parsed.success) return applyScale(city, parsed.data)
  const problems = parsed.error.issues.map((issue) => ({ file, path: issue.path.join('.'), reason: issue.message }))
  throw new CityError(folder, problems)
}
