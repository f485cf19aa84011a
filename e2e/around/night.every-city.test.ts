import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { barriers, wider } from '../support/axe.ts'
import { city } from '../support/cast.ts'
import { phone, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { local, t } from '../support/words.ts'

// When the night begins and whom to call then is each city's own.

const here = journey()
const { night, utcOffsetMinutes, emergency } = city.city.settings
const MINUTE = 60_000

/** Home as it is so many minutes after midnight in the city. */
async function homeAt(minute: number): Promise<Page> {
  const page = await phone(here.browser, here.url)
  await page.clock.setFixedTime(new Date(Date.UTC(2026, 2, 2) + (minute - utcOffsetMinutes) * MINUTE))
  await visit(page, here.url)
  return page
}

test.each([
  ['the minute in which the night begins puts whom to call first', night?.from ?? 0, true],
  ['the last minute before it has them in their line', (night?.from ?? 0) - 1, false],
  ['so has the first minute of the morning', night?.until ?? 0, false],
])('%s', async (_, minute, first) => {
  expect(night).not.toBeNull()
  const page = await homeAt(minute)
  const nav = page.getByRole('navigation', { name: first ? t('night.title') : t('home.danger') })
  await nav.waitFor()
  expect(await nav.getByRole('link').allInnerTexts()).toEqual(
    emergency.map(({ number, name }) => `${number}\n${local(name)}`),
  )
  const top = async (one: ReturnType<Page['locator']>) => (await one.boundingBox())?.y ?? 0
  const send = page.getByRole('link', { name: t('home.sendHint') })
  expect((await top(nav)) < (await top(send))).toBe(first)
  await page.getByText(local(city.city.settings.hotline.hours)).waitFor()
  expect(await wider(page)).toBe(0)
  expect(await barriers(page)).toEqual([])
  await page.context().close()
})
