import { CivicError } from '@civicgrid/contracts'
import type { Page } from '../wire/procedures.ts'

const PREFIX = 'mock:'

/** One page of a list; its cursor names how many came before. @throws CivicError BAD_INPUT for a cursor of nobody's */
export function pageOf<Item>(items: readonly Item[], cursor: string | null | undefined, limit: number): Page<Item> {
  const from = cursor ? Number(cursor.startsWith(PREFIX) ? cursor.slice(PREFIX.length) : NaN) : 0
  if (!Number.isInteger(from)) throw new CivicError('BAD_INPUT', { fields: { cursor: 'format' } })
  const next = from + limit
  return { items: items.slice(from, next), nextCursor: next < items.length ? `${PREFIX}${next}` : null }
}
