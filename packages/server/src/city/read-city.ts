import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CITY_FILES, checkCity, parseCity, type City, type CityProblem } from '@civicgrid/contracts'

/** Level codes of a folder whose areas.json may be anything; `parseCity` says what is wrong with it. */
function levelCodes(areas: unknown): string[] {
  const levels: unknown = typeof areas === 'object' && areas !== null ? Reflect.get(areas, 'levels') : undefined
  if (!Array.isArray(levels)) return []
  return levels.flatMap((level: unknown) => {
    const code: unknown = typeof level === 'object' && level !== null ? Reflect.get(level, 'code') : undefined
    return typeof code === 'string' ? [code] : []
  })
}

function layerFiles(settings: unknown): string[] {
  let at = settings
  for (const key of ['map', 'layers']) {
    at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined
  }
  return typeof at === 'object' && at !== null ? Object.values(at).filter((file) => typeof file === 'string') : []
}

/**
 * Reads a city's folder and checks it whole. `city` is there only when nothing at all is wrong.
 * Never throws for what the folder holds: a file that is no JSON is a problem like any other.
 */
export function readCity(folder: string): { city?: City; problems: CityProblem[] } {
  const problems: CityProblem[] = []
  if (!existsSync(join(folder, 'city.json'))) {
    return { problems: [{ file: 'city.json', path: '', reason: `is missing: ${folder} is not a city` }] }
  }
  const files: Record<string, unknown> = {}
  const read = (name: string) => {
    const path = join(folder, name)
    if (!existsSync(path)) return
    try {
      files[name] = JSON.parse(readFileSync(path, 'utf8'))
    } catch (error) {
      problems.push({
        file: name,
        path: '',
        reason: `is not JSON: ${error instanceof Error ? error.message : String(error)}`,
      })
    }
  }
  for (const name of Object.keys(CITY_FILES)) read(name)
  for (const code of levelCodes(files['areas.json'])) read(`areas/${code}.geojson`)
  for (const name of layerFiles(files['city.json'])) read(name)
  if (problems.length > 0) return { problems }

  const parsed = parseCity(files)
  if (!parsed.city) return parsed
  problems.push(...checkCity(parsed.city))
  const { logo } = parsed.city.settings.theme
  if (!existsSync(join(folder, logo)))
    problems.push({ file: 'city.json', path: 'theme.logo', reason: `no file ${logo}` })
  return problems.length > 0 ? { problems } : { city: parsed.city, problems }
}
