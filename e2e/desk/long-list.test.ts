import { expect, test } from 'vitest'
import { sent } from '../appeals/behind.ts'
import { deskOf } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { codeOf, kept, makeLong, scrollTo } from '../support/long.ts'

// Ten thousand orders in one list, as on the day after a storm.

const here = journey()
const ALL = 10_000
const ROWS = '.list [data-code]'

test(
  'ten thousand rows scroll by, and the page holds no more of them than a hundred',
  { timeout: 180_000 },
  async () => {
    await sent(here.url, here.cast, here.resident, '暴雨后的积水')
    const page = await deskOf(here.browser, here.url, here.cast.operator)
    await makeLong(page, { procedure: 'workOrders.list', all: ALL, page: 100 })
    await page.goto(`${here.url}/desk/queue/all`)
    const row = (nth: number) => page.locator(`[data-code="${codeOf(nth)}"]`)
    await row(1).waitFor()
    const session = await page.context().newCDPSession(page)
    await session.send('HeapProfiler.enable')
    await scrollTo(page, 1_000, '.list')
    const before = await kept(page, session, ROWS)
    await scrollTo(page, ALL, '.list')
    const after = await kept(page, session, ROWS)
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
    expect((await kept(page, session, ROWS)).rows).toBeLessThan(200)
  },
)
