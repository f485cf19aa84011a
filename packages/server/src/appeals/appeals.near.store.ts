import type { AppealStatus } from '@civicgrid/contracts'
import type { Sql } from '../kernel/index.ts'
import { cellsAround } from './appeals.cells.ts'

export interface NearbyAppeal {
  readonly id: number
  readonly category: string
  readonly status: AppealStatus
  readonly submittedAt: number
  readonly lng: number
  readonly lat: number
}

const IN_CELL = `SELECT "id", "category", "status", "submittedAt", "lng", "lat" FROM "Appeal"
  WHERE "cell" = ? AND "status" NOT IN ('withdrawn', 'declined') ORDER BY "id" DESC LIMIT ?`

/** The newest of the cell of a WGS-84 point and its eight neighbours, at most `each` of a cell. */
export async function listAround(sql: Sql, lng: number, lat: number, each: number): Promise<NearbyAppeal[]> {
  const found: NearbyAppeal[] = []
  for (const cell of cellsAround(lng, lat)) found.push(...(await sql.all<NearbyAppeal>(IN_CELL, cell, each)))
  return found
}
