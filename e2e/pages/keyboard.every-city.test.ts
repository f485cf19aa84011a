import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { sheet } from '../appeals/appeal-page.ts'
import { withoutPhoto } from '../appeals/behind.ts'
import { sentCode, submit, words } from '../appeals/send-page.ts'
import { as } from '../support/cast.ts'
import { phone, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { local, t, word } from '../support/words.ts'
import { handled } from './scene.ts'

const here = journey()

const PATIENCE = { timeout: 20_000 }
/** More stops than any page has. */
const FAR = 120

const focused = (target: Locator) => target.evaluate((element) => element === document.activeElement)

/** By Tab alone to what is wanted, which then can be seen to have the focus. */
async function reach(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let stops = 0; !(await focused(target)); stops++) {
    if (stops > FAR) throw new Error(`no key leads to ${target.toString()}`)
    await page.keyboard.press('Tab')
  }
  const { ring, seen } = await target.evaluate((element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    const { top, bottom } = element.getBoundingClientRect()
    return {
      ring: outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth),
      seen: bottom > 0 && top < innerHeight,
    }
  })
  expect([target.toString(), ring > 0, seen]).toEqual([target.toString(), true, true])
}

async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await reach(page, target)
  await page.keyboard.press(key)
}

async function type(page: Page, field: Locator, text: string): Promise<void> {
  await reach(page, field)
  await page.keyboard.insertText(text)
}

test('from home to a rated result nothing but keys is needed, and the focus is always to be seen', async () => {
  const page = await phone(here.browser, here.url, { who: here.resident })
  await visit(page, here.url)
  await press(page, page.getByRole('link', { name: t('home.send') }).first())
  await page.waitForURL('**/send')
  await type(page, words(page), '凉亭的长椅断了一块板')

  const category = page.locator('#ask-category button.field')
  await press(page, category)
  const categories = sheet(page, t('send.categoryPick'))
  await type(page, categories.getByRole('searchbox'), local(withoutPhoto().name))
  await press(page, categories.getByRole('button', { name: local(withoutPhoto().name) }).first())
  await categories.waitFor({ state: 'hidden' })
  // The focus is where it was: the next key goes on from there.
  await expect.poll(() => focused(category), PATIENCE).toBe(true)

  await press(page, page.getByRole('button', { name: t('send.placePick') }))
  const places = sheet(page, t('place.title'))
  await type(page, places.getByRole('searchbox'), local(here.cast.place.name))
  await press(page, places.locator('.found button').first())
  await press(page, places.getByRole('button', { name: t('place.here'), exact: true }))
  await places.waitFor({ state: 'hidden' })
  await press(page, submit(page))
  const code = await sentCode(page)

  await handled(here, code, '板已经换好')
  await press(page, page.getByRole('link', { name: t('sent.view') }))
  await press(page, page.getByRole('button', { name: t('rate.action') }))
  const rating = sheet(page, t('rate.title'))
  const choice = (prefix: string, value: string) =>
    rating.getByRole('radio', { name: word(prefix, value), exact: true })
  // Space takes one; arrows go on to the next.
  await press(page, choice('solvedAnswer', 'solved'), 'Space')
  await press(page, choice('satisfaction', 'verySatisfied'), 'ArrowRight')
  await press(page, rating.getByRole('button', { name: t('rate.submit') }))
  await rating.waitFor({ state: 'hidden' })
  await expect
    .poll(async () => (await as(here.url, here.resident).progress.get(code)).rating, PATIENCE)
    .toMatchObject({ solved: 'solved', satisfaction: 'satisfied' })
  await page.context().close()
})

test('a layer is left by Escape, keeps the focus while it is open, and gives it back', async () => {
  const page = await phone(here.browser, here.url, { who: here.resident })
  await visit(page, `${here.url}/send`)
  for (const name of ['send.template', 'send.speak', 'send.placePick'] as const) {
    const button = page.getByRole('button', { name: t(name) }).first()
    await press(page, button)
    const layer = page.getByRole('dialog')
    await layer.waitFor()
    await layer.getByRole('button', { name: t('app.close') }).waitFor()
    for (let stops = 0; stops < 30; stops++) {
      await page.keyboard.press('Tab')
      expect(await layer.evaluate((element) => element.contains(document.activeElement))).toBe(true)
    }
    await page.keyboard.press('Escape')
    await layer.waitFor({ state: 'hidden' })
    await expect.poll(() => focused(button), PATIENCE).toBe(true)
  }
  await page.context().close()
})
