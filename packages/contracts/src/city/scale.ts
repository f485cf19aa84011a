import { z } from 'zod'
import type { Area, AreaShapes } from './areas.schema.ts'
import type { City } from './city.schema.ts'
import { dissolve } from './dissolve.ts'
import { cityText, code, position } from './text.schema.ts'

/**
 * `scales/<name>.json`: a finer division of a city's two lowest levels, as one mesh instead of
 * thousands of polygons. Every cell is an area of the last level; grids are runs of cells.
 */
export const scaleFile = z.strictObject({
  name: code,
  levels: z.tuple([code, code]),
  /** `{parent}` and `{n}` are filled in. */
  names: z.tuple([cityText, cityText]),
  origin: position,
  /** x, y, x, y … of the corners in 10⁻⁵ degrees, each as the difference to the corner before. */
  corners: z.array(z.int()),
  /** Six corner numbers a cell, counter-clockwise, each as the difference to the number before. */
  cells: z.array(z.int()),
  /** How many cells each grid of an area of the level above has, in the order of `cells`. */
  grids: z.array(z.strictObject({ parent: code, sizes: z.array(z.int().min(1)).min(1) })),
})
export type Scale = z.infer<typeof scaleFile>

const CORNERS_OF_A_CELL = 6

function cornersOf({ corners, origin }: Scale): [number, number][] {
  const out: [number, number][] = []
  let [x, y] = [Math.round(origin[0] * 1e5), Math.round(origin[1] * 1e5)]
  for (let i = 0; i + 1 < corners.length; i += 2) {
    x += corners[i] ?? 0
    y += corners[i + 1] ?? 0
    out.push([x / 1e5, y / 1e5])
  }
  return out
}

function cellsOf({ cells }: Scale): number[][] {
  const out: number[][] = []
  let corner = 0
  for (let i = 0; i < cells.length; i += CORNERS_OF_A_CELL) {
    out.push(cells.slice(i, i + CORNERS_OF_A_CELL).map((step) => (corner += step)))
  }
  return out
}

function fill(name: Area['name'], parent: Area['name'], n: number): Area['name'] {
  const put = (text: string, of: string) => text.replace('{parent}', of).replace('{n}', String(n))
  return { 'zh-CN': put(name['zh-CN'], parent['zh-CN']), en: put(name.en, parent.en) }
}

/** The same city with its two lowest levels divided as the scale says. The areas above stay as they are. */
export function applyScale(city: City, scale: Scale): City {
  const [gridLevel, cellLevel] = scale.levels
  const kept = city.areas.areas.filter((area) => area.level !== gridLevel && area.level !== cellLevel)
  const names = new Map(kept.map((area) => [area.code, area.name]))
  const corners = cornersOf(scale)
  const cells = cellsOf(scale)
  const areas: Area[] = []
  const shapes: Record<string, AreaShapes['features']> = { [gridLevel]: [], [cellLevel]: [] }
  const add = (area: Area, members: number[][]) => {
    areas.push(area)
    const geometry = dissolve(members, corners)
    shapes[area.level]?.push({ type: 'Feature', properties: { code: area.code }, geometry })
  }

  let at = 0
  for (const { parent, sizes } of scale.grids) {
    sizes.forEach((size, g) => {
      const grid: Area = {
        code: `${parent}-${g + 1}`,
        level: gridLevel,
        parent,
        name: fill(scale.names[0], names.get(parent) ?? { 'zh-CN': parent, en: parent }, g + 1),
      }
      const members = cells.slice(at, at + size)
      at += size
      add(grid, members)
      members.forEach((cell, m) =>
        add(
          {
            code: `${grid.code}-${m + 1}`,
            level: cellLevel,
            parent: grid.code,
            name: fill(scale.names[1], grid.name, m + 1),
          },
          [cell],
        ),
      )
    })
  }
  const made = Object.fromEntries(
    Object.entries(shapes).map(([level, features]) => [level, { type: 'FeatureCollection' as const, features }]),
  )
  return {
    ...city,
    areas: { ...city.areas, areas: [...kept, ...areas] },
    shapes: { ...city.shapes, ...made },
  }
}
