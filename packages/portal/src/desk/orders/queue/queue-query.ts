import { APPEAL_STATUSES, LIST_SORTS, type AppealStatus, type ListSort } from '@civicgrid/contracts/constants'
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
  /** Empty: as the queue is sorted by itself. */
  sort: ListSort | ''
}

const first = (value: unknown): string => {
  const one: unknown = Array.isArray(value) ? value[0] : value
  return typeof one === 'string' ? one : ''
}

/** Reads what an address says; what makes no sense is as if it were not there. */
export function readQuery(query: Readonly<Record<string, unknown>>): QueueQuery {
  const status = first(query['status'])
  const sort = first(query['sort'])
  return {
    words: first(query['words']).trim().slice(0, 100),
    status: APPEAL_STATUSES.find((known) => known === status) ?? '',
    category: first(query['category']).slice(0, 60),
    area: first(query['area']).slice(0, 200),
    body: first(query['body']).slice(0, 60),
    overdue: first(query['overdue']) === '1',
    sort: LIST_SORTS.find((known) => known === sort) ?? '',
  }
}

/** The shortest address that says the same. */
export function writeQuery(query: QueueQuery): Record<string, string> {
  const { overdue, ...texts } = query
  const said = Object.entries(texts).filter(([, value]) => value !== '')
  return { ...Object.fromEntries(said), ...(overdue ? { overdue: '1' } : {}) }
}

/** How many filters are set; words and the order are none. */
export const filterCount = ({ status, category, area, body, overdue }: QueueQuery): number =>
  [status, category, area, body, overdue].filter(Boolean).length

/** What lies here may be closed: no clock of it runs. */
const UNDATED: ReadonlySet<Queue> = new Set<Queue>(['all', 'toPublish', 'pressure'])

/** The orders that a queue can be in, its own first: what is closed is due no more. */
export const sortsOf = (queue: Queue): readonly ListSort[] =>
  UNDATED.has(queue) ? ['newest', 'oldest'] : ['due', 'newest', 'oldest']

/** What the server is asked. */
export function filterOf(queue: Queue, { status, category, area, body, overdue, sort }: QueueQuery): ListFilter {
  return {
    queue,
    status: status || null,
    category: category || null,
    areaPath: area || null,
    bodyCode: body || null,
    overdue: overdue || null,
    sort: sortsOf(queue).find((known) => known === sort) ?? null,
  }
}
