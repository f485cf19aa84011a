import type { CityLayer, CityProfile, CityShapes, Civic } from '@civicgrid/sdk'
import type { MapData, MapShape } from '../../ui/map/scene.ts'

/** Levels finer than a community would only blacken a small map. */
const DRAWN = ['city', 'county', 'township', 'community']

const shapesOf = (shapes: CityShapes, rank: number, name: (code: string) => string): MapShape[] =>
  shapes.features.map(({ geometry, properties }) => ({ geometry, name: name(properties.code), rank }))

const layerOf = (layer: CityLayer | null): MapShape[] =>
  layer?.features.map(({ geometry, properties }) => ({ geometry, name: '', rank: properties.rank })) ?? []

/** The city's own shapes for its map: the largest level that is divided first, finer ones as one comes closer. */
export async function loadMap(
  civic: Pick<Civic, 'city'>,
  city: Pick<CityProfile, 'levels' | 'map'>,
  text: (name: CityShapes['features'][number]['properties']['name']) => string,
): Promise<MapData> {
  const drawn = city.levels.filter(({ role }) => DRAWN.includes(role))
  const levels = drawn.length > 1 ? drawn.slice(1) : drawn
  const [layers, ...shapes] = await Promise.all([
    civic.city.layers(),
    ...levels.map(({ code }) => civic.city.shapes({ level: code })),
  ])
  const areas = shapes.flatMap((found, i) => {
    const names = new Map(found.features.map(({ properties }) => [properties.code, text(properties.name)]))
    return shapesOf(found, i + 1, (code) => names.get(code) ?? '')
  })
  const { bounds, approvalNumber, tiles } = city.map
  return {
    bounds,
    areas,
    water: layerOf(layers.water),
    roads: layerOf(layers.roads),
    approvalNumber,
    tiles: tiles && { ...tiles, attribution: text(tiles.attribution) },
  }
}
