import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { withoutPhoto } from '../appeals/behind.ts'
import { barriers, wider } from '../support/axe.ts'
import { as, city } from '../support/cast.ts'
import { phone, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { t } from '../support/words.ts'

const here = journey({ inOrder: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const thinkOverDays = city.city.settings.myData?.thinkOverDays ?? 0
let page: Page
let code = ''

test('somebody finds from the settings who looked at their contact and what they agreed to', async () => {
  const { place, operator } = here.cast
  const category = withoutPhoto()
  const { lng, lat } = place
  const sent = await as(here.url, here.resident).appeals.submit({
    kind: category.kinds[0] ?? 'complain',
    category: category.code,
    text: '楼道灯坏了三天',
    place: { point: { lng, lat } },
    consent: true,
  })
  code = sent.code
  await as(here.url, operator).workOrders.viewContact({ code, expectedVersion: sent.version })
  page = await phone(here.browser, here.url, { who: here.resident })
  await visit(page, `${here.url}/settings`)
  await page.getByRole('link', { name: t('settings.myData') }).click()
  await page.getByText(t('mydata.looksBy', { role: t('role.operator') })).waitFor()
  await page.getByText(t('mydata.consent.publication.yes')).waitFor()
  expect(await barriers(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await wider(page)).toBe(0)
})

test('a copy of everything is downloaded as one archive', async () => {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, t('mydata.copyButton')).click()])
  expect(download.suggestedFilename()).toBe('my-data.zip')
  const bytes = await readFile(await download.path())
  expect(bytes.subarray(0, 2).toString()).toBe('PK')
  for (const name of ['index.html', 'data.json']) expect(bytes.includes(name)).toBe(true)
})

test('the end of an account says what stays and why, and what is open is withdrawn by their word', async () => {
  await button(page, t('mydata.deleteLook')).click()
  const sheet = page.getByRole('dialog', { name: t('mydata.delete') })
  const [kept] = city.city.settings.myData?.keeps ?? []
  await sheet.getByText(kept?.ground['zh-CN'] ?? '', { exact: false }).waitFor()
  expect(await barriers(page, undefined, '.sheet')).toEqual([])
  await sheet.getByText(t('mydata.openWithdraw'), { exact: true }).click()
  await sheet.getByText(t('mydata.sure')).click()
  await button(page, t('mydata.deleteYes')).click()
  if (thinkOverDays > 0) {
    await page.getByText(t('mydata.asked')).waitFor()
    await button(page, t('mydata.keep')).click()
    await button(page, t('mydata.deleteLook')).waitFor()
  } else {
    await page.getByText(t('mydata.gone')).waitFor()
    expect(await barriers(page, undefined, '#app')).toEqual([])
    await visit(page, `${here.url}/my-data`)
    await page.getByText(t('mine.guest')).waitFor()
    const order = await as(here.url, here.cast.operator).workOrders.get(code)
    expect(order).toMatchObject({ status: 'withdrawn', text: '' })
  }
})
