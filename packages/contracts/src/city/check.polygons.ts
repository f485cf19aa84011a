import { areaTree } from './area-tree.ts'
import type { AreaGeometry } from './areas.schema.ts'
import type { City, CityProblem } from './city.schema.ts'
import { boxOf, contains, distanceToBorder, ringsOf, squareMetres } from './geometry.ts'
import { saying } from './report.ts'

/** About two metres, in degrees: coordinates have five decimals, and borders are rounded to them. */
const ON_THE_BORDER = 0.00002
/** Of the parent's surface; more is a gap or an overlap. */
const TOLERATED = 0.005

/** Every shape by its area's code. */
export function shapesByArea(city: Pick<City, 'shapes'>): Map<string, AreaGeometry> {
  const all = new Map<string, AreaGeometry>()
  for (const file of Object.values(city.shapes)) {
    for (const feature of file.features) all.set(feature.properties.code, feature.geometry)
  }
  return all
}

interface Outer {
  shape: AreaGeometry
  /** Most corners of a child on the border are the parent's own. */
  corners: ReadonlySet<string>
}

/** The first corner of a geometry that lies outside another, if any does. */
function cornerOutside(inner: AreaGeometry, { shape, corners }: Outer): readonly [number, number] | undefined {
  return ringsOf(inner)
    .flat()
    .find(
      ([x, y]) => !corners.has(`${x} ${y}`) && !contains(shape, x, y) && distanceToBorder(shape, x, y) > ON_THE_BORDER,
    )
}

/** Every level's shapes against the tree, against the level above, and places against the city's outline. */
export function checkPolygons(city: City): CityProblem[] {
  const problems: CityProblem[] = []
  const tree = areaTree(city.areas)
  const shapes = shapesByArea(city)
  const outers = new Map<string, Outer>()
  const outerOf = (code: string): Outer | undefined => {
    const shape = shapes.get(code)
    if (!shape) return undefined
    const known = outers.get(code)
    if (known) return known
    const outer = { shape, corners: new Set(ringsOf(shape).flatMap((ring) => ring.map(([x, y]) => `${x} ${y}`))) }
    outers.set(code, outer)
    return outer
  }

  for (const level of city.areas.levels) {
    const file = city.shapes[level.code]
    if (!file) continue
    const say = saying(`areas/${level.code}.geojson`, problems)
    const seen = new Set<string>()
    file.features.forEach((feature, i) => {
      const at = `features[${i}]`
      const { code } = feature.properties
      const area = tree.get(code)
      if (!area) return say(`${at}.properties.code`, `unknown area ${code}`)
      if (area.level !== level.code) return say(at, `${code} is a ${area.level}, not a ${level.code}`)
      if (seen.has(code)) return say(at, `a second shape for ${code}`)
      seen.add(code)
      for (const ring of ringsOf(feature.geometry)) {
        const [first, last] = [ring[0], ring.at(-1)]
        if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) say(at, `a ring of ${code} is not closed`)
      }
      const outer = area.parent === undefined ? undefined : outerOf(area.parent)
      const corner = outer && cornerOutside(feature.geometry, outer)
      if (corner) say(at, `${code} reaches outside its parent ${area.parent} at ${corner[0]}, ${corner[1]}`)
    })
    for (const area of tree.ofLevel(level.code)) {
      if (!seen.has(area.code)) say('features', `no shape for ${area.code}`)
    }
  }

  for (const area of city.areas.areas) {
    const outer = shapes.get(area.code)
    const inner = tree.childrenOf(area.code).flatMap((child) => shapes.get(child.code) ?? [])
    if (!outer || inner.length === 0 || inner.length < tree.childrenOf(area.code).length) continue
    const share = inner.reduce((sum, shape) => sum + squareMetres(shape), 0) / squareMetres(outer)
    if (Math.abs(share - 1) > TOLERATED) {
      const what = share < 1 ? 'there are gaps' : 'they overlap'
      const level = tree.childrenOf(area.code)[0]?.level ?? ''
      saying(`areas/${level}.geojson`, problems)(
        'features',
        `the areas in ${area.code} cover ${(share * 100).toFixed(1)}% of it: ${what}`,
      )
    }
  }

  const outline = shapes.get(tree.root.code)
  if (outline) {
    const ofPlaces = saying('places.json', problems)
    city.places.forEach((place, i) => {
      if (!contains(outline, place.lng, place.lat)) ofPlaces(`[${i}]`, `${place.code} lies outside the city`)
    })
    const [west, south, east, north] = boxOf(outline)
    const bounds = city.settings.map.bounds
    if (bounds[0] > west || bounds[1] > south || bounds[2] < east || bounds[3] < north) {
      saying('city.json', problems)('map.bounds', 'the city reaches beyond its bounds')
    }
  } else {
    saying('areas.json', problems)('levels[0]', `no shape for the city: areas/${tree.root.level}.geojson`)
  }
  return problems
}
