import { describe, expect, test } from 'vitest'
import { serverThat, type Seen } from './server.fixtures.ts'

const PAGES = [
  { items: ['a', 'b'], nextCursor: 'c1' },
  { items: ['c'], nextCursor: 'c2' },
  { items: ['d'], nextCursor: null },
]
const pageOf = ({ input }: Seen) => {
  const { cursor } = (input ?? {}) as { cursor?: string }
  return { data: PAGES[cursor === undefined ? 0 : Number(cursor[1])] }
}

describe('a list', () => {
  test('is not asked for before it is read', async () => {
    const { civic, seen } = await serverThat(pageOf)
    civic.appeals.mine()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(seen).toHaveLength(0)
  })
  test('runs through all its pages, with its filter on each', async () => {
    const { civic, seen } = await serverThat(pageOf)
    const items: unknown[] = []
    for await (const item of civic.workOrders.list({ queue: 'toTake', limit: 2 })) items.push(item)
    expect(items).toEqual(['a', 'b', 'c', 'd'])
    expect(seen.map(({ input }) => input)).toEqual([
      { queue: 'toTake', limit: 2 },
      { queue: 'toTake', limit: 2, cursor: 'c1' },
      { queue: 'toTake', limit: 2, cursor: 'c2' },
    ])
  })
  test('asks for no page after the one in which the reader stopped', async () => {
    const { civic, seen } = await serverThat(pageOf)
    for await (const item of civic.appeals.mine()) if ((item as unknown) === 'b') break
    expect(seen).toHaveLength(1)
  })
  test('gives one page at a time, from where a cursor says', async () => {
    const { civic } = await serverThat(pageOf)
    const list = civic.appeals.mine({ open: true })
    const first = await list.page()
    expect(first).toEqual(PAGES[0])
    expect(await list.page(first.nextCursor)).toEqual(PAGES[1])
  })
})
