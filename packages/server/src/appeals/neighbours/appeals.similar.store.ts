import { JOINABLE_KINDS, OPEN_STATUSES } from '@civicgrid/contracts'
import type { Sql } from '../../kernel/index.ts'
import { cellsAround } from '../appeals.cells.ts'
import { fromAppeal, LISTED, listed, type ListedAppeal } from '../lists/appeals.lists.store.ts'

/** Where similar ones are looked for. Each look is bounded, however many appeals there are. */

interface Placed {
  readonly id: number
  /** The beginning of it. */
  readonly text: string
  readonly lng: number | null
  readonly lat: number | null
}
/** What is compared. States are long, and a busy corner has a thousand: they are read of the few that may be shown. */
export interface Candidate extends Placed {
  readonly category: string
}
export type SimilarAppeal = Placed & ListedAppeal

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ')
const COLUMNS = `a."id", a."category", substr(a."text", 1, 160) AS "text", a."lng", a."lat"`
const IS_OPEN = `a."status" IN (${quoted(OPEN_STATUSES)})`
const CAN_BE_JOINED = `a."kind" IN (${quoted(JOINABLE_KINDS)})`

/**
 * CROSS tells SQLite to begin with the few that were found: it would rather read all of a kind by an index of kinds, and
 * in a full city that had no answer in half a minute.
 */
const READ = `CROSS JOIN "Appeal" a WHERE a."id" = n."id"`

/** Of each cell so many of the newest are looked at within the index, and so many that are open are read. */
const WALKED_OF_CELL = 300
const READ_OF_CELL = 40
/** Values: the cell, how many of it, how many of those. */
export const IN_CELL = `SELECT ${COLUMNS} FROM (SELECT a."id" FROM
  (SELECT "id", "status", "kind" FROM "Appeal" WHERE "cell" = ? ORDER BY "id" DESC LIMIT ?) a
  WHERE ${IS_OPEN} AND ${CAN_BE_JOINED} ORDER BY a."id" DESC LIMIT ?) n ${READ}`

/** Of a category the same: of a large city some days, of a small one years. */
const WALKED_OF_CATEGORY = 600
const READ_OF_CATEGORY = 200
/** Values: the category, how many of it, how many of those. */
export const ofCategory = (sql: Sql): string => `SELECT ${COLUMNS} FROM (SELECT a."id", a."submittedAt"
  FROM ${fromAppeal(sql, 'category')} WHERE a."category" = ? AND ${CAN_BE_JOINED}
  ORDER BY a."submittedAt" DESC, a."id" DESC LIMIT ?) n ${READ} AND ${IS_OPEN}
  ORDER BY n."submittedAt" DESC, n."id" DESC LIMIT ?`

/** Open ones that can be joined, within 700 m and more of a WGS-84 point. */
export async function candidatesAround(sql: Sql, lng: number, lat: number): Promise<Candidate[]> {
  const found: Candidate[] = []
  for (const cell of cellsAround(lng, lat, 2))
    found.push(...(await sql.all<Candidate>(IN_CELL, cell, WALKED_OF_CELL, READ_OF_CELL)))
  return found
}

/** Open ones of a category that can be joined, the newest. */
export const candidatesOf = (sql: Sql, category: string): Promise<Candidate[]> =>
  sql.all(ofCategory(sql), category, WALKED_OF_CATEGORY, READ_OF_CATEGORY)

/** So many are read whole at once. */
export const READ_WHOLE = 20
const WHOLE = `SELECT ${LISTED}, a."lng", a."lat" FROM "Appeal" a WHERE a."id" IN (${'?, '.repeat(READ_WHOLE - 1)}?)`

/** Those of some candidates, at most `READ_WHOLE`, in no order. */
export async function readSimilar(sql: Sql, candidates: readonly Candidate[]): Promise<SimilarAppeal[]> {
  // One statement whatever their number: no appeal has the id 0.
  const ids = Array.from({ length: READ_WHOLE }, (_, n) => candidates[n]?.id ?? 0)
  const rows = await sql.all<Omit<SimilarAppeal, 'state'> & { state: string }>(WHOLE, ...ids)
  return listed(rows) as SimilarAppeal[]
}
