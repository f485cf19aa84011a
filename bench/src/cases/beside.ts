import type { FullCity } from '../city.ts'
import { asFastAsPossible, atRate, type LoadResult } from '../load.ts'
import { atMost, fact, type Result } from '../report.ts'
import type { Measured } from '../server.ts'
import { median } from '../median.ts'
import { inTurn, query } from '../wire.ts'
import type { DeskPlace } from './desk.ts'

const SECONDS = 4
const ROUNDS = 3
const CONNECTIONS = 32
/** Of 400 seats, each of which looks at a list with its count, a board or the dashboard every ten seconds. */
const DESK_A_SECOND = 40

/** What residents read while the desk is at work over all appeals, against the same alone; rounds in turn. */
export async function beside(
  city: FullCity,
  ours: Measured,
  personas: readonly string[],
  { category, body }: DeskPlace,
): Promise<Result[]> {
  const staff = inTurn(personas.map((persona) => city.staff.get(persona) ?? ''))
  const lists = [
    { queue: 'all' },
    { queue: 'toAccept' },
    { queue: 'overdue' },
    { queue: 'soonDue', category },
    { queue: 'all', category, sort: 'oldest' },
    { queue: 'all', bodyCode: body },
    { queue: 'all', status: 'inProgress' },
  ]
  const asked = inTurn([
    ...lists.flatMap((filter): [string, object][] => [
      ['workOrders.list', { ...filter, limit: 30 }],
      ['workOrders.count', filter],
    ]),
    ['workOrders.dueBoard', { board: 'soonDue' }] as const,
    ['workOrders.counts', undefined] as const,
  ])
  const desk = () => {
    const [procedure, input] = asked()
    return query(procedure, input, staff(), 'staff')
  }
  const appeal = inTurn(city.appeals)
  const read = () => {
    const { code, token } = appeal()
    return query('progress.get', { code }, token)
  }
  const alone: LoadResult[] = []
  const together: LoadResult[] = []
  for (let round = 0; round < ROUNDS; round++) {
    alone.push(await asFastAsPossible(ours.url, CONNECTIONS, SECONDS, read))
    const [reads, looks] = await Promise.all([
      asFastAsPossible(ours.url, CONNECTIONS, SECONDS, read),
      atRate(ours.url, DESK_A_SECOND, SECONDS, desk),
    ])
    together.push(reads)
    for (const { failed, firstFailure } of [reads, looks]) if (failed > 0) throw new Error(firstFailure ?? 'failed')
  }
  const slower = alone.map(({ perSecond }, i) => perSecond / (together[i]?.perSecond ?? Number.NaN))
  const p99 = (all: readonly LoadResult[]) => median(all.map((result) => result.p99))
  return [
    atMost(`progress beside ${DESK_A_SECOND} looks of the desk a second: slower by`, median(slower), '×', 2),
    fact('progress at full load alone: p99', p99(alone), 'ms'),
    fact('progress at full load beside the desk: p99', p99(together), 'ms'),
  ]
}
