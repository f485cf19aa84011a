import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { phone, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { photos } from '../support/photos.ts'
import { t } from '../support/words.ts'
import { addPhotos, openMap, words } from './send-page.ts'

// What lies over a page: back closes it and not the page, Tab stays inside, and focus goes back to where it was.

const here = journey()

async function form(prefs: object = {}): Promise<Page> {
  const page = await phone(here.browser, here.url, { who: here.resident })
  await page.context().addInitScript((kept) => localStorage.setItem('civic.prefs', kept), JSON.stringify(prefs))
  await visit(page, here.url)
  await page
    .getByRole('link', { name: t('home.send') })
    .first()
    .click()
  await page.waitForURL('**/send')
  await words(page).fill('路边的护栏倒了')
  return page
}

const holdsFocus = (layer: Locator) => layer.evaluate((box) => box.contains(document.activeElement))

test('the phone’s back closes a sheet, then leaves the page', async () => {
  const page = await form()
  const sheet = await openMap(page)
  await page.goBack()
  await sheet.waitFor({ state: 'hidden' })
  expect(await words(page).inputValue()).toBe('路边的护栏倒了')
  await page.goBack()
  await page.waitForURL(`${here.url}/`)
  await page.context().close()
})

test('a sheet that was closed by its own button leaves no step for back to take', async () => {
  const page = await form()
  const sheet = await openMap(page)
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'hidden' })
  await page.goBack()
  await page.waitForURL(`${here.url}/`)
  await page.context().close()
})

test('back closes a photo that fills the screen', async () => {
  const page = await form()
  await addPhotos(page, photos(1))
  await page.getByRole('button', { name: t('photo.view', { n: 1 }) }).click()
  const viewer = page.getByRole('dialog')
  await viewer.waitFor()
  await page.goBack()
  await viewer.waitFor({ state: 'hidden' })
  expect(new URL(page.url()).pathname).toBe('/send')
  await page.context().close()
})

test('in elder mode back closes the sheet of a question, and the question stays', async () => {
  const page = await form({ elder: true })
  await page.goto(`${here.url}/send?question=4`)
  const question = page.getByText(t('send.step', { n: 4, all: 5 }))
  await question.waitFor()
  const sheet = await openMap(page)
  await page.goBack()
  await sheet.waitFor({ state: 'hidden' })
  await question.waitFor()
  await page.context().close()
})

test('Tab stays inside a sheet both ways round, and focus returns to what opened it', async () => {
  const page = await form()
  const opener = page.getByRole('button', { name: t('send.placePick') })
  const sheet = await openMap(page)
  for (const keys of ['Tab', 'Shift+Tab'])
    for (let i = 0; i < 25; i++) {
      await page.keyboard.press(keys)
      expect(await holdsFocus(sheet)).toBe(true)
    }
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'hidden' })
  expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true)
  await page.context().close()
})
