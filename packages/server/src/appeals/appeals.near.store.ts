import type { Sql } from '../kernel/index.ts'
import { cellsAround } from './appeals.cells.ts'

export interface NearbyAppeal {
  readonly id: number
  readonly lng: number
  readonly lat: number
  /** The sender asked that no place be shown more exactly than their community. */
  readonly coarse: number
  /** JSON. */
  readonly state: string
}

const IN_CELL = `SELECT "id", "lng", "lat", "state",
  CASE WHEN "state" LIKE '%"shownPlace":"community"%' THEN 1 ELSE 0 END AS "coarse" FROM "Appeal"
  WHERE "cell" = ? AND "status" NOT IN ('withdrawn', 'declined') ORDER BY "id" DESC LIMIT ?`

/** The newest of the cell of a WGS-84 point and its eight neighbours, at most `each` of a cell. */
export async function listAround(sql: Sql, lng: number, lat: number, each: number): Promise<NearbyAppeal[]> {
  const found: NearbyAppeal[] = []
  for (const cell of cellsAround(lng, lat)) found.push(...(await sql.all<NearbyAppeal>(IN_CELL, cell, each)))
  return found
}
