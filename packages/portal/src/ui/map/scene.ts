import { toWorld, type World } from './projection.ts'
import type { Bounds } from './view.ts'

type Position = readonly number[]

/** RFC 7946 shapes, as the city's folder has them. */
export type Geometry =
  | { type: 'Polygon'; coordinates: readonly (readonly Position[])[] }
  | { type: 'MultiPolygon'; coordinates: readonly (readonly (readonly Position[])[])[] }
  | { type: 'LineString'; coordinates: readonly Position[] }

export interface MapShape {
  geometry: Geometry
  name: string
  /** 1 is what is seen from afar; larger numbers appear closer by. */
  rank: number
}

export interface TileSource {
  url: string
  attribution: string
  approvalNumber: string
  crs: string
  maxZoom: number
}

/** All that a map of the city is drawn from. */
export interface MapData {
  bounds: Bounds
  areas: readonly MapShape[]
  water: readonly MapShape[]
  roads: readonly MapShape[]
  approvalNumber?: string | undefined
  tiles?: TileSource | undefined
}

/** A shape in world units, ready to be drawn. */
export interface Drawn {
  lines: readonly Float64Array[]
  /** An area is filled, a line is not. */
  closed: boolean
  box: readonly [x0: number, y0: number, x1: number, y1: number]
  name: string
  rank: number
  middle: World
}

function linesOf(geometry: Geometry): readonly (readonly Position[])[] {
  switch (geometry.type) {
    case 'LineString':
      return [geometry.coordinates]
    case 'Polygon':
      return geometry.coordinates
    case 'MultiPolygon':
      return geometry.coordinates.flat()
  }
}

/** The centre of gravity of the largest ring: where a name is put. */
function middleOf(ring: Float64Array): World {
  let area = 0
  let x = 0
  let y = 0
  const [ox = 0, oy = 0] = ring
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const [ax, ay, bx, by] = [
      (ring[i] ?? 0) - ox,
      (ring[i + 1] ?? 0) - oy,
      (ring[i + 2] ?? 0) - ox,
      (ring[i + 3] ?? 0) - oy,
    ]
    const cross = ax * by - bx * ay
    area += cross
    x += (ax + bx) * cross
    y += (ay + by) * cross
  }
  return area === 0 ? [ox, oy] : [ox + x / (3 * area), oy + y / (3 * area)]
}

function drawn({ geometry, name, rank }: MapShape): Drawn {
  let box: [number, number, number, number] = [1, 1, 0, 0]
  const lines = linesOf(geometry).map((line) => {
    const flat = new Float64Array(line.length * 2)
    line.forEach(([lng = 0, lat = 0], i) => {
      const [x, y] = toWorld(lng, lat)
      flat[2 * i] = x
      flat[2 * i + 1] = y
      box = [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)]
    })
    return flat
  })
  const longest = lines.reduce((a, b) => (b.length > a.length ? b : a), new Float64Array(2))
  return {
    lines,
    closed: geometry.type !== 'LineString',
    box,
    name,
    rank,
    middle: geometry.type === 'LineString' ? [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] : middleOf(longest),
  }
}

export interface Scene {
  areas: readonly Drawn[]
  water: readonly Drawn[]
  roads: readonly Drawn[]
}

/** Projects every shape once; drawing a frame then only moves and scales. */
export const sceneOf = (data: MapData): Scene => ({
  areas: data.areas.map(drawn),
  water: data.water.map(drawn),
  roads: data.roads.map(drawn),
})
