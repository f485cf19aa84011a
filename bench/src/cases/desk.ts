import { dayOf } from '../../../packages/contracts/src/index.ts'
import type { FullCity } from '../city.ts'
import { asFastAsPossible, type Shot } from '../load.ts'
import { atMost, type Result } from '../report.ts'
import type { Measured } from '../server.ts'
import { inTurn, query } from '../wire.ts'

const SECONDS = 6
const DAY_MS = 86_400_000

export interface DeskPlace {
  readonly category: string
  readonly body: string
}

/** Who sees a part alone: a county, a body, a grid. */
const PARTS = ['operator-lupu', 'supervisor-lupu', 'handler-zhujian', 'officer-xinmao']
const PUBLISHER = 'publisher-mei'

const UTC_OFFSET_MINUTES = 480
const ago = (days: number): string => dayOf(Date.now() - days * DAY_MS, UTC_OFFSET_MINUTES)

/** By what it is, how it came in and when; some of them hold much, some little, one nothing. */
const NARROWED: readonly object[] = [
  { channel: 'portal' },
  { kind: 'praise' },
  { kind: 'consult', channel: 'phone' },
  { kind: 'praise', channel: 'miniapp' },
  { from: ago(7) },
  { from: ago(120), to: ago(90) },
  { from: ago(120), to: ago(119), kind: 'report' },
  { to: ago(200), channel: 'portal' },
]

/** The desk's lists and boards over all appeals, narrowed and turned round in every way; one at a time. */
export async function deskLists(
  city: FullCity,
  ours: Measured,
  persona: string,
  { category, body }: DeskPlace,
): Promise<Result[]> {
  const token = (who: string): string => city.staff.get(who) ?? ''
  const staff = token(persona)
  const queues = ['toAccept', 'toDispatch', 'soonDue', 'overdue', 'all'].map((queue) => ({ queue }))
  const turned = (filters: readonly object[]): object[] =>
    ['newest', 'oldest'].flatMap((sort) => filters.map((filter) => ({ queue: 'all', ...filter, sort })))
  const filters = [
    ...queues,
    ...turned([
      { category },
      { bodyCode: body },
      { category, bodyCode: body },
      { category, status: 'declined' },
      { bodyCode: body, status: 'archived' },
      { status: 'inProgress' },
      { queue: 'overdue', category },
      ...NARROWED,
      { category, channel: 'portal', from: ago(300) },
      { bodyCode: body, kind: 'complain', to: ago(30) },
      { status: 'answered', kind: 'suggest' },
      { queue: 'toDispatch', channel: 'portal' },
      { queue: 'overdue', kind: 'complain' },
    ]),
  ]
  const ofParts = [...queues, ...turned([{ category }, { status: 'archived' }, ...NARROWED])].flatMap((filter) =>
    PARTS.map((who) => ({ who, filter })),
  )
  const published = turned([{}, ...NARROWED]).map((filter) => ({ ...filter, queue: 'toPublish' }))

  const list = (filter: object, by = staff): Shot => query('workOrders.list', { ...filter, limit: 30 }, by, 'staff')
  const count = (filter: object, by = staff): Shot => query('workOrders.count', { ...filter, sort: null }, by, 'staff')
  const [listed, counted] = [inTurn(filters), inTurn(filters)]
  const [partListed, partCounted] = [inTurn(ofParts), inTurn(ofParts)]
  const waiting = inTurn(published)
  const board = inTurn(
    ['soonDue', 'overdue'].flatMap((each) => [{}, ...NARROWED].map((by) => ({ ...by, board: each }))),
  )
  const shots: Record<string, () => Shot> = {
    'lists of the desk': () => list(listed()),
    'counts of those lists': () => count(counted()),
    'lists of a county, a body, a grid': () => {
      const { who, filter } = partListed()
      return list(filter, token(who))
    },
    'counts of those': () => {
      const { who, filter } = partCounted()
      return count(filter, token(who))
    },
    'what waits to be published': () => list(waiting(), token(PUBLISHER)),
    'boards by due time': () => query('workOrders.dueBoard', board(), staff, 'staff'),
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
