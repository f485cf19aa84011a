import type { FullCity } from '../city.ts'
import { asFastAsPossible } from '../load.ts'
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
  const search = await asFastAsPossible(ours.url, 2, SECONDS, () =>
    query('workOrders.search', { words: word() }, staff, 'staff'),
  )
  const near = await asFastAsPossible(ours.url, 2, SECONDS, () =>
    query('appeals.near', { point: point() }, resident().token),
  )
  for (const { failed, firstFailure } of [search, near]) if (failed > 0) throw new Error(firstFailure ?? 'failed')
  return [
    atMost('search over all appeals: p99', search.p99, 'ms', 30),
    atMost('appeals near a point: p99', near.p99, 'ms', 30),
  ]
}
