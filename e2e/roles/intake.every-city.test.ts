import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { as, city, leaves } from '../support/cast.ts'
import { barriers, unread, wider } from '../support/axe.ts'
import { deskOf } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { desk, local } from '../support/words.ts'

// A seat that takes a call: hands stay on the keys from the first word to the code that is read out.

const here = journey()
async function page(): Promise<Page> {
  const at = await deskOf(here.browser, here.url, here.cast.operator, '/desk/intake')
  await at.getByRole('textbox', { name: desk('intake.words') }).waitFor()
  return at
}
/** The category and the place of the cast, chosen by their names. */
async function placed(at: Page): Promise<void> {
  const name = local(leaf().name)
  await at.getByRole('combobox', { name: desk('queue.category') }).fill(name)
  await at.getByRole('option', { name, exact: true }).first().click()
  await at.getByRole('combobox', { name: desk('intake.findPlace') }).fill(here.cast.place.name['zh-CN'])
  await at.getByRole('option', { name: here.cast.place.name['zh-CN'] }).first().click()
}
const order = (code: string) => as(here.url, here.cast.operator).workOrders.get(code)
const plain = (code: string) => code.replace(/\W/g, '')
/** Nothing that the operator of a hotline would be asked twice about. */
const leaf = () => here.cast.category

test('a call is registered and answered with the keyboard alone, and the code is there to be read out', async () => {
  const at = await page()
  await at.keyboard.type('想问一下办理要带什么材料')
  await at.keyboard.press('Alt+c')
  await at.keyboard.type(local(leaf().name))
  await at
    .getByRole('option', { name: local(leaf().name), exact: true })
    .first()
    .waitFor()
  await at.keyboard.press('Enter')
  await at.keyboard.press('Alt+p')
  await at.keyboard.type(here.cast.place.name['zh-CN'])
  await at.getByRole('option', { name: here.cast.place.name['zh-CN'] }).first().waitFor()
  await at.keyboard.press('Enter')
  await at.getByText(desk('intake.point')).waitFor()
  await at.keyboard.press('Alt+n')
  await at.keyboard.type('19900000007')
  await at.keyboard.press('Alt+2')
  const reply = at.getByRole('textbox', { name: desk('intake.reply') })
  await reply.waitFor()
  await at.keyboard.press('Control+Enter')
  await at.getByText(desk('intake.replyNeeded')).waitFor()
  await reply.focus()
  await at.keyboard.type('带身份证就可以')
  await at.keyboard.press('Control+Enter')
  await at.getByText(desk('intake.done.answer')).waitFor()
  expect(await barriers(at)).toEqual([])
  expect(await unread(at)).toEqual([])
  const code = plain(await at.locator('.code').innerText())
  expect(await order(code)).toMatchObject({
    status: 'answered',
    channel: 'phone',
    category: { code: leaf().code },
    reply: { text: '带身份证就可以' },
  })
  await at.keyboard.press('Enter')
  const words = at.getByRole('textbox', { name: desk('intake.words') })
  await words.waitFor()
  expect(await words.evaluate((box) => box === document.activeElement)).toBe(true)
})

test('the owner and why stand beside, similar orders too, and a call goes out in the same go', async () => {
  const at = await page()
  const box = at.getByRole('textbox', { name: desk('intake.words') })
  await box.fill('小区门口的事情还是没有人来管')
  await placed(at)
  const { body } = here.cast.handler
  await at
    .locator('section', { hasText: desk('intake.owner') })
    .getByText(local(body.name))
    .first()
    .waitFor()
  expect(await barriers(at)).toEqual([])
  // What somebody only asks about nobody else can have, too.
  await at.getByRole('radio', { name: desk('kind.complain') }).check({ force: true })
  await at.keyboard.press('Alt+3')
  await at.keyboard.press('Control+Enter')
  await at.getByText(desk('intake.done.dispatch')).waitFor()
  const code = plain(await at.locator('.code').innerText())
  expect(await order(code)).toMatchObject({ status: 'dispatched', bodyCode: body.code })

  await at.getByRole('button', { name: desk('intake.another') }).click()
  await box.fill('小区门口的事情还是没有人来管')
  await placed(at)
  await at.getByRole('link', { name: /小区门口的事情/ }).waitFor()
})

test('a template asks just what is needed and brings its category', async () => {
  const [template] = city.city.templates
  if (!template) throw new Error('the city has no template')
  const at = await page()
  await at.keyboard.press('Alt+t')
  await at.getByRole('combobox', { name: desk('intake.template') }).selectOption(template.code)
  for (const field of template.fields.filter(({ type }) => type === 'text'))
    await at.getByLabel(field.label['zh-CN']).fill('东门口')
  const named = leaves.find(({ code }) => code === template.category)
  await at
    .getByText(local(named?.name ?? template.name))
    .first()
    .waitFor()
  await at.getByRole('combobox', { name: desk('intake.findPlace') }).fill(here.cast.place.name['zh-CN'])
  await at.getByRole('option', { name: here.cast.place.name['zh-CN'] }).first().click()
  await at.keyboard.press('Control+Enter')
  await at.getByText(desk('intake.done.register')).waitFor()
  const { text, category } = await order(plain(await at.locator('.code').innerText()))
  expect([category.code, text.includes('东门口')]).toEqual([template.category, true])
})

test('it is no wider than a phone', async () => {
  const at = await page()
  await at.setViewportSize({ width: 320, height: 640 })
  expect(await wider(at)).toBe(0)
})
