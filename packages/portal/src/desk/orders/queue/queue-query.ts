import {
  APPEAL_KINDS,
  APPEAL_STATUSES,
  CHANNELS,
  LIST_SORTS,
  type AppealKind,
  type AppealStatus,
  type Channel,
  type ListSort,
} from '@civicgrid/contracts/constants'
import type { ListFilter, Queue } from '@civicgrid/sdk'

/** What the address of a list says beside its queue, so that a list can be sent to a colleague and comes back on reload. */
export interface QueueQuery {
  words: string
  status: AppealStatus | ''
  category: string
  /** Path of an area. */
  area: string
  /** Code of a body. */
  body: string
  overdue: boolean
  kind: AppealKind | ''
  channel: Channel | ''
  /** Received on these days of the city, `YYYY-MM-DD`, the last one included; either may be empty. */
  from: string
  to: string
  /** Empty: as the queue is sorted by itself. */
  sort: ListSort | ''
}

const first = (value: unknown): string => {
  const one: unknown = Array.isArray(value) ? value[0] : value
  return typeof one === 'string' ? one : ''
}

const oneOf = <Word extends string>(words: readonly Word[], value: unknown): Word | '' =>
  words.find((word) => word === first(value)) ?? ''

/** A day that there is: the server takes no other. */
export function dayIn(value: unknown): string {
  const text = first(value)
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : null
  // 30 February is 2 March to some engines, and none to others.
  return at && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : ''
}

/** Reads what an address says; what makes no sense is as if it were not there. */
export function readQuery(query: Readonly<Record<string, unknown>>): QueueQuery {
  return {
    words: first(query['words']).trim().slice(0, 100),
    status: oneOf(APPEAL_STATUSES, query['status']),
    category: first(query['category']).slice(0, 60),
    area: first(query['area']).slice(0, 200),
    body: first(query['body']).slice(0, 60),
    overdue: first(query['overdue']) === '1',
    kind: oneOf(APPEAL_KINDS, query['kind']),
    channel: oneOf(CHANNELS, query['channel']),
    from: dayIn(query['from']),
    to: dayIn(query['to']),
    sort: oneOf(LIST_SORTS, query['sort']),
  }
}

/** The shortest address that says the same. */
export function writeQuery(query: QueueQuery): Record<string, string> {
  const { overdue, ...texts } = query
  const said = Object.entries(texts).filter(([, value]) => value !== '')
  return { ...Object.fromEntries(said), ...(overdue ? { overdue: '1' } : {}) }
}

/** No filter at all. */
export const NO_FILTER = {
  status: '',
  category: '',
  area: '',
  body: '',
  overdue: false,
  kind: '',
  channel: '',
  from: '',
  to: '',
} as const satisfies Partial<QueueQuery>

/** How many filters are set; words and the order are none, a period is one. */
export const filterCount = ({ status, category, area, body, overdue, kind, channel, from, to }: QueueQuery): number =>
  [status, category, area, body, overdue, kind, channel, from || to].filter(Boolean).length

/** What lies here may be closed: no clock of it runs. */
const UNDATED: ReadonlySet<Queue> = new Set<Queue>(['all', 'toPublish', 'pressure'])

/** The orders that a queue can be in, its own first: what is closed is due no more. */
export const sortsOf = (queue: Queue): readonly ListSort[] =>
  UNDATED.has(queue) ? ['newest', 'oldest'] : ['due', 'newest', 'oldest']

/** What narrows a search. */
export function narrowingOf(query: QueueQuery): Omit<ListFilter, 'queue' | 'sort'> {
  const { status, category, area, body, overdue, kind, channel, from, to } = query
  return {
    status: status || null,
    category: category || null,
    areaPath: area || null,
    bodyCode: body || null,
    overdue: overdue || null,
    kind: kind || null,
    channel: channel || null,
    from: from || null,
    to: to || null,
  }
}

/** What the server is asked for a list. */
export const filterOf = (queue: Queue, query: QueueQuery): ListFilter => ({
  queue,
  ...narrowingOf(query),
  sort: sortsOf(queue).find((known) => known === query.sort) ?? null,
})
