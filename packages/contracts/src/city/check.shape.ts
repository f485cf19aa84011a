import type { z } from 'zod'
import { areaShapes, mapLayer } from './areas.schema.ts'
import { CITY_FILES, type City, type CityFile, type CityProblem } from './city.schema.ts'

/** A zod path as one reads it in a file: `[3].leaves[2].limits.result`. */
function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, '')
}

/** The value an issue speaks of; undefined where it is missing. */
function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (v, part) => (typeof v === 'object' && v !== null ? Reflect.get(v, part) : undefined),
    value,
  )
}

function reasonOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'invalid_type') {
    return valueAt(value, issue.path) === undefined ? 'is missing' : `is not of type ${issue.expected}`
  }
  if (issue.code === 'unrecognized_keys') return `has no use for ${issue.keys.join(', ')}`
  if (issue.code === 'invalid_value') {
    if (valueAt(value, issue.path) === undefined) return 'is missing'
    return `is not one of ${issue.values.map(String).join(', ')}`
  }
  return issue.message
}

function check<T extends z.ZodType>(
  file: string,
  schema: T,
  value: unknown,
  problems: CityProblem[],
): z.infer<T> | undefined {
  if (value === undefined) {
    problems.push({ file, path: '', reason: 'is missing' })
    return undefined
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) {
    problems.push({ file, path: pathText(issue.path), reason: reasonOf(issue, value) })
  }
  return undefined
}

/**
 * Reads a folder's parsed JSON, by file name, into a City. `city` is there only when every file is
 * well formed; `checkCity` then says whether they fit each other.
 */
export function parseCity(files: Readonly<Record<string, unknown>>): { city?: City; problems: CityProblem[] } {
  const problems: CityProblem[] = []
  const read = <T extends z.ZodType>(file: CityFile, schema: T) => check(file, schema, files[file], problems)

  const settings = read('city.json', CITY_FILES['city.json'])
  const areas = read('areas.json', CITY_FILES['areas.json'])
  const bodies = read('bodies.json', CITY_FILES['bodies.json'])
  const kinds = read('kinds.json', CITY_FILES['kinds.json'])
  const categories = read('categories.json', CITY_FILES['categories.json'])
  const ownership = read('ownership.json', CITY_FILES['ownership.json'])
  const grounds = read('grounds.json', CITY_FILES['grounds.json'])
  const templates = read('templates.json', CITY_FILES['templates.json'])
  const places = read('places.json', CITY_FILES['places.json'])
  const staff = read('staff.json', CITY_FILES['staff.json'])
  const residents = read('residents.json', CITY_FILES['residents.json'])
  const samples = read('samples.json', CITY_FILES['samples.json'])
  const hosts = read('hosts.json', CITY_FILES['hosts.json'])

  const shapes: City['shapes'] = {}
  for (const level of areas?.levels ?? []) {
    const file = `areas/${level.code}.geojson`
    if (files[file] === undefined) continue
    const parsed = check(file, areaShapes, files[file], problems)
    if (parsed) shapes[level.code] = parsed
  }
  const layers: City['layers'] = {}
  for (const name of ['water', 'roads'] as const) {
    const file = settings?.map.layers[name]
    if (file !== undefined) {
      const parsed = check(file, mapLayer, files[file], problems)
      if (parsed) layers[name] = parsed
    }
  }

  if (
    problems.length > 0 ||
    !(settings && areas && bodies && kinds && categories && ownership) ||
    !(grounds && templates && places && staff && residents && samples && hosts)
  ) {
    return { problems }
  }
  return {
    city: {
      settings,
      areas,
      shapes,
      layers,
      bodies,
      kinds,
      categories,
      ownership,
      grounds,
      templates,
      places,
      staff,
      residents,
      samples,
      hosts,
    },
    problems,
  }
}
