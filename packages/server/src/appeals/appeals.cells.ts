/**
 * Nearness by whole numbers, the same on both databases: the globe is cut into cells of 0.005° (about 500 m), and who
 * looks around reads the cell and its eight neighbours by an index.
 */
const PER_DEGREE = 200
const COLUMNS = 360 * PER_DEGREE

/** Cell numbers reach 2.6 · 10⁹; the shift brings them into 32 signed bits. */
const SHIFT = 2 ** 31

const column = (lng: number): number => Math.floor((lng + 180) * PER_DEGREE)
const row = (lat: number): number => Math.floor((lat + 90) * PER_DEGREE)

/** The cell of a WGS-84 point. */
export function cellOf(lng: number, lat: number): number {
  return row(lat) * COLUMNS + column(lng) - SHIFT
}

/**
 * The cell of a point and those around it. With one ring everything within 250 m lies in them, up to 60° of latitude; with
 * two everything within 700 m, up to 50°.
 */
export function cellsAround(lng: number, lat: number, rings: 1 | 2 = 1): number[] {
  const middle = cellOf(lng, lat)
  const steps = Array.from({ length: 2 * rings + 1 }, (_, i) => i - rings)
  return steps.flatMap((up) => steps.map((right) => middle + up * COLUMNS + right))
}

/** 0.0025° of latitude are 278 m, of longitude at 45° still 197 m; see `roundedPlace`. */
const COARSE = 400
/** Who asked for 只显示到小区 is told of to more than 1 km: 0.01° of latitude are 1,112 m. */
const COARSER = 100

/**
 * Where a stranger is told that something is: the middle of a field of at least 200 m, so that no door can be told.
 * Whoever complained is protected (only category, state and a rounded place of what is not published).
 */
export function roundedPlace(lng: number, lat: number, coarser = false): { lng: number; lat: number } {
  const fields = coarser ? COARSER : COARSE
  // Fields grow wider towards the poles: a whole number of times, so that they stay aligned.
  const wide = fields / Math.ceil(0.72 / Math.max(Math.cos((lat * Math.PI) / 180), 0.01))
  const middle = (degrees: number, per: number): number =>
    Math.round(((Math.floor(degrees * per) + 0.5) / per) * 1e6) / 1e6
  return { lng: middle(lng, wide), lat: middle(lat, fields) }
}

const METRES_PER_DEGREE = 111_195

/** Metres between two points, on a plane: exact enough for a neighbourhood. */
export function metresBetween(a: { lng: number; lat: number }, b: { lng: number; lat: number }): number {
  const narrow = Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180)
  return Math.hypot((a.lng - b.lng) * narrow, a.lat - b.lat) * METRES_PER_DEGREE
}
