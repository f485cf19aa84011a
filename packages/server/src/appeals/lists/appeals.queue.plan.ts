import {
  APPEAL_KINDS,
  APPEAL_STATUSES,
  CHANNELS,
  CivicError,
  OPEN_STATUSES,
  type Actor,
  type AppealStatus,
  type ListSort,
  type StaffRole,
} from '@civicgrid/contracts'
import type { Sql } from '../../kernel/index.ts'
import type { AppealCity } from '../appeals.context.ts'
import {
  all,
  ANY_TIME,
  isAnyTime,
  ofChannel,
  ofMatter,
  ofPeriod,
  ofStatuses,
  periodOf,
  type ListFilter,
} from './appeals.filter.ts'
import { areaRange, waitingIn, type Condition, type Lead } from './appeals.lists.store.ts'
import { QUEUE_ROWS, type Window } from './appeals.queues.ts'
import { scopesOf, scopeSql, type Scope } from './appeals.scopes.ts'

/** How a list of the desk is read: what must hold, of which statuses, and along which index. */
export interface QueuePlan {
  /** Nobody's business, or a status that the queue does not hold. */
  readonly empty: boolean
  readonly where: Condition
  /** null: all of them, or tested by `where`. */
  readonly statuses: readonly AppealStatus[] | null
  /** The ranges of the lead's index in which all of it lies, each in the order of its sending; none: one range. */
  readonly ranges: readonly Condition[]
  readonly sort: ListSort
  readonly window: Window
  /** When it was sent; `where` says nothing of it. */
  readonly period: Window
  readonly lead: Lead
  readonly scopes: readonly Scope[]
  /** The one area in which all of it lies, as a range; for counting, where no order has to be kept. */
  readonly range: Condition | null
}

/** @throws CivicError BAD_INPUT for an order that the list does not have */
export async function planQueue(
  sql: Sql,
  city: AppealCity,
  actor: Actor,
  filter: ListFilter,
  now: number,
): Promise<QueuePlan> {
  const row = QUEUE_ROWS[filter.queue]
  const kept = row.kept ? await waitingIn(sql, row.kept) : null
  const scopes = scopesOf(actor, row.roles, city.rootPath, now, row.byArea)
  const statuses = statusesOf(filter)
  const sort = filter.sort ?? (row.status === null && !row.window ? 'newest' : 'due')
  if (sort === 'due' && !statuses?.every(isOpen))
    throw new CivicError('BAD_INPUT', { message: 'what is closed has no due time', fields: { sort: 'value' } })

  const board = row.window?.(now) ?? ANY_TIME
  const window = filter.overdue ? { from: board.from, until: Math.min(board.until, now) } : board
  const period = periodOf(filter, city.calendar.utcOffsetMinutes)
  const timed = window !== ANY_TIME
  const { lead, area } = kept?.few
    ? { lead: 'kept' as const, area: null }
    : leadOf(city, filter, scopes, statuses, timed)
  const range = area === null ? null : areaRange(sql, area)
  const parts: Condition[] = [scopeSql(scopes)]
  if (range && lead === 'area') parts.push(range)
  if (row.where) parts.push(row.where(city))
  if (kept) parts.push(kept)
  if (row.guarded) parts.push(beyondBodies(actor, city.rootPath, now))
  parts.push(...ofMatter(filter))
  if (lead !== 'kind') parts.push(...ofChannel(filter))
  if (timed) parts.push({ sql: 'a."dueAt" >= ? AND a."dueAt" < ?', values: [window.from, window.until] })
  // Nearly everything is closed: a list of all is read along the narrowest index, and its status is tested row by row.
  const tested = BY_STATUS.has(lead) ? null : statuses
  if (tested) parts.push(ofStatuses(tested))
  return {
    empty: scopes.length === 0 || statuses?.length === 0,
    where: all(parts),
    statuses: tested ? null : statuses,
    ranges: lead === 'kind' ? rangesOf(filter) : !tested && statuses ? statuses.map(ofStatus) : [],
    sort,
    window,
    period,
    lead,
    scopes,
    range,
  }
}

const OF_BODY: ReadonlySet<StaffRole> = new Set<StaffRole>(['handler', 'gridOfficer'])
/** Where this person works for no body. */
function beyondBodies(actor: Actor, rootPath: string, now: number): Condition {
  const { sql, values } = scopeSql(scopesOf(actor, OF_BODY, rootPath, now, true))
  return { sql: `NOT ${sql}`, values }
}

/** Indexes that begin with the status. */
const BY_STATUS: ReadonlySet<Lead> = new Set<Lead>(['status', 'statusDue'])

/** `where`, and when it was sent: for whoever does not walk along that. */
export const within = ({ where, period }: QueuePlan): Condition =>
  isAnyTime(period) ? where : all([where, ofPeriod(period)])

/** A list of a short time is counted along that; of a longer one, and an area, along the area. */
const SHORT_MS = 92 * 86_400_000
export const isShort = ({ period }: QueuePlan): boolean => period.until - period.from <= SHORT_MS

/** The index is in order within a kind and a channel: where one of them is open, a range for each. */
const rangesOf = ({ kind, channel }: ListFilter): Condition[] =>
  (kind ? [kind] : APPEAL_KINDS).flatMap((eachKind) =>
    (channel ? [channel] : CHANNELS).map((eachChannel) => ({
      sql: 'a."kind" = ? AND a."channel" = ?',
      values: [eachKind, eachChannel],
    })),
  )

const ofStatus = (status: AppealStatus): Condition => ({ sql: 'a."status" = ?', values: [status] })

/** The statuses that a list holds; null for every one. Only what is open has a time to run out. */
function statusesOf({ queue, status, overdue }: ListFilter): readonly AppealStatus[] | null {
  const row = QUEUE_ROWS[queue]
  const timed = row.window !== undefined || overdue === true
  const own: readonly AppealStatus[] | null = row.status !== null ? [row.status] : timed ? OPEN_STATUSES : null
  if (!status) return own
  return (own ?? APPEAL_STATUSES).filter((each) => each === status)
}

/**
 * The narrowest index. What is open is a few thousand appeals; a category some ten thousand; an area below a township a
 * few thousand; a body more; a kind or a channel up to a half; a closed status nearly all, unless it is a rare one. What
 * is left to test is then tested on few rows, or on what the index itself holds.
 */
function leadOf(
  city: AppealCity,
  { category, areaPath, bodyCode, kind, channel }: ListFilter,
  scopes: readonly Scope[],
  statuses: readonly AppealStatus[] | null,
  timed: boolean,
): { lead: Lead; area: string | null } {
  const only = scopes.length === 1 ? scopes[0] : undefined
  const paths = [areaPath, only?.areaPath].filter((path) => path != null)
  const deep = paths.find((path) => isDeep(city, path))
  const area = deep ?? paths[0] ?? null
  const body = bodyCode ?? only?.bodyCode
  if (statuses?.every(isOpen)) return { lead: timed ? 'statusDue' : 'status', area }
  if (statuses?.every(isRare)) return { lead: body && !category ? 'bodyStatus' : 'status', area }
  if (category) return { lead: 'category', area }
  if (deep !== undefined) return { lead: 'area', area }
  if (body) return { lead: 'body', area }
  // The index of statuses holds both, and only what is filed away is more than a kind or a channel.
  if ((kind || channel) && !statuses?.every(isPassing)) return { lead: 'kind', area }
  return { lead: statuses ? 'status' : 'sent', area }
}

const isOpen = (status: AppealStatus): boolean => (OPEN_STATUSES as readonly AppealStatus[]).includes(status)

/** Closed, and seldom so: the other closed statuses are met at every turn. */
const isRare = (status: AppealStatus): boolean => status === 'declined' || status === 'withdrawn'

/** Nearly everything ends as `archived`; nothing else lasts. */
const isPassing = (status: AppealStatus): boolean => status !== 'archived'

const isDeep = (city: AppealCity, areaPath: string): boolean => areaPath.startsWith(`${city.townshipOf(areaPath)}/`)
