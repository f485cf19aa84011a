import type { AppealState, AppealStatus } from '@civicgrid/contracts'
import type { Sql } from '../../kernel/index.ts'
import type { KeptQueue } from '../board/appeals.board.store.ts'
import { NEVER_DUE, stateFrom } from '../appeals.store.ts'

/** Lists by key: each is one index range that starts where the last page ended. No list skips rows. */

export interface ListedAppeal {
  readonly id: number
  readonly code: string
  /** The beginning of it. */
  readonly text: string
  readonly address: string | null
  readonly updatedAt: number
  readonly dueAt: number
  readonly state: AppealState
}
export type Row = Omit<ListedAppeal, 'state'> & { state: string }

const columns = (letters: number): string =>
  `a."id", a."code", substr(a."text", 1, ${letters}) AS "text", a."address", a."updatedAt", a."dueAt", a."state"`

/** Of "Appeal" a. Twice the excerpt, so that characters of two halves have room. */
export const LISTED = columns(160)
/** With all that was said: for a list that is written down. */
const WHOLE = columns(1_000_000)
export const listed = (rows: readonly Row[]): ListedAppeal[] =>
  rows.map((row) => ({ ...row, state: stateFrom(row.state) }))

export interface Condition {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

/** Before any row comes this one: lists that begin with the newest start here. Ids are 32 bits on PostgreSQL. */
export const NEWEST = 2 ** 31 - 1

const index = (name: string): string => `INDEXED BY "Appeal_${name}_idx"`
/**
 * The indexes by which a list of all appeals can be walked. SQLite is told which, since it knows nothing of how many rows
 * a value has; PostgreSQL does.
 */
const LEADS = {
  sent: index('sent'),
  category: index('sent_category'),
  area: index('sent_area'),
  body: index('sent_body'),
  kind: index('sent_kind'),
  status: index('sent_status'),
  bodyStatus: index('bodyCode_status_dueAt_id'),
  statusDue: index('status_dueAt_id'),
  // By the ids that a table of its own keeps.
  kept: 'NOT INDEXED',
} as const
export type Lead = keyof typeof LEADS

export const fromAppeal = (sql: Sql, lead: Lead): string =>
  sql.dialect === 'sqlite' ? `"Appeal" a ${LEADS[lead]}` : '"Appeal" a'

/** Everything at and below an area and little else, as one range of the index; with it goes the exact condition. */
export function areaRange(sql: Sql, areaPath: string): Condition {
  const path = sql.dialect === 'sqlite' ? 'a."areaPath"' : 'a."areaPath" COLLATE "C"'
  // '0' is the character after '/'.
  return { sql: `${path} >= ? AND ${path} < ?`, values: [areaPath, `${areaPath}0`] }
}

export interface Asked {
  readonly where: Condition
  readonly limit: number
  /** With the whole text. */
  readonly whole?: boolean
}

/** So many of an area are tried before all of it is sorted. */
const TRIED = 300

interface Sent extends Asked {
  readonly newestFirst: boolean
  /** When it was sent: from … until, the latter not included. Epoch milliseconds. */
  readonly period: { readonly from: number; readonly until: number }
  /** The row after which it goes on: when it was sent, and its id. */
  readonly place: readonly [number, number] | null
  readonly lead: Lead
  /** With the lead `area`: the range of its index. */
  readonly range?: Condition | null
}

/** By when they were sent: of each range as many as asked, put together. @param ranges none: one range without a name */
export async function listSent(sql: Sql, ranges: readonly Condition[], asked: Sent): Promise<ListedAppeal[]> {
  if (ranges.length === 0) return listRange(sql, asked)
  const { where, newestFirst, limit } = asked
  const found = await Promise.all(
    ranges.map((range) =>
      listRange(sql, {
        ...asked,
        where: { sql: `${range.sql} AND ${where.sql}`, values: [...range.values, ...where.values] },
      }),
    ),
  )
  const sign = newestFirst ? -1 : 1
  return found
    .flat()
    .sort((a, b) => sign * (a.state.submittedAt - b.state.submittedAt || a.id - b.id))
    .slice(0, limit)
}

async function listRange(sql: Sql, asked: Sent): Promise<ListedAppeal[]> {
  const { where, limit, whole, newestFirst, period, place, lead, range } = asked
  const [beyond, short, direction] = newestFirst ? ['<', '>=', 'DESC'] : ['>', '<', 'ASC']
  const [begin, end] = newestFirst ? [period.until, period.from] : [period.from, period.until]
  // No id is 0: so the first page begins with the first row of its period.
  const bounds = [...(place ?? [begin, 0]), end]
  const order = `ORDER BY a."submittedAt" ${direction}, a."id" ${direction}`
  const ids = (condition: string): string =>
    `SELECT a."id" FROM ${fromAppeal(sql, lead)} WHERE (a."submittedAt", a."id") ${beyond} (?, ?)
    AND a."submittedAt" ${short} ? AND ${condition} ${order} LIMIT ?`
  // By their ids alone: else SQLite may walk a whole index that is in the order asked for.
  const shown = `SELECT ${whole ? WHOLE : LISTED} FROM ${fromAppeal(sql, 'kept')} WHERE a."id"`
  if (lead === 'area' && range) {
    // The index of areas is in another order, and all that is tested is read before it is sorted: where most rows pass,
    // the first few hundred hold a page.
    const rows = await sql.all<Row>(
      `${shown} IN (${ids(range.sql)}) AND ${where.sql} ${order} LIMIT ?`,
      ...bounds,
      ...range.values,
      TRIED,
      ...where.values,
      limit,
    )
    if (rows.length === limit) return listed(rows)
  }
  // Rows are found by what the index holds; only those that are shown are read whole.
  return listed(await sql.all<Row>(`${shown} IN (${ids(where.sql)}) ${order}`, ...bounds, ...where.values, limit))
}

/** Of some statuses, what runs out first; from a place on, and not past an instant. The id decides between equal ones. */
export async function listDue(
  sql: Sql,
  statuses: readonly AppealStatus[],
  { where, limit, whole, from: [dueAt, id], until }: Asked & { from: readonly [number, number]; until: number },
): Promise<ListedAppeal[]> {
  const found = await Promise.all(
    statuses.map(async (status) =>
      listed(
        await sql.all<Row>(
          `SELECT ${whole ? WHOLE : LISTED} FROM "Appeal" a WHERE a."status" = ? AND (a."dueAt" > ? OR (a."dueAt" = ? AND a."id" > ?))
          AND a."dueAt" < ? AND ${where.sql} ORDER BY a."dueAt", a."id" LIMIT ?`,
          status,
          dueAt,
          dueAt,
          id,
          until,
          ...where.values,
          limit,
        ),
      ),
    ),
  )
  return found
    .flat()
    .sort((a, b) => a.dueAt - b.dueAt || a.id - b.id)
    .slice(0, limit)
}

/** These, in no order. @param most that there ever are: the statement is the same for any number of them */
export async function listByCodes(sql: Sql, codes: readonly string[], most: number): Promise<ListedAppeal[]> {
  const places = Array.from({ length: most }, (_, i) => codes[i] ?? '')
  return listed(
    await sql.all<Row>(
      `SELECT ${LISTED} FROM "Appeal" a WHERE a."code" IN (${places.map(() => '?').join(', ')})`,
      ...places,
    ),
  )
}

/** So many waiting at once are looked up one by one; of more, whoever walks a list is asked whether it waits. */
const FEW = 2_000

/** What waits in a queue that a table of its own keeps, in the way that is quick for as many as wait in it now. */
export async function waitingIn(sql: Sql, queue: KeptQueue): Promise<Condition & { few: boolean }> {
  const entries = `FROM "QueueEntry" q WHERE q."queue" = ?`
  const row = await sql.get<{ n: number }>(
    `SELECT count(*) AS "n" FROM (SELECT 1 ${entries} LIMIT ?) w`,
    queue,
    FEW + 1,
  )
  const few = Number(row?.n ?? 0) <= FEW
  return few
    ? { few, sql: `a."id" IN (SELECT q."appealId" ${entries})`, values: [queue] }
    : { few, sql: `EXISTS (SELECT 1 ${entries} AND q."appealId" = a."id")`, values: [queue] }
}

/** How many a list holds, counted up to `most`. */
export async function countListed(
  sql: Sql,
  { where, lead, most }: { where: Condition; lead: Lead; most: number },
): Promise<number> {
  const row = await sql.get<{ n: number }>(
    `SELECT count(*) AS "n" FROM (SELECT 1 AS "one" FROM ${fromAppeal(sql, lead)} WHERE ${where.sql} LIMIT ?) "c"`,
    ...where.values,
    most,
  )
  return Number(row?.n ?? 0)
}

/** Appeals of one status that nothing has happened to since an instant, in the order of their ids. */
export async function listQuiet(
  sql: Sql,
  status: string,
  since: number,
  afterId: number,
  limit: number,
): Promise<{ id: number; code: string; version: number; state: AppealState }[]> {
  const rows = await sql.all<{ id: number; code: string; version: number; state: string }>(
    `SELECT "id", "code", "version", "state" FROM "Appeal" WHERE "status" = ? AND "dueAt" = ? AND "id" > ? AND "updatedAt" < ? ORDER BY "id" LIMIT ?`,
    status,
    NEVER_DUE,
    afterId,
    since,
    limit,
  )
  return rows.map((row) => ({ ...row, state: stateFrom(row.state) }))
}
