import { z } from 'zod'
import { cityText, code, position } from './text.schema.ts'

/** What a level is for, whatever the city calls it; a level may be for nothing beyond itself. */
export const LEVEL_ROLES = ['city', 'county', 'township', 'community', 'grid', 'microGrid'] as const

const level = z.strictObject({
  code,
  /** What residents call such an area: 镇/街道, 网格. */
  name: cityText,
  role: z.enum(LEVEL_ROLES),
})

const area = z.strictObject({
  code,
  level: code,
  /** Missing on the one area at the top. */
  parent: code.optional(),
  name: cityText,
  population: z.int().min(0).optional(),
})

/** `areas.json`: levels from the top down, and every area with the one it lies in. */
export const areasFile = z.strictObject({
  levels: z.array(level).min(2),
  areas: z.array(area).min(1),
})
export type AreaLevel = z.infer<typeof level>
export type Area = z.infer<typeof area>
export type LevelRole = (typeof LEVEL_ROLES)[number]

/** A city has some fifty thousand corners, read at every start: they are looked at by hand, ten times as fast. */
function isRing(value: unknown): value is [number, number][] {
  return (
    Array.isArray(value) &&
    value.length >= 4 &&
    value.every(
      (p: unknown) =>
        Array.isArray(p) &&
        p.length === 2 &&
        typeof p[0] === 'number' &&
        typeof p[1] === 'number' &&
        Math.abs(p[0]) <= 180 &&
        Math.abs(p[1]) <= 90,
    )
  )
}
const ring = z.custom<[number, number][]>(isRing, 'is not a ring of at least four [longitude, latitude] pairs')
const polygon = z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) })
const multiPolygon = z.object({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(z.array(ring).min(1)).min(1),
})
export type Ring = z.infer<typeof ring>
export type AreaGeometry = z.infer<typeof polygon> | z.infer<typeof multiPolygon>

/** `areas/<level>.geojson`: RFC 7946, longitude first, WGS-84; a feature's `code` is its area's. */
export const areaShapes = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      properties: z.object({ code }),
      geometry: z.discriminatedUnion('type', [polygon, multiPolygon]),
    }),
  ),
})
export type AreaShapes = z.infer<typeof areaShapes>

/** `map/*.geojson`: what is drawn and never asked. */
export const mapLayer = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      properties: z.object({ name: cityText.optional(), rank: z.int().min(1).max(3) }),
      geometry: z.discriminatedUnion('type', [
        polygon,
        multiPolygon,
        z.object({ type: z.literal('LineString'), coordinates: z.array(position).min(2) }),
      ]),
    }),
  ),
})
export type MapLayer = z.infer<typeof mapLayer>
