import { describe, expect, it } from 'vitest'
import type { AreaGeometry } from './areas.schema.ts'
import { contrast } from './check.settings.ts'
import { dissolve } from './dissolve.ts'
import { boxOf, contains, distanceToBorder, ringsOf, signedArea, squareMetres } from './geometry.ts'

const square = (x: number, y: number, size: number): [number, number][] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
]
const polygon = (...coordinates: [number, number][][]): AreaGeometry => ({ type: 'Polygon', coordinates })

describe('shapes on the earth', () => {
  it('a thousandth of a degree at 33° north is 93 by 111 metres', () => {
    expect(squareMetres(polygon(square(120, 33, 0.001)))).toBeCloseTo(93.25 * 111.19, -2)
  })

  it('a hole is outside, and takes its surface away', () => {
    const ring = polygon(square(120, 33, 0.003), square(120.001, 33.001, 0.001).toReversed())
    expect(contains(ring, 120.0005, 33.0005)).toBe(true)
    expect(contains(ring, 120.0015, 33.0015)).toBe(false)
    expect(squareMetres(ring) / squareMetres(polygon(square(120, 33, 0.001)))).toBeCloseTo(8, 2)
  })

  it('several polygons are one area', () => {
    const islands: AreaGeometry = {
      type: 'MultiPolygon',
      coordinates: [[square(120, 33, 0.001)], [square(120.5, 33, 0.5)]],
    }
    expect(contains(islands, 120.0005, 33.0005)).toBe(true)
    expect(contains(islands, 120.75, 33.25)).toBe(true)
    expect(contains(islands, 120.25, 33.0005)).toBe(false)
    expect(boxOf(islands)).toEqual([120, 33, 121, 33.5])
  })

  it('a point on the border of two belongs to one of them', () => {
    const [west, east] = [polygon(square(120, 33, 0.001)), polygon(square(120.001, 33, 0.001))]
    for (const lat of [33, 33.0003, 33.0005]) {
      expect([contains(west, 120.001, lat), contains(east, 120.001, lat)].filter(Boolean)).toHaveLength(1)
    }
  })

  it('a corner level with the point is crossed once', () => {
    const arrow = polygon([
      [0, 0],
      [2, 1],
      [0, 2],
      [0, 0],
    ])
    expect(contains(arrow, 1, 1)).toBe(true)
    expect(contains(arrow, -1, 1)).toBe(false)
    expect(contains(arrow, -1, 0)).toBe(false)
    expect(contains(arrow, -1, 2)).toBe(false)
  })

  it('the distance to a border is measured alike in both directions', () => {
    const shape = polygon(square(0, 60, 1))
    expect(distanceToBorder(shape, 0.5, 60.1)).toBeCloseTo(0.1, 5)
    expect(distanceToBorder(shape, 0.1, 60.5)).toBeCloseTo(0.1 * Math.cos((60.5 * Math.PI) / 180), 5)
  })
})

describe('cells taken together', () => {
  // A ring of eight unit squares around a ninth.
  const corners: [number, number][] = Array.from({ length: 16 }, (_, i) => [i % 4, Math.floor(i / 4)])
  const cell = (x: number, y: number) => [y * 4 + x, y * 4 + x + 1, (y + 1) * 4 + x + 1, (y + 1) * 4 + x]
  const all = [0, 1, 2].flatMap((y) => [0, 1, 2].map((x) => cell(x, y)))

  it('have one outline, counter-clockwise and closed', () => {
    const [outer, ...holes] = ringsOf(dissolve(all, corners))
    expect(holes).toEqual([])
    expect(outer).toHaveLength(13)
    expect(outer?.[0]).toEqual(outer?.at(-1))
    expect(signedArea(outer ?? [])).toBeGreaterThan(0)
  })

  it('keep a hole, clockwise and after the outer ring', () => {
    const [outer, hole] = ringsOf(dissolve(all.toSpliced(4, 1), corners))
    expect(outer).toHaveLength(13)
    expect(hole).toHaveLength(5)
    expect(signedArea(hole ?? [])).toBeLessThan(0)
  })
})

it('contrast is what WCAG says of its own examples', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})
