import type { FullCity } from '../city.ts'
import { asFastAsPossible } from '../load.ts'
import { atMost, type Result } from '../report.ts'
import type { Measured } from '../server.ts'
import { inTurn, query } from '../wire.ts'

const SECONDS = 6

export interface DeskPlace {
  readonly category: string
  readonly body: string
}

/** The desk's lists and boards over all appeals, narrowed and turned round in every way; one at a time. */
export async function deskLists(
  city: FullCity,
  ours: Measured,
  persona: string,
  { category, body }: DeskPlace,
): Promise<Result[]> {
  const staff = city.staff.get(persona) ?? ''
  const filters = inTurn([
    ...['toAccept', 'toDispatch', 'soonDue', 'overdue', 'all'].map((queue) => ({ queue })),
    ...['newest', 'oldest'].flatMap((sort) => [
      { queue: 'all', sort, category },
      { queue: 'all', sort, bodyCode: body },
      { queue: 'all', sort, category, bodyCode: body },
      { queue: 'all', sort, category, status: 'declined' },
      { queue: 'all', sort, bodyCode: body, status: 'archived' },
      { queue: 'all', sort, status: 'inProgress' },
      { queue: 'overdue', sort, category },
    ]),
  ])
  const board = inTurn(['soonDue', 'overdue'])
  const shots = {
    'lists of the desk': () => query('workOrders.list', { ...filters(), limit: 30 }, staff, 'staff'),
    'counts of those lists': () => query('workOrders.count', { ...filters(), sort: null }, staff, 'staff'),
    'boards by due time': () => query('workOrders.dueBoard', { board: board() }, staff, 'staff'),
    'counts of all queues': () => query('workOrders.counts', undefined, staff, 'staff'),
  }
  const results: Result[] = []
  for (const [name, shot] of Object.entries(shots)) {
    const { failed, firstFailure, p99 } = await asFastAsPossible(ours.url, 1, SECONDS, shot)
    if (failed > 0) throw new Error(firstFailure ?? 'failed')
    results.push(atMost(`${name}: p99`, p99, 'ms', 150))
  }
  return results
}
