import type { CDPSession, Page, Route } from 'playwright-core'

interface Row {
  code: string
  excerpt: string
}
interface Rows {
  items: Row[]
  nextCursor: string | null
}
type Answer = { result: { data: Rows } }

/** How long a list is made, and in pages of how many rows. */
export interface Long {
  readonly procedure: string
  readonly all: number
  readonly page: number
}

export const codeOf = (nth: number) => `LONG${String(nth).padStart(9, '0')}`

/** Answers with pages made from one real row, until there are so many. The list itself is the real one. */
export async function makeLong(page: Page, { procedure, all, page: size }: Long): Promise<void> {
  let row: Row | undefined
  await page.route(`**/trpc/*${procedure}*`, async (route: Route) => {
    const url = new URL(route.request().url())
    const from = /"cursor":"(\d+)"/.exec(url.searchParams.get('input') ?? '')?.[1]
    const start = Number(from ?? 0)
    const items = (like: Row) =>
      Array.from({ length: size }, (_, i) => ({
        ...like,
        code: codeOf(start + i + 1),
        excerpt: `第${start + i + 1}件 ${like.excerpt}`,
      }))
    const data = (like: Row): Rows => ({
      items: items(like),
      nextCursor: start + size < all ? String(start + size) : null,
    })
    if (row && from) return route.fulfill({ json: { result: { data: data(row) } } })
    const answer = await route.fetch()
    const said = (await answer.json()) as Answer | Answer[]
    const which = url.pathname.split('/').at(-1)?.split(',').indexOf(procedure) ?? 0
    const list = Array.isArray(said) ? said[which] : said
    row ??= list?.result.data.items[0]
    if (list && row) list.result.data = data(row)
    return route.fulfill({ response: answer, json: said })
  })
}

/** Scrolls to the foot, again and again as the list grows, until the row of this number is there. @param list what scrolls */
export async function scrollTo(page: Page, nth: number, list: string): Promise<void> {
  await page.waitForFunction(
    ({ last, selector }) => {
      const scrolled = document.querySelector(selector)
      if (scrolled) scrolled.scrollTop = scrolled.scrollHeight
      return document.querySelector(`[aria-posinset="${last}"]`) !== null
    },
    { last: nth, selector: list },
    { polling: 'raf', timeout: 120_000 },
  )
}

/** What the page keeps once nothing is waiting to be thrown away. @param rows how they are found */
export async function kept(
  page: Page,
  session: CDPSession,
  rows: string,
): Promise<{ rows: number; nodes: number; megabytes: number }> {
  await session.send('HeapProfiler.collectGarbage')
  const { nodes } = await session.send('Memory.getDOMCounters')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return { rows: await page.locator(rows).count(), nodes, megabytes: usedSize / 1_000_000 }
}
