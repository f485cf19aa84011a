import { describe, expect, test } from 'vitest'
import { barriers, unread, wider } from '../support/axe.ts'
import { as, city } from '../support/cast.ts'
import { deskOf } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { desk } from '../support/words.ts'

// The first dashboard, over the demo's ninety days; a city that has switched it off has none.

const here = journey({ seed: 'demo' })
const switchedOn = city.city.settings.capabilities.insight

describe.runIf(switchedOn)('a city with a dashboard', () => {
  test('shows each share with its numerator, denominator and coverage, as the service counts them', async () => {
    const page = await deskOf(here.browser, here.url, here.cast.supervisor, '/desk/insight?days=90')
    await page.locator('.chart svg').first().waitFor()
    const day = (back: number) => new Date(Date.now() + 8 * 3_600_000 - back * 86_400_000).toISOString().slice(0, 10)
    const { total } = await as(here.url, here.cast.supervisor).insight.overview({ from: day(89), to: day(0) })
    expect(total.received).toBeGreaterThan(100)
    await page
      .getByText(desk('insight.of', { n: total.satisfied, d: total.rated }))
      .first()
      .waitFor()
    await page
      .getByText(desk('insight.of', { n: total.onTime, d: total.limited }))
      .first()
      .waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await unread(page)).toEqual([])
  })

  test('leads from an area into those below, and back; the address says where', async () => {
    const page = await deskOf(here.browser, here.url, here.cast.supervisor, '/desk/insight?days=90')
    const table = page.getByRole('table', { name: desk('insight.byArea') })
    const first = table.getByRole('button').first()
    const name = await first.innerText()
    await first.click()
    await page.locator('.head .tag', { hasText: name }).waitFor()
    expect(page.url()).toContain('area=')
    await page.getByRole('button', { name: desk('insight.up') }).click()
    await page.locator('.head .tag', { hasText: name }).waitFor({ state: 'detached' })
  })

  test('is no wider than a phone, and has no barrier there in the dark', async () => {
    const page = await deskOf(here.browser, here.url, here.cast.supervisor, '/desk/insight?days=90')
    await page.setViewportSize({ width: 320, height: 640 })
    await page.evaluate(() => localStorage.setItem('civic.prefs', JSON.stringify({ theme: 'dark' })))
    await page.reload()
    await page.locator('.chart svg').first().waitFor()
    expect(await wider(page)).toBe(0)
    expect(await barriers(page)).toEqual([])
  })

  test('is not for those who look at no jurisdiction', async () => {
    const page = await deskOf(here.browser, here.url, here.cast.operator, '/desk/insight')
    await page.getByText(desk('FORBIDDEN')).first().waitFor()
    expect(await page.getByRole('link', { name: desk('insight.title') }).count()).toBe(0)
  })
})

test.runIf(!switchedOn)('a city without one shows no way to it', async () => {
  const page = await deskOf(here.browser, here.url, here.cast.supervisor)
  await page.getByRole('navigation').getByRole('link').first().waitFor()
  expect(await page.getByRole('link', { name: desk('insight.title') }).count()).toBe(0)
})
