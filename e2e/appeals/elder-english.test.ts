import { expect, test } from 'vitest'
import { createTranslate, localText } from '@civicgrid/kit'
import { resident as english } from '@civicgrid/kit/locales/en/resident'
import type { resident } from '@civicgrid/kit/locales/zh-CN/resident'
import { phone, settled, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { local, t } from '../support/words.ts'
import { countOf, sent, withoutPhoto } from './behind.ts'
import { chooseCategory, choosePlace, openMap, sentCode, submit, tapMap, words } from './send-page.ts'

const here = journey()
const en = createTranslate<typeof resident>(english)

test('in elder mode one question comes at a time, nothing is asked twice, and a last look shows all answers', async () => {
  const page = await phone(here.browser, here.url, { who: here.resident })
  await visit(page, here.url)
  await page.getByRole('button', { name: t('elder.on') }).click()
  await page
    .getByRole('link', { name: t('home.send') })
    .first()
    .click()
  await page.waitForURL('**/send')
  const next = page.getByRole('button', { name: t('send.next'), exact: true })
  await page.getByText(t('send.step', { n: 1, all: 5 })).waitFor()
  await next.click()
  await page.getByText(t('form.textNeeded')).waitFor()
  await words(page).fill('楼下的长椅坏了一条腿')
  await next.click()
  await page.getByText(t('send.step', { n: 2, all: 5 })).waitFor()
  await chooseCategory(page, withoutPhoto())
  await next.click()
  await page.getByText(t('send.step', { n: 3, all: 5 })).waitFor()
  await next.click()
  const sheet = await openMap(page)
  await tapMap(sheet, here.cast.place)
  await choosePlace(sheet)
  await next.click()
  await page.getByText(t('send.step', { n: 5, all: 5 })).waitFor()
  await page.getByRole('button', { name: t('app.back') }).click()
  await page.getByText(t('send.step', { n: 4, all: 5 })).waitFor()
  // The phone's own back goes one question back, too, and leaves no answer behind.
  await page.goBack()
  await page.getByText(t('send.step', { n: 3, all: 5 })).waitFor()
  for (const n of [4, 5]) {
    await next.click()
    await page.getByText(t('send.step', { n, all: 5 })).waitFor()
  }
  await next.click()
  await page.getByRole('heading', { name: t('send.check') }).waitFor()
  for (const answer of ['楼下的长椅坏了一条腿', local(withoutPhoto().name), local(here.cast.place.name)])
    await page.getByText(answer).first().waitFor()
  await page.getByRole('button', { name: t('send.submit'), exact: true }).click()
  await sentCode(page)
  expect(await countOf(here.url, here.resident, '楼下的长椅')).toBe(1)
  const size = await page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize))
  expect(size).toBeGreaterThanOrEqual(18)
  // After sending, back is no walk through empty questions.
  await page.goBack()
  await page.waitForURL(`${here.url}/`)
  await page.context().close()
})

test('in elder mode a guest who signs in at the last look comes back to it, and back leads through the questions', async () => {
  const page = await phone(here.browser, here.url)
  await page
    .context()
    .addInitScript((kept) => localStorage.setItem('civic.prefs', kept), JSON.stringify({ elder: true }))
  await visit(page, here.url)
  await page
    .getByRole('link', { name: t('home.send') })
    .first()
    .click()
  const question = (n: number) => page.getByText(t('send.step', { n, all: 5 })).waitFor()
  const next = page.getByRole('button', { name: t('send.next'), exact: true })
  await question(1)
  await words(page).fill('楼下的秋千断了一根绳')
  await next.click()
  await question(2)
  await chooseCategory(page, withoutPhoto())
  await next.click()
  await question(3)
  await next.click()
  await question(4)
  const sheet = await openMap(page)
  await tapMap(sheet, here.cast.place)
  await choosePlace(sheet)
  await sheet.waitFor({ state: 'hidden' })
  await next.click()
  await question(5)
  await page.getByRole('textbox', { name: t('send.phone') }).fill('19900000099')
  await next.click()
  await submit(page).click()
  await page.getByText(t('send.signInText')).waitFor()
  await page.getByRole('button', { name: local(here.resident.name) }).click()
  await page.getByRole('heading', { name: t('send.check') }).waitFor()
  await page.getByText('楼下的秋千断了一根绳').waitFor()
  await page.goBack()
  await question(5)
  await next.click()
  await submit(page).click()
  await sentCode(page)
  expect(await countOf(here.url, here.resident, '楼下的秋千')).toBe(1)
  await page.context().close()
})

test('in English, chosen once, every page speaks it: no Chinese is left but what residents wrote', async () => {
  // Somebody who has written nothing in Chinese: what residents wrote is listed as it is.
  const [, who] = here.cast.residents
  if (!who) throw new Error('two residents are needed')
  const { code } = await sent(here.url, here.cast, who, 'A bench is broken')
  const page = await phone(here.browser, here.url, { who })
  await visit(page, here.url)
  await page.getByRole('button', { name: 'EN', exact: true }).click()
  await page.getByRole('heading', { name: en('home.motto') }).waitFor()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  // What people are called, and places in an address, stand as they were written.
  const written = [here.cast.place.name, who.name].map((name) => localText(name, 'zh-CN'))
  for (const path of ['/', '/send', '/look', '/mine', '/settings', `/appeal/${code}`, '/nowhere']) {
    await visit(page, here.url + path)
    await settled(page)
    const text = await page.locator('body').innerText()
    const told = written.reduce((rest, each) => rest.replaceAll(each, ''), text)
    const chinese = told.match(/[\u4e00-\u9fff]+/g) ?? []
    // The names of languages stand in themselves.
    expect([path, chinese.filter((word) => !['中文', '简体中文', '语言'].includes(word))]).toEqual([path, []])
  }
  await page.context().close()
})

test('dark comes with the phone, and light can be asked for all the same', async () => {
  const page = await phone(here.browser, here.url, { colorScheme: 'dark' })
  const brightness = () =>
    page.evaluate(() => {
      const [r = 0, g = 0, b = 0] = getComputedStyle(document.body).backgroundColor.match(/\d+/g)?.map(Number) ?? []
      return (r + g + b) / 3
    })
  await visit(page, here.url)
  expect(await brightness()).toBeLessThan(60)
  await visit(page, `${here.url}/settings`)
  await page.getByRole('radio', { name: t('settings.theme.light') }).click()
  await expect.poll(brightness).toBeGreaterThan(200)
  await page.reload()
  expect(await brightness()).toBeGreaterThan(200)
  await page.context().close()
})
