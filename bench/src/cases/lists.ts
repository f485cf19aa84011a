import type { FullCity } from '../city.ts'
import { asFastAsPossible, type LoadResult, type Shot } from '../load.ts'
import { atMost, type Result } from '../report.ts'
import type { Measured } from '../server.ts'
import type { Desk } from './lifecycle.ts'
import { inTurn, query } from '../wire.ts'

const SECONDS = 6

/** What a resident has typed when similar ones are looked for; each has some of the city's own words in it. */
const TYPED = [
  '小区门口的路灯连着三天不亮，晚上看不清台阶',
  '楼下的垃圾没有人清理，夏天味道很大',
  '夜里工地施工噪声大，睡不着觉',
  '消防通道上停满了车，电动车也乱停',
  '下雨以后路面积水，井盖也松了',
  '电梯又坏了，老人上下楼不方便',
]

/**
 * Search over all appeals, appeals near a point, and those like one that is being written; two at a time, so that it is
 * the answer that is measured, not a queue.
 */
export async function lists(
  city: FullCity,
  ours: Measured,
  { operator, category }: Pick<Desk, 'operator' | 'category'>,
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
  const typed = inTurn(TYPED)
  const similar = await ask(() => query('appeals.similar', { text: typed(), point: point() }, resident().token))
  const unplaced = await ask(() => query('appeals.similar', { text: typed(), category }, resident().token))
  return [
    atMost('search over all appeals: p99', search.p99, 'ms', 30),
    atMost('appeals near a point: p99', near.p99, 'ms', 30),
    atMost('similar appeals before sending: p99', similar.p99, 'ms', 30),
    atMost('similar appeals by words alone: p99', unplaced.p99, 'ms', 30),
  ]
}
