import { JOINABLE_KINDS, OPEN_STATUSES } from '@civicgrid/contracts'
import type { Sql } from '../../kernel/index.ts'
import { cellsAround } from '../appeals.cells.ts'
import { LISTED, listed, type ListedAppeal } from '../lists/appeals.lists.store.ts'
import { asSearch, type GramQuery } from '../lists/appeals.search.store.ts'

/** Where similar ones are looked for. Each look is bounded, however many appeals there are. */

export interface Candidate extends ListedAppeal {
  readonly lng: number | null
  readonly lat: number | null
}

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ')
const COLUMNS = `${LISTED}, a."lng", a."lat"`
const JOINABLE = `a."status" IN (${quoted(OPEN_STATUSES)}) AND a."kind" IN (${quoted(JOINABLE_KINDS)})`

/**
 * Of those few, one by one. CROSS tells SQLite to begin with them: it would rather read all of a kind by an index of
 * kinds, and in a full city that had no answer in half a minute.
 */
const TAKEN = `CROSS JOIN "Appeal" a WHERE a."id" = n."id" AND ${JOINABLE}`

/** Of each cell the newest so many are looked at, whatever became of them. */
const EACH_CELL = 60
/** Values: the cell, how many. */
export const IN_CELL = `SELECT ${COLUMNS} FROM (SELECT "id" FROM "Appeal" WHERE "cell" = ? ORDER BY "id" DESC LIMIT ?) n
  ${TAKEN}`

type Row = Omit<Candidate, 'state'> & { state: string }
const candidates = (rows: readonly Row[]): Candidate[] => listed(rows) as Candidate[]

/** Open ones that can be joined, around a WGS-84 point. */
export async function candidatesAround(sql: Sql, lng: number, lat: number): Promise<Candidate[]> {
  const found: Candidate[] = []
  for (const cell of cellsAround(lng, lat)) found.push(...candidates(await sql.all<Row>(IN_CELL, cell, EACH_CELL)))
  return found
}

/** The newest so many appeals are searched by words: of a large city some weeks, of a small one years. */
const RECENT = 100_000
const MOST_FOUND = 150
const MATCH = { sqlite: `"grams" MATCH ?`, postgresql: `"grams" @@ ?::tsquery` }
/** Values: what is asked, after which id, how many. */
export const byWords = (dialect: Sql['dialect']): string => `SELECT ${COLUMNS} FROM
  (SELECT "rowid" AS "id" FROM "AppealSearch" WHERE ${MATCH[dialect]} AND "rowid" > ? ORDER BY "rowid" DESC LIMIT ?) n
  ${TAKEN}`

/** Open ones that can be joined, of the newest, by their words. */
export async function candidatesByWords(sql: Sql, query: GramQuery): Promise<Candidate[]> {
  const newest = await sql.get<{ id: number | null }>(`SELECT max("id") AS "id" FROM "Appeal"`)
  const after = (newest?.id ?? 0) - RECENT
  return candidates(await sql.all<Row>(byWords(sql.dialect), asSearch(sql, query), after, MOST_FOUND))
}
