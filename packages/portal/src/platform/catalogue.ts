import type { CityProfile, CityShapes } from '@civicgrid/sdk'
import type { MapData, MapShape } from '../ui/map/scene.ts'
import { civic } from './civic.ts'
import { local } from './words.ts'

// The city does not change while a page is open: each part is asked for once, and again only when that failed.
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined
  return () => {
    asked ??= ask().catch((error: unknown) => {
      asked = undefined
      throw error
    })
    return asked
  }
}

/** Categories, kinds, limits, map settings. */
export const profile: () => Promise<CityProfile> = once(() => civic.city.get())

const shapesOf = (shapes: CityShapes, rank: number): MapShape[] =>
  shapes.features.map(({ geometry, properties }) => ({ geometry, name: local(properties.name), rank }))

/** Levels that are drawn, from afar to near. */
const DRAWN = ['county', 'township', 'community'] as const

/** What the map of the city is drawn from: its own shapes, and a tile source beneath if it has one. */
export const mapData: () => Promise<MapData> = once(async () => {
  const { map, levels } = await profile()
  const drawn = levels.filter(({ role }) => (DRAWN as readonly string[]).includes(role))
  const [layers, ...shapes] = await Promise.all([
    civic.city.layers(),
    ...drawn.map(({ code }) => civic.city.shapes({ level: code })),
  ])
  const layer = (kind: 'water' | 'roads'): MapShape[] =>
    (layers[kind]?.features ?? []).map(({ geometry, properties }) => ({ geometry, name: '', rank: properties.rank }))
  return {
    bounds: map.bounds,
    areas: shapes.flatMap((each, index) => shapesOf(each, index + 1)),
    water: layer('water'),
    roads: layer('roads'),
    approvalNumber: map.approvalNumber,
    tiles: map.tiles && { ...map.tiles, attribution: local(map.tiles.attribution) },
  }
})
