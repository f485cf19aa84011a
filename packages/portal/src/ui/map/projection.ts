/** Web Mercator with the whole world as the unit square, so that a tile source fits beneath the city's own shapes. */
export type World = readonly [x: number, y: number]

/** @param lng @param lat degrees, WGS-84 */
export function toWorld(lng: number, lat: number): World {
  const sin = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180)
  return [lng / 360 + 0.5, 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)]
}

export function fromWorld([x, y]: World): { lng: number; lat: number } {
  return { lng: (x - 0.5) * 360, lat: (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI }
}

const EARTH = 40_075_016.686

/** World units of so many metres at a latitude. */
export function worldOfMetres(metres: number, lat: number): number {
  return metres / (EARTH * Math.cos((lat * Math.PI) / 180))
}

/** Metres between two points, good for the size of a city. */
export function metresBetween(a: { lng: number; lat: number }, b: { lng: number; lat: number }): number {
  const north = ((b.lat - a.lat) * EARTH) / 360
  const east = ((b.lng - a.lng) * EARTH * Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180)) / 360
  return Math.hypot(north, east)
}
