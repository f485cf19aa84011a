import { fileURLToPath } from 'node:url'
import { boxOf, contains, fromWgs84, ringsOf, shapesByArea, toWgs84 } from '@civicgrid/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCity, type LoadedCity } from './index.ts'

const cities = fileURLToPath(new URL('../../../../cities/', import.meta.url))
const made: [string, LoadedCity][] = [
  ['海棠', loadCity(`${cities}haitang`)],
  ["海棠 at Taicang's scale", loadCity(`${cities}haitang`, { scale: 'taicang' })],
  ['云岭', loadCity(`${cities}yunling`)],
]

describe.each(made)('the land of %s', (_, { city, tree, locate }) => {
  const shapes = shapesByArea(city)
  const last = city.areas.levels.at(-1)?.code ?? ''
  const outline = shapes.get(tree.root.code)
  if (!outline) throw new Error('no outline')
  const [west, south, east, north] = boxOf(outline)
  const smallest = tree.ofLevel(last).flatMap(({ code }) => {
    const geometry = shapes.get(code)
    return geometry ? [{ code, geometry, box: boxOf(geometry) }] : []
  })
  const holders = (x: number, y: number) =>
    smallest.filter(
      ({ box, geometry }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3] && contains(geometry, x, y),
    )

  it('holds any point of the city in exactly one of its smallest areas, and no other point', () => {
    const lng = fc.double({ min: west, max: east, noNaN: true })
    const lat = fc.double({ min: south, max: north, noNaN: true })
    fc.assert(
      fc.property(lng, lat, (x, y) => {
        const found = holders(x, y).map(({ code }) => code)
        expect(found).toHaveLength(contains(outline, x, y) ? 1 : 0)
        expect(locate(x, y)).toBe(found[0] ?? null)
      }),
      { numRuns: 300 },
    )
  })

  it('holds a point on a common border, or in a corner of three, once', () => {
    const edges = smallest.flatMap(({ geometry }) =>
      ringsOf(geometry).flatMap((ring) => ring.slice(1).map((b, i) => [ring[i] ?? b, b] as const)),
    )
    const onOutline = new Set(ringsOf(outline).flatMap((ring) => ring.map(([x, y]) => `${x} ${y}`)))
    fc.assert(
      fc.property(fc.constantFrom(...edges), fc.constantFrom(0, 0.25, 0.5), ([a, b], t) => {
        fc.pre(!onOutline.has(`${a[0]} ${a[1]}`) && !onOutline.has(`${b[0]} ${b[1]}`))
        expect(holders(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)).toHaveLength(1)
      }),
      { numRuns: 300 },
    )
  })

  it('every smallest area lies in all areas above it', () => {
    const astray = smallest.slice(0, 400).flatMap(({ code, geometry }) => {
      const [x, y] = inner(geometry)
      const above = tree.lineOf(code).slice(0, -1)
      return above
        .filter((area) => !contains(shapes.get(area.code) ?? geometry, x, y))
        .map((area) => `${code} in ${area.code}`)
    })
    expect(astray).toEqual([])
  })

  it('is found many times faster than by asking every area in turn', () => {
    const points = Array.from(
      { length: 300 },
      (_, i) => [west + ((i * 0.618) % 1) * (east - west), south + ((i * 0.755) % 1) * (north - south)] as const,
    )
    const timed = (find: (x: number, y: number) => unknown) => {
      const from = performance.now()
      for (const [x, y] of points) find(x, y)
      return performance.now() - from
    }
    // The quickest of several rounds of each: a busy machine makes a round slower, never quicker.
    const quickest = (find: (x: number, y: number) => unknown) =>
      Math.min(...Array.from({ length: 7 }, () => timed(find)))
    const inTurn = quickest((x, y) => smallest.filter(({ geometry }) => contains(geometry, x, y)))
    expect(inTurn / quickest(locate)).toBeGreaterThan(3)
  })
})

/** A point inside: the middle of the widest stretch of a line through the middle of its box. */
function inner(geometry: Parameters<typeof contains>[0]): [number, number] {
  const [west, south, east, north] = boxOf(geometry)
  for (const share of [0.5, 0.4, 0.6, 0.3, 0.7]) {
    const y = south + (north - south) * share
    for (let i = 1; i < 20; i++) {
      const x = west + ((east - west) * i) / 20
      if (contains(geometry, x, y)) return [x, y]
    }
  }
  throw new Error('no inner point')
}

it('a point that WeChat gives lies elsewhere until it is converted', () => {
  const { locate } = made[0]?.[1] ?? loadCity(`${cities}haitang`)
  const hall = { lng: 120.36, lat: 33.02 }
  const [lng, lat] = fromWgs84([hall.lng, hall.lat], 'GCJ-02')
  expect(locate(...toWgs84([lng, lat], 'GCJ-02'))).toBe(locate(hall.lng, hall.lat))
  expect(locate(lng, lat)).not.toBe(locate(hall.lng, hall.lat))
})
