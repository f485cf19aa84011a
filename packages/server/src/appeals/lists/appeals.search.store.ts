import type { Sql, Tx } from '../../kernel/index.ts'
import { LISTED, listed, type Condition, type ListedAppeal } from './appeals.lists.store.ts'

/** The search index: the grams of each appeal, in FTS5 on SQLite and in a GIN-indexed tsvector on PostgreSQL. */

type Row = Omit<ListedAppeal, 'state'> & { state: string }

const KEEP = {
  sqlite: `INSERT INTO "AppealSearch" ("rowid", "grams") VALUES (?, ?)`,
  postgresql: `INSERT INTO "AppealSearch" ("rowid", "grams") VALUES (?, array_to_tsvector(string_to_array(?, ' ')))`,
}

/** Puts an appeal's grams in the place of those that it had. */
export async function keepGrams(tx: Tx, appealId: number, grams: readonly string[]): Promise<void> {
  await tx.run(`DELETE FROM "AppealSearch" WHERE "rowid" = ?`, appealId)
  await addGrams(tx, appealId, grams)
}

/** The grams of an appeal that has none yet. */
export async function addGrams(tx: Tx, appealId: number, grams: readonly string[]): Promise<void> {
  await tx.run(KEEP[tx.dialect], appealId, grams.join(' '))
}

const MATCH = { sqlite: `"grams" MATCH ?`, postgresql: `"grams" @@ ?::tsquery` }

/** What is asked: all of the words, and one of the areas where any are named. */
export interface GramQuery {
  readonly all: readonly string[]
  readonly anyOf?: readonly string[]
}

/** So many that hold the words are looked at for a page: of a word that half of the city uses, few may pass a filter. */
const WALKED = 2_000

export interface GramPage {
  readonly where: Condition
  /** Only what is older than this id. */
  readonly before: number
  readonly limit: number
  readonly walked?: number
}

/**
 * Newest first. Grams are letters and digits only (see appeals.grams.ts), so quoting them is safe.
 * @returns `walkedTo`: the id down to which it was looked; null: to the end, or the page is full
 */
export async function findByGrams(
  sql: Sql,
  query: GramQuery,
  { where, before, limit, walked = WALKED }: GramPage,
): Promise<{ rows: ListedAppeal[]; walkedTo: number | null }> {
  const asked = asSearch(sql, query)
  const holding = `SELECT "rowid" AS "id" FROM "AppealSearch" WHERE ${MATCH[sql.dialect]} AND "rowid" < ? ORDER BY "rowid" DESC`
  // CROSS: SQLite begins with those that hold the words and stops at a full page.
  const rows = await sql.all<Row>(
    `SELECT ${LISTED} FROM (${holding} LIMIT ?) n CROSS JOIN "Appeal" a WHERE a."id" = n."id" AND ${where.sql}
    ORDER BY n."id" DESC LIMIT ?`,
    asked,
    before,
    walked,
    ...where.values,
    limit,
  )
  if (rows.length === limit) return { rows: listed(rows), walkedTo: null }
  const end = await sql.get<{ id: number }>(`${holding} LIMIT 1 OFFSET ?`, asked, before, walked - 1)
  return { rows: listed(rows), walkedTo: end?.id ?? null }
}

const SIGNS = {
  sqlite: { quote: '"', and: ' AND ', or: ' OR ' },
  postgresql: { quote: "'", and: ' & ', or: ' | ' },
}

/** What is asked, as the database's search reads it. */
export function asSearch({ dialect }: Sql, { all, anyOf = [] }: GramQuery): string {
  const { quote, and, or } = SIGNS[dialect]
  const quoted = (grams: readonly string[]): string[] => grams.map((gram) => `${quote}${gram}${quote}`)
  const within = (parts: readonly string[], sign: string): string => `(${parts.join(sign)})`
  return [
    ...(all.length > 0 ? [within(quoted(all), and)] : []),
    ...(anyOf.length > 0 ? [within(quoted(anyOf), or)] : []),
  ].join(and)
}

const CLEAR = {
  // FTS5's own command: a contentless table has no rows to read while deleting.
  sqlite: `INSERT INTO "AppealSearch" ("AppealSearch") VALUES ('delete-all')`,
  postgresql: `DELETE FROM "AppealSearch"`,
}

export async function clearGrams(tx: Tx): Promise<void> {
  await tx.run(CLEAR[tx.dialect])
}
