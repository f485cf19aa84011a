import { APPEAL_STATUSES, type AppealStatus } from '@civicgrid/contracts/constants'

/** What the address of a list says beside its queue, so that a list can be sent to a colleague and comes back on reload. */
export interface QueueQuery {
  words: string
  status: AppealStatus | ''
  category: string
  /** Path of an area. */
  area: string
  overdue: boolean
}

const first = (value: unknown): string => {
  const one: unknown = Array.isArray(value) ? value[0] : value
  return typeof one === 'string' ? one : ''
}

/** Reads what an address says; what makes no sense is as if it were not there. */
export function readQuery(query: Readonly<Record<string, unknown>>): QueueQuery {
  const status = first(query['status'])
  return {
    words: first(query['words']).trim().slice(0, 100),
    status: APPEAL_STATUSES.find((known) => known === status) ?? '',
    category: first(query['category']).slice(0, 60),
    area: first(query['area']).slice(0, 200),
    overdue: first(query['overdue']) === '1',
  }
}

/** The shortest address that says the same. */
export function writeQuery(query: QueueQuery): Record<string, string> {
  const { overdue, ...texts } = query
  const said = Object.entries(texts).filter(([, value]) => value !== '')
  return { ...Object.fromEntries(said), ...(overdue ? { overdue: '1' } : {}) }
}

/** How many filters are set; words are no filter. */
export const filterCount = ({ status, category, area, overdue }: QueueQuery): number =>
  [status, category, area, overdue].filter(Boolean).length
