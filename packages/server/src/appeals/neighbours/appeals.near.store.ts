import type { AppealState } from '@civicgrid/contracts'
import type { Sql } from '../../kernel/index.ts'
import { cellsAround } from '../appeals.cells.ts'
import { stateFrom } from '../appeals.store.ts'

export interface NearbyAppeal {
  readonly id: number
  readonly lng: number
  readonly lat: number
  readonly state: AppealState
}

const IN_CELL = `SELECT "id", "lng", "lat", "state" FROM "Appeal"
  WHERE "cell" = ? AND "status" NOT IN ('withdrawn', 'declined') ORDER BY "id" DESC LIMIT ?`

/** The newest of the cell of a WGS-84 point and its eight neighbours, at most `each` of a cell. */
export async function listAround(sql: Sql, lng: number, lat: number, each: number): Promise<NearbyAppeal[]> {
  const found: NearbyAppeal[] = []
  for (const cell of cellsAround(lng, lat))
    for (const row of await sql.all<Omit<NearbyAppeal, 'state'> & { state: string }>(IN_CELL, cell, each))
      found.push({ ...row, state: stateFrom(row.state) })
  return found
}
