import type { AreaGeometry, Ring } from './areas.schema.ts'

/** West, south, east, north, in degrees. */
export type Box = readonly [number, number, number, number]

/** All rings of a geometry, outer ones and holes alike: even-odd does not care which is which. */
export function ringsOf(geometry: AreaGeometry): Ring[] {
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()
}

export function boxOf(geometry: AreaGeometry): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of ringsOf(geometry)) {
    for (const [x, y] of ring) {
      if (x < west) west = x
      if (x > east) east = x
      if (y < south) south = y
      if (y > north) north = y
    }
  }
  return [west, south, east, north]
}

/**
 * Whether a point lies in a geometry (even-odd rule). Borders are half open, and each edge is
 * reckoned from its lower end: two polygons that share an edge give the same answer about it, so a
 * point on a common border is in exactly one of them. (Turf's test says "both".)
 */
export function contains(geometry: AreaGeometry, lng: number, lat: number): boolean {
  let inside = false
  for (const ring of ringsOf(geometry)) {
    for (let i = 1; i < ring.length; i++) {
      const a = ring[i - 1]
      const b = ring[i]
      if (!a || !b || a[1] > lat === b[1] > lat) continue
      const [low, high] = a[1] < b[1] ? [a, b] : [b, a]
      if (lng < low[0] + ((lat - low[1]) * (high[0] - low[0])) / (high[1] - low[1])) inside = !inside
    }
  }
  return inside
}

/** How far a point is from the nearest border, in degrees of latitude (longitude is scaled to match). */
export function distanceToBorder(geometry: AreaGeometry, lng: number, lat: number): number {
  const scale = Math.cos((lat * Math.PI) / 180)
  let best = Infinity
  for (const ring of ringsOf(geometry)) {
    for (let i = 1; i < ring.length; i++) {
      const a = ring[i - 1]
      const b = ring[i]
      if (!a || !b) continue
      const [ax, ay] = [(a[0] - lng) * scale, a[1] - lat]
      const [dx, dy] = [(b[0] - a[0]) * scale, b[1] - a[1]]
      const along = dx * dx + dy * dy
      const t = along === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / along))
      best = Math.min(best, Math.hypot(ax + t * dx, ay + t * dy))
    }
  }
  return best
}

const EARTH = 6_371_008.8 // metres, mean radius
const RADIAN = Math.PI / 180

/** Square metres, on a plane laid at the ring's own latitude: exact enough for areas the size of a city. */
export function squareMetres(geometry: AreaGeometry): number {
  let total = 0
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  for (const rings of polygons) {
    rings.forEach((ring, i) => (total += (i === 0 ? 1 : -1) * Math.abs(signedArea(ring))))
  }
  return total
}

/** Shoelace, in square metres; positive when the ring runs counter-clockwise, as RFC 7946 wants outer rings. */
export function signedArea(ring: Ring): number {
  const lat0 = ring[0]?.[1] ?? 0
  const lng0 = ring[0]?.[0] ?? 0
  const kx = EARTH * RADIAN * Math.cos(lat0 * RADIAN)
  const ky = EARTH * RADIAN
  let twice = 0
  for (let i = 1; i < ring.length; i++) {
    const a = ring[i - 1]
    const b = ring[i]
    if (a && b) twice += (a[0] - lng0) * kx * (b[1] - lat0) * ky - (b[0] - lng0) * kx * (a[1] - lat0) * ky
  }
  return twice / 2
}
