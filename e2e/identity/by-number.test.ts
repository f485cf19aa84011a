import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { barriers, wider } from '../support/axe.ts'
import { phone, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { t } from '../support/words.ts'

// Coming in by a number, in a city that sends no messages but shows the code; the ways in, and the proof before one of them
// is changed.

const here = journey({ inOrder: true })
const [FIRST, SECOND] = ['13912340001', '13912340002']
let page: Page

const button = (name: string) => page.getByRole('button', { name, exact: true })
const codeField = () => page.getByLabel(t('phone.code'), { exact: true })
/** The six digits that the demo shows in the place of a message. */
async function shownCode(): Promise<string> {
  const text = await page.locator('.shown').innerText()
  return /\d{6}/.exec(text)?.[0] ?? ''
}

test('who wants to see their appeals comes in by a code to their number, and is where they wanted to be', async () => {
  page = await phone(here.browser, here.url)
  await visit(page, `${here.url}/mine`)
  await page.getByRole('link', { name: t('home.signIn'), exact: true }).click()
  const number = page.getByLabel(t('phone.number'), { exact: true })
  await number.fill('1391234')
  await button(t('phone.send')).click()
  await page.getByText(t('phone.numberBad'), { exact: true }).waitFor()
  await number.fill(FIRST)
  await button(t('phone.send')).click()
  await codeField().waitFor()
  const code = await shownCode()
  await codeField().fill(code === '000000' ? '000001' : '000000')
  await button(t('phone.enter')).click()
  await page.getByText(t('CODE_REFUSED'), { exact: true }).waitFor()
  expect(await barriers(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await wider(page)).toBe(0)
  await codeField().fill(code)
  await button(t('phone.enter')).click()
  await page.waitForURL(`${here.url}/mine`)
  await page.getByText(t('mine.none'), { exact: true }).waitFor()
})

test('the only way in cannot be taken away; another number is added after a proof by the one there is', async () => {
  await visit(page, `${here.url}/settings`)
  await page.getByRole('link', { name: t('settings.ways'), exact: true }).click()
  await button(t('ways.unlinkOf', { way: t('ways.phone') })).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('ways.unlink'), exact: true })
    .click()
  await page.getByText(t('LAST_WAY'), { exact: true }).waitFor()
  await button(t('ways.keep')).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await barriers(page)).toEqual([])
  expect(await wider(page)).toBe(0)

  const moved = await fetch(`${here.url}/test/clock`, {
    method: 'POST',
    body: JSON.stringify({ advanceMs: 11 * 60_000 }),
    headers: { 'content-type': 'application/json' },
  })
  expect(moved.ok).toBe(true)
  await button(t('ways.changePhone')).click()
  await page.getByLabel(t('phone.number'), { exact: true }).fill(SECOND)
  await button(t('phone.send')).click()
  const sheet = page.getByRole('dialog', { name: t('prove.title') })
  await sheet.getByRole('button', { name: t('prove.sendOwn'), exact: true }).click()
  await sheet.getByLabel(t('phone.code'), { exact: true }).fill(await shownCode())
  expect(await barriers(page, undefined, '.sheet')).toEqual([])
  await sheet.getByRole('button', { name: t('prove.confirm'), exact: true }).click()
  await sheet.waitFor({ state: 'detached' })
  await codeField().fill(await shownCode())
  await button(t('ways.link')).click()
  await page.getByText(t('ways.event.wayLinked', { way: t('ways.phone') })).waitFor()
  await page.getByText('139****0002').first().waitFor()
})
