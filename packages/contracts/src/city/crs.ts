import type { ReferenceSystem } from './city.constants.ts'

/** Longitude first, degrees. */
export type Point = readonly [number, number]

// Krasovsky 1940, as the published GCJ-02 transform uses it.
const A = 6_378_245
const EE = 0.006693421622965943
const X_PI = (Math.PI * 3000) / 180

/** GCJ-02 leaves points outside this box alone. */
const inChina = (lng: number, lat: number) => lng > 72.004 && lng < 137.8347 && lat > 0.8293 && lat < 55.8271

const wave = (v: number, a: number, b: number) => Math.sin(v * Math.PI * a) * b

function shift(lng: number, lat: number): Point {
  const x = lng - 105
  const y = lat - 35
  const root = Math.sqrt(Math.abs(x))
  const common = ((wave(x, 6, 20) + wave(x, 2, 20)) * 2) / 3
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * root +
    common +
    ((wave(y, 1, 20) + wave(y, 1 / 3, 40)) * 2) / 3 +
    ((wave(y, 1 / 12, 160) + wave(y, 1 / 30, 320)) * 2) / 3
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * root +
    common +
    ((wave(x, 1, 20) + wave(x, 1 / 3, 40)) * 2) / 3 +
    ((wave(x, 1 / 12, 150) + wave(x, 1 / 30, 300)) * 2) / 3
  const radians = (lat * Math.PI) / 180
  const magic = 1 - EE * Math.sin(radians) ** 2
  const root2 = Math.sqrt(magic)
  return [
    (east * 180) / ((A / root2) * Math.cos(radians) * Math.PI),
    (north * 180) / (((A * (1 - EE)) / (magic * root2)) * Math.PI),
  ]
}

function gcjFromWgs([lng, lat]: Point): Point {
  if (!inChina(lng, lat)) return [lng, lat]
  const [dx, dy] = shift(lng, lat)
  return [lng + dx, lat + dy]
}

/** The shift has no closed inverse; each round brings the error down by some thousand times. */
function wgsFromGcj(gcj: Point): Point {
  let [lng, lat] = gcj
  for (let i = 0; i < 4; i++) {
    const [x, y] = gcjFromWgs([lng, lat])
    lng += gcj[0] - x
    lat += gcj[1] - y
  }
  return [lng, lat]
}

function bdFromGcj([lng, lat]: Point): Point {
  const z = Math.hypot(lng, lat) + 0.00002 * Math.sin(lat * X_PI)
  const theta = Math.atan2(lat, lng) + 0.000003 * Math.cos(lng * X_PI)
  return [z * Math.cos(theta) + 0.0065, z * Math.sin(theta) + 0.006]
}

function gcjFromBd(bd: Point): Point {
  let [lng, lat] = [bd[0] - 0.0065, bd[1] - 0.006]
  for (let i = 0; i < 4; i++) {
    const [x, y] = bdFromGcj([lng, lat])
    lng += bd[0] - x
    lat += bd[1] - y
  }
  return [lng, lat]
}

/** A point of any system a client may send, as WGS-84. CGCS2000 differs from it by centimetres and is taken as is. */
export function toWgs84(point: Point, from: ReferenceSystem): Point {
  switch (from) {
    case 'WGS-84':
    case 'CGCS2000':
      return point
    case 'GCJ-02':
      return wgsFromGcj(point)
    case 'BD-09':
      return wgsFromGcj(gcjFromBd(point))
  }
}

/** A WGS-84 point in another system: for WeChat and Chinese map tiles. */
export function fromWgs84(point: Point, to: ReferenceSystem): Point {
  switch (to) {
    case 'WGS-84':
    case 'CGCS2000':
      return point
    case 'GCJ-02':
      return gcjFromWgs(point)
    case 'BD-09':
      return bdFromGcj(gcjFromWgs(point))
  }
}
