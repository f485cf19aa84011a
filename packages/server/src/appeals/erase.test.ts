import { afterAll, beforeAll, expect, test } from 'vitest'
import { boardWorld, HERE, type Board } from '../../test/board.ts'
import { eraseAppealsOf } from './appeals.erase.ts'
import { loadAppeal } from './appeals.store.ts'

let b: Board
beforeAll(async () => void (b = await boardWorld()))
afterAll(() => b.w.close())

const found = async (words: string) =>
  (await b.by(b.operator).workOrders.search({ words, limit: 10 })).items.map(({ code }) => code)

test('whoever is erased before the readers have come to their words is found by none of them, and the readers go on', async () => {
  const { db, kernel, appeals } = b.w
  const said = { kind: 'complain', category: 'lamp', place: { point: HERE, address: '东一网格' } } as const
  const gone = await b.by(b.li).appeals.submit({ ...said, text: '紫藤架下的灯不亮' })
  const appeal = await db.work((tx) => loadAppeal(tx, gone.code))
  await db.work((tx) => eraseAppealsOf(tx, appeal?.subjectId ?? 0, appeals.city, kernel.clock.now()))
  const other = await b.by(await b.w.resident()).appeals.submit({ ...said, text: '紫藤架边的灯不亮' })
  await b.w.settled()
  expect(await found('紫藤')).toEqual([other.code])
  expect(await found('东一网格')).toEqual([other.code])
})
