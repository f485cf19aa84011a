import {
  APPEAL_STATUSES,
  CivicError,
  OPEN_STATUSES,
  type Actor,
  type AppealStatus,
  type deskSchema,
  type ListSort,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Sql } from '../../kernel/index.ts'
import type { AppealCity } from '../appeals.context.ts'
import { areaRange, type Condition, type Lead } from './appeals.lists.store.ts'
import { QUEUE_ROWS, type Window } from './appeals.queues.ts'
import { scopesOf, scopeSql, type Scope } from './appeals.scopes.ts'
import { NEVER_DUE } from '../appeals.store.ts'

export type ListFilter = z.output<typeof deskSchema.listFilter>

/** How a list of the desk is read: what must hold, of which statuses, and along which index. */
export interface QueuePlan {
  /** Nobody's business, or a status that the queue does not hold. */
  readonly empty: boolean
  readonly where: Condition
  /** null: all of them, and so along `lead`. */
  readonly statuses: readonly AppealStatus[] | null
  readonly sort: ListSort
  readonly window: Window
  /** A due time decides what is in it. */
  readonly timed: boolean
  readonly lead: Lead | null
  readonly scopes: readonly Scope[]
  /** The one area in which all of it lies, as a range; for counting, where no order has to be kept. */
  readonly range: Condition | null
}

/** No clock decides: also what is never due. */
const ANY_TIME: Window = { from: -NEVER_DUE, until: NEVER_DUE + 1 }

/** @throws CivicError BAD_INPUT for an order that the list does not have */
export function planQueue(sql: Sql, city: AppealCity, actor: Actor, filter: ListFilter, now: number): QueuePlan {
  const row = QUEUE_ROWS[filter.queue]
  const scopes = scopesOf(actor, row.roles, city.rootPath, now, row.byArea)
  const statuses = statusesOf(filter)
  const sort = filter.sort ?? (row.status === null && !row.window ? 'newest' : 'due')
  if (sort === 'due' && statuses === null)
    throw new CivicError('BAD_INPUT', { message: 'what is closed has no due time', fields: { sort: 'value' } })

  const board = row.window?.(now) ?? ANY_TIME
  const window = filter.overdue ? { from: board.from, until: Math.min(board.until, now) } : board
  const { lead, area } = leadOf(city, filter, scopes, statuses)
  const range = area === null ? null : areaRange(sql, area)
  const parts: Condition[] = [scopeSql(scopes)]
  if (range && lead === 'area') parts.push(range)
  if (row.where) parts.push(row.where(city))
  if (filter.category) parts.push({ sql: 'a."category" = ?', values: [filter.category] })
  if (filter.areaPath) parts.push(scopeSql([{ areaPath: filter.areaPath, bodyCode: null }]))
  if (filter.bodyCode) parts.push({ sql: 'a."bodyCode" = ?', values: [filter.bodyCode] })
  if (window !== ANY_TIME) parts.push({ sql: 'a."dueAt" >= ? AND a."dueAt" < ?', values: [window.from, window.until] })
  // Nearly everything is closed: a list of all is read along the narrowest index, and its status is tested row by row.
  const tested = filter.queue === 'all' && sort !== 'due' && lead !== 'status' ? statuses : null
  if (tested) parts.push(ofStatuses(tested))
  return {
    empty: scopes.length === 0 || statuses?.length === 0,
    where: all(parts),
    statuses: tested ? null : statuses,
    sort,
    window,
    timed: window !== ANY_TIME,
    lead,
    scopes,
    range,
  }
}

/** All of these at once. */
export const all = (parts: readonly Condition[]): Condition => ({
  sql: parts.map(({ sql }) => sql).join(' AND '),
  values: parts.flatMap(({ values }) => values),
})

export const ofStatuses = (statuses: readonly AppealStatus[]): Condition => ({
  sql: `a."status" IN (${statuses.map(() => '?').join(', ')})`,
  values: statuses,
})

/** The statuses that a list holds; null for every one. */
function statusesOf({ queue, status }: ListFilter): readonly AppealStatus[] | null {
  const row = QUEUE_ROWS[queue]
  const own: readonly AppealStatus[] | null = row.status !== null ? [row.status] : row.window ? OPEN_STATUSES : null
  if (!status) return own
  return (own ?? APPEAL_STATUSES).filter((each) => each === status)
}

/**
 * The narrowest index. What is open is a few thousand appeals; a category some ten thousand, whose index holds area and
 * body as well; an area below a township a few thousand, all of whose rows are read; a body more; a closed status nearly
 * all. What is left to test is then tested on few rows.
 */
function leadOf(
  city: AppealCity,
  { category, areaPath, bodyCode }: ListFilter,
  scopes: readonly Scope[],
  statuses: readonly AppealStatus[] | null,
): { lead: Lead | null; area: string | null } {
  const only = scopes.length === 1 ? scopes[0] : undefined
  const paths = [areaPath, only?.areaPath].filter((path) => path != null)
  const deep = paths.find((path) => isDeep(city, path))
  const area = deep ?? paths[0] ?? null
  const body = bodyCode ?? only?.bodyCode
  if (statuses?.every(isOpen)) return { lead: 'status', area }
  if (category) return { lead: 'category', area }
  if (deep !== undefined) return { lead: 'area', area }
  if (body) return { lead: statuses?.every(isRare) ? 'bodyStatus' : 'body', area }
  return { lead: statuses ? 'status' : null, area }
}

const isOpen = (status: AppealStatus): boolean => (OPEN_STATUSES as readonly AppealStatus[]).includes(status)

/** Closed, and seldom so: the other closed statuses are met at every turn. */
const isRare = (status: AppealStatus): boolean => status === 'declined' || status === 'withdrawn'

const isDeep = (city: AppealCity, areaPath: string): boolean => areaPath.startsWith(`${city.townshipOf(areaPath)}/`)
