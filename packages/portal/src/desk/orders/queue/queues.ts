import type { Queue, StaffRole } from '@civicgrid/sdk'

/** The queues of a role in the order of its day. `all` is last: it is for looking, not for working. */
const QUEUES_OF: Readonly<Record<StaffRole, readonly Queue[]>> = {
  operator: ['toAccept', 'toDispatch', 'soonDue', 'overdue', 'all'],
  handler: ['toTake', 'inHand', 'all'],
  gridOfficer: ['toTake', 'inHand', 'toVerify', 'all'],
  reviewer: ['toReview', 'toVerify', 'all'],
  supervisor: ['bounces', 'extensions', 'pressure', 'toVerify', 'soonDue', 'overdue', 'all'],
  publisher: ['toPublish', 'all'],
  administrator: ['pressure', 'all'],
  integrationEngineer: [],
}

/** Queues of somebody with these roles: each once, `all` at the end. Roles of tomorrow's server still see everything. */
export function queuesOf(roles: readonly string[]): Queue[] {
  const known: Readonly<Record<string, readonly Queue[]>> = QUEUES_OF
  const found = roles.flatMap((role) => known[role] ?? ['all' as const])
  const work = [...new Set(found)].filter((queue) => queue !== 'all')
  // A partner's engineer has no orders to look at.
  return found.length === 0 && roles.length > 0 ? [] : [...work, 'all']
}

/** What the badge shows: three digits at most, so that the column keeps its width. */
export const badge = (count: number): string => (count > 999 ? '999+' : String(count))
