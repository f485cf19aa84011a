import type { CDPSession, Page, Route } from 'playwright-core'
import { expect, test } from 'vitest'
import { sent } from '../appeals/behind.ts'
import { deskOf } from '../support/enter.ts'
import { journey } from '../support/journey.ts'

// Ten thousand orders in one list, as on the day after a storm.

const here = journey()
const PAGE = 100
const ALL = 10_000

interface Rows {
  items: { code: string; excerpt: string }[]
  nextCursor: string | null
}
type Answer = { result: { data: Rows } }
const codeOf = (nth: number) => `LONG${String(nth).padStart(9, '0')}`

/** Answers with pages made from one real row, until there are so many. The list itself is the real one. */
async function makeLong(page: Page): Promise<void> {
  let row: Rows['items'][number] | undefined
  await page.route('**/trpc/workOrders.list*', async (route: Route) => {
    const from = /"cursor":"(\d+)"/.exec(decodeURIComponent(route.request().url()))?.[1]
    const start = Number(from ?? 0)
    const items = () =>
      Array.from({ length: PAGE }, (_, i) => ({
        ...row,
        code: codeOf(start + i + 1),
        excerpt: `第${start + i + 1}件 ${row?.excerpt}`,
      })) as Rows['items']
    const data = (): Rows => ({ items: items(), nextCursor: start + PAGE < ALL ? String(start + PAGE) : null })
    if (row && from) return route.fulfill({ json: { result: { data: data() } } })
    const answer = await route.fetch()
    const said = (await answer.json()) as Answer | [Answer, ...unknown[]]
    const list = Array.isArray(said) ? said[0] : said
    row ??= list.result.data.items[0]
    list.result.data = data()
    return route.fulfill({ response: answer, json: said })
  })
}

/** Scrolls to the foot, again and again as the list grows, until the row of this number is there. */
async function scrollTo(page: Page, nth: number): Promise<void> {
  await page.waitForFunction(
    (last) => {
      const list = document.querySelector('.list')
      if (list) list.scrollTop = list.scrollHeight
      return list?.querySelector(`[aria-posinset="${last}"]`) !== null
    },
    nth,
    { polling: 'raf', timeout: 120_000 },
  )
}

/** What the page keeps once nothing is waiting to be thrown away. */
async function kept(page: Page, session: CDPSession): Promise<{ rows: number; nodes: number; megabytes: number }> {
  await session.send('HeapProfiler.collectGarbage')
  const { nodes } = await session.send('Memory.getDOMCounters')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const rows = await page.locator('.list [data-code]').count()
  return { rows, nodes, megabytes: usedSize / 1_000_000 }
}

test(
  'ten thousand rows scroll by, and the page holds no more of them than a hundred',
  { timeout: 180_000 },
  async () => {
    await sent(here.url, here.cast, here.resident, '暴雨后的积水')
    const page = await deskOf(here.browser, here.url, here.cast.operator)
    await makeLong(page)
    await page.goto(`${here.url}/desk/queue/all`)
    const row = (nth: number) => page.locator(`[data-code="${codeOf(nth)}"]`)
    await row(1).waitFor()
    const session = await page.context().newCDPSession(page)
    await session.send('HeapProfiler.enable')
    await scrollTo(page, 1_000)
    const before = await kept(page, session)
    await scrollTo(page, ALL)
    const after = await kept(page, session)
    expect(after.rows).toBeLessThan(150)
    // A row has some thirty nodes; of twenty-five that are out of sight a gap of four is left.
    expect((after.nodes - before.nodes) / (ALL - 1_000)).toBeLessThan(0.25)
    // The orders themselves are kept, some 1.5 kB each: rows in the page would be ten times that.
    expect(after.megabytes - before.megabytes).toBeLessThan(25)
    // The keyboard goes on where it is, and the beginning is still there.
    await row(ALL - 1).focus()
    await page.keyboard.press('j')
    await page.waitForFunction((code) => document.activeElement?.getAttribute('data-code') === code, codeOf(ALL))
    await page.evaluate(() => document.querySelector('.list')?.scrollTo(0, 0))
    await row(1).waitFor()
    expect(await row(1).evaluate((found) => found.getBoundingClientRect().top)).toBeGreaterThan(0)
    await page.keyboard.press('k')
    await page.waitForFunction((code) => document.activeElement?.getAttribute('data-code') === code, codeOf(ALL - 1))
    expect((await kept(page, session)).rows).toBeLessThan(200)
  },
)
