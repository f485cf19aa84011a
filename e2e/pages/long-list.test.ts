import { expect, test } from 'vitest'
import { sent } from '../appeals/behind.ts'
import { phone } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { kept, makeLong, scrollTo } from '../support/long.ts'

// A building's representative who has sent a thousand.

const here = journey()
const ROWS = '[role="listitem"]'

test('a thousand of one’s own scroll by, the page holds some fifty of them, and the first are there again', async () => {
  await sent(here.url, here.cast, here.resident, '楼道的灯不亮')
  const page = await phone(here.browser, here.url, { who: here.resident })
  await makeLong(page, { procedure: 'appeals.mine', all: 1_000, page: 100 })
  await page.goto(`${here.url}/mine`)
  const row = (nth: number) => page.locator(`[aria-posinset="${nth}"]`)
  await row(1).waitFor()
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  await scrollTo(page, 200, 'html')
  const before = await kept(page, session, ROWS)
  await scrollTo(page, 1_000, 'html')
  const after = await kept(page, session, ROWS)
  expect(after.rows).toBeLessThan(100)
  // A row has some twenty nodes; of twenty that are out of sight a gap is left.
  expect((after.nodes - before.nodes) / 800).toBeLessThan(1)
  await page.evaluate(() => window.scrollTo(0, 0))
  await row(1).waitFor()
  expect(
    await row(1)
      .getByRole('link')
      .evaluate((link) => link.getBoundingClientRect().top),
  ).toBeGreaterThan(0)
  expect(await page.locator(ROWS).count()).toBeLessThan(100)
})
