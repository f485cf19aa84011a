import type { FullCity } from '../city.ts'
import { asFastAsPossible, type LoadResult, type Shot } from '../load.ts'
import { atMost, type Result } from '../report.ts'
import type { Measured } from '../server.ts'
import { inTurn, query } from '../wire.ts'

const SECONDS = 6

/** Search over all appeals, and appeals near a point; two at a time, so that it is the answer that is measured, not a queue. */
export async function lists(
  city: FullCity,
  ours: Measured,
  operator: string,
  words: readonly string[],
): Promise<Result[]> {
  const word = inTurn(words)
  const point = inTurn(city.points)
  const resident = inTurn(city.residents)
  const staff = city.staff.get(operator) ?? ''
  const ask = async (next: () => Shot): Promise<LoadResult> => {
    // Once not counted: the rows come into the system's memory, as in a city that has been up for an hour.
    await asFastAsPossible(ours.url, 2, SECONDS / 2, next)
    const result = await asFastAsPossible(ours.url, 2, SECONDS, next)
    if (result.failed > 0) throw new Error(result.firstFailure ?? 'failed')
    return result
  }
  const search = await ask(() => query('workOrders.search', { words: word() }, staff, 'staff'))
  const near = await ask(() => query('appeals.near', { point: point() }, resident().token))
  return [
    atMost('search over all appeals: p99', search.p99, 'ms', 30),
    atMost('appeals near a point: p99', near.p99, 'ms', 30),
  ]
}
