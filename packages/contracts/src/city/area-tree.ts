import type { Area, AreaLevel, LevelRole } from './areas.schema.ts'
import type { City } from './city.schema.ts'

/** The areas of a city by code, with their paths. */
export interface AreaTree {
  levels: readonly AreaLevel[]
  root: Area
  get(code: string): Area | undefined
  /** `/haitang/tangxi/loujiang`: the codes from the top down. Empty text for an unknown code. */
  pathOf(code: string): string
  /** The area a path ends in, if every part of the path is right. */
  atPath(path: string): Area | undefined
  /** From the top down, the area itself last; empty for an unknown code. */
  lineOf(code: string): readonly Area[]
  childrenOf(code: string): readonly Area[]
  ofLevel(level: string): readonly Area[]
  /** The first level with this role. */
  levelOf(role: LevelRole): AreaLevel | undefined
}

/** Indexes a city's areas. Wants areas that `checkCity` passes; a loop among parents would throw RangeError. */
export function areaTree(areas: City['areas']): AreaTree {
  const byCode = new Map(areas.areas.map((area) => [area.code, area]))
  const children = Map.groupBy(areas.areas, (area) => area.parent ?? '')
  const levels = Map.groupBy(areas.areas, (area) => area.level)
  const root = children.get('')?.[0]
  if (!root) throw new RangeError('a city without a top area')

  const paths = new Map<string, string>()
  const pathOf = (code: string, depth = 0): string => {
    const known = paths.get(code)
    if (known !== undefined) return known
    const area = byCode.get(code)
    if (!area) return ''
    if (depth > areas.levels.length) throw new RangeError(`areas in a loop at ${code}`)
    const path = (area.parent === undefined ? '' : pathOf(area.parent, depth + 1)) + `/${code}`
    paths.set(code, path)
    return path
  }

  const lines = new Map<string, readonly Area[]>()
  const lineOf = (code: string): readonly Area[] => {
    let line = lines.get(code)
    // Codes come from outside too: only those that are known are kept.
    if (!line && !byCode.has(code)) return []
    if (!line) {
      const parts = pathOf(code).split('/')
      lines.set(code, (line = parts.flatMap((part) => byCode.get(part) ?? [])))
    }
    return line
  }

  return {
    levels: areas.levels,
    root,
    get: (code) => byCode.get(code),
    pathOf: (code) => pathOf(code),
    atPath: (path) => {
      const area = byCode.get(path.slice(path.lastIndexOf('/') + 1))
      return area && pathOf(area.code) === path ? area : undefined
    },
    lineOf,
    childrenOf: (code) => children.get(code) ?? [],
    ofLevel: (level) => levels.get(level) ?? [],
    levelOf: (role) => areas.levels.find((level) => level.role === role),
  }
}
