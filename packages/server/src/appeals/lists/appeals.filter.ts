import {
  dayFromText,
  dayStart,
  OPEN_STATUSES,
  type AppealStatus,
  type deskSchema,
  type searchInput,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import { NEVER_DUE } from '../appeals.store.ts'
import type { Condition } from './appeals.lists.store.ts'
import type { Window } from './appeals.queues.ts'
import { scopeSql } from './appeals.scopes.ts'

/** What a list or a search is narrowed by, as conditions on "Appeal" a. */

export type ListFilter = z.output<typeof deskSchema.listFilter>
export type Narrowing = Omit<z.output<typeof searchInput>, 'words' | 'cursor' | 'limit'>

/** No clock decides: also what is never due. */
export const ANY_TIME: Window = { from: -NEVER_DUE, until: NEVER_DUE + 1 }

/** All of these at once. */
export const all = (parts: readonly Condition[]): Condition => ({
  sql: parts.map(({ sql }) => sql).join(' AND '),
  values: parts.flatMap(({ values }) => values),
})

export const ofStatuses = (statuses: readonly AppealStatus[]): Condition => ({
  sql: `a."status" IN (${statuses.map(() => '?').join(', ')})`,
  values: statuses,
})

const one = (column: string, value: string | null | undefined): Condition[] =>
  value ? [{ sql: `a."${column}" = ?`, values: [value] }] : []

/** How it came in. */
export const ofChannel = ({ kind, channel }: Narrowing): Condition[] => [
  ...one('kind', kind),
  ...one('channel', channel),
]

/** What it is about, where it is and with whom. */
export const ofMatter = ({ category, areaPath, bodyCode }: Narrowing): Condition[] => [
  ...one('category', category),
  ...(areaPath ? [scopeSql([{ areaPath, bodyCode: null }])] : []),
  ...one('bodyCode', bodyCode),
]

/** From the first moment of a day of the city to the last of another. */
export function periodOf({ from, to }: Narrowing, utcOffsetMinutes: number): Window {
  const start = (day: string, more: number): number => dayStart(dayFromText(day) + more, utcOffsetMinutes)
  return { from: from ? start(from, 0) : ANY_TIME.from, until: to ? start(to, 1) : ANY_TIME.until }
}

export const isAnyTime = (period: Window): boolean => period.from === ANY_TIME.from && period.until === ANY_TIME.until

/** When it was sent. */
export const ofPeriod = ({ from, until }: Window): Condition => ({
  sql: 'a."submittedAt" >= ? AND a."submittedAt" < ?',
  values: [from, until],
})

/** All of a filter at once, for whoever has a few rows before them and tests each. */
export function narrowed(filter: Narrowing, now: number, utcOffsetMinutes: number): Condition[] {
  const period = periodOf(filter, utcOffsetMinutes)
  return [
    ...ofMatter(filter),
    ...ofChannel(filter),
    ...one('status', filter.status),
    ...(isAnyTime(period) ? [] : [ofPeriod(period)]),
    ...(filter.overdue ? [ofStatuses(OPEN_STATUSES), { sql: 'a."dueAt" < ?', values: [now] }] : []),
  ]
}
