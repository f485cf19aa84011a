import { OPEN_STATUSES, type AppealState } from '@civicgrid/contracts'
import type { Sql } from '../kernel/index.ts'
import { NEVER_DUE, stateFrom } from './appeals.store.ts'

/** Lists by key: each is one index range that starts where the last page ended. No list counts or skips rows. */

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
type Row = Omit<ListedAppeal, 'state'> & { state: string }

/** Of "Appeal" a. Twice the excerpt, so that characters of two halves have room. */
export const LISTED = `a."id", a."code", substr(a."text", 1, 160) AS "text", a."address", a."updatedAt", a."dueAt", a."state"`
export const listed = (rows: readonly Row[]): ListedAppeal[] =>
  rows.map((row) => ({ ...row, state: stateFrom(row.state) }))

export interface Condition {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

/** Before any row comes this one: lists that begin with the newest start here. Ids are 32 bits on PostgreSQL. */
export const NEWEST = 2 ** 31 - 1

const OPEN = OPEN_STATUSES.map((status) => `'${status}'`).join(', ')

/** A resident's own, newest first. @param open only those for which the city still has something to do */
export async function listMine(
  sql: Sql,
  residentId: number,
  open: boolean,
  before: number,
  limit: number,
): Promise<ListedAppeal[]> {
  const state = open ? ` AND a."status" IN (${OPEN})` : ''
  return listed(
    await sql.all<Row>(
      `SELECT ${LISTED} FROM "Appeal" a WHERE a."residentId" = ? AND a."id" < ?${state} ORDER BY a."id" DESC LIMIT ?`,
      residentId,
      before,
      limit,
    ),
  )
}

/** Newest first. */
export async function listNewest(sql: Sql, where: Condition, before: number, limit: number): Promise<ListedAppeal[]> {
  return listed(
    await sql.all<Row>(
      `SELECT ${LISTED} FROM "Appeal" a WHERE a."id" < ? AND ${where.sql} ORDER BY a."id" DESC LIMIT ?`,
      before,
      ...where.values,
      limit,
    ),
  )
}

/** By due time, from either end; the id decides between equal ones, so that a page ends at one row. */
const byDue =
  (beyond: '>' | '<', direction: 'ASC' | 'DESC') =>
  async (
    sql: Sql,
    status: string,
    where: Condition,
    [dueAt, id]: readonly [number, number],
    limit: number,
  ): Promise<ListedAppeal[]> =>
    listed(
      await sql.all<Row>(
        `SELECT ${LISTED} FROM "Appeal" a WHERE a."status" = ? AND (a."dueAt" ${beyond} ? OR (a."dueAt" = ? AND a."id" ${beyond} ?)) AND ${where.sql}
        ORDER BY a."dueAt" ${direction}, a."id" ${direction} LIMIT ?`,
        status,
        dueAt,
        dueAt,
        id,
        ...where.values,
        limit,
      ),
    )

/** Of one status, what is due next first; from a place on that was the last row's. */
export const listDue = byDue('>', 'ASC')

/** Of one status, newest first: done with, or not due. */
export const listOfStatus = byDue('<', 'DESC')

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
