import { createCivic, type Persona } from '@civicgrid/sdk'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { sent } from '../appeals/behind.ts'
import { dispatchElsewhere, form as formOf } from '../appeals/desk-page.ts'
import { barriers, unread, wider } from '../support/axe.ts'
import { as, city } from '../support/cast.ts'
import { deskOf } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { desk, local } from '../support/words.ts'

// An administrator's day: somebody new, a role for a time, and another owner from today on.

const here = journey({ inOrder: true })

async function administrator(): Promise<Persona> {
  const personas = await createCivic({ baseUrl: here.url }).identity.demoPersonas()
  const found = personas.find(({ roles }) => roles.some(({ role }) => role === 'administrator'))
  if (!found) throw new Error('the demo has no administrator')
  return found
}

test('somebody is added and given a role; every change stands in their history', async () => {
  const page = await deskOf(here.browser, here.url, await administrator(), '/desk/staff')
  await page.getByRole('textbox', { name: desk('admin.name') }).fill('司徒一二三')
  await page.locator('form [type=submit]').click()
  await page.getByRole('heading', { name: '司徒一二三' }).waitFor()
  await page
    .getByRole('combobox', { name: desk('admin.role') })
    .last()
    .selectOption('reviewer')
  await page.locator('form [type=submit]').click()
  await page.locator('.held', { hasText: desk('role.reviewer') }).waitFor()
  await page.locator('ol').getByText(desk('admin.event.granted')).waitFor()
  expect(await barriers(page)).toEqual([])
  expect(await unread(page)).toEqual([])
  await page.getByRole('button', { name: desk('admin.edit') }).click()
  const details = page.locator('form', { has: page.getByRole('button', { name: desk('admin.save') }) })
  await details.getByRole('textbox', { name: desk('admin.name') }).fill('司徒四五六')
  await details.getByRole('button', { name: desk('admin.save') }).click()
  await page.getByRole('heading', { name: '司徒四五六' }).waitFor()
  await page.getByRole('button', { name: desk('admin.endGrant') }).click()
  await page.locator('.held.over').waitFor()
  await page.getByRole('button', { name: desk('admin.switchOff') }).click()
  await page.getByText(desk('admin.off'), { exact: true }).waitFor()
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await wider(page)).toBe(0)
})

test('one’s own rights are for another administrator', async () => {
  const me = await administrator()
  const page = await deskOf(here.browser, here.url, me, '/desk/staff?role=administrator')
  await page
    .getByRole('button', { name: local(me.name) })
    .first()
    .click()
  await page.getByText(desk('admin.own')).waitFor()
  expect(await page.getByRole('button', { name: desk('admin.switchOff') }).count()).toBe(0)
})

/** Whom the desk proposes for the category of the cast, where the cast is. */
const proposed = async () => {
  const { category, place, operator } = here.cast
  const { lng, lat } = place
  const { owner } = await as(here.url, operator).workOrders.propose({
    category: category.code,
    place: { point: { lng, lat } },
  })
  return owner?.code
}
async function choose(page: Page, box: Locator, name: string) {
  await box.fill(name)
  await page.getByRole('option', { name, exact: true }).first().click()
}

test('another owner from today on is whom the desk proposes at once, a body or whichever the place has', async () => {
  const { category, handler, bystander } = here.cast
  expect(await proposed()).toBe(handler.body.code)
  const page = await deskOf(here.browser, here.url, await administrator(), '/desk/ownership')
  const form = page.locator('form')
  await form.getByRole('combobox', { name: desk('owner.what') }).selectOption(category.code)
  await choose(page, form.getByRole('combobox', { name: desk('owner.owner') }), local(bystander.body.name))
  await form.locator('[type=submit]').click()
  const row = page
    .getByRole('row')
    .filter({ hasText: local(bystander.body.name) })
    .filter({ hasText: local(category.name) })
  await row.first().waitFor()
  expect(await proposed()).toBe(bystander.body.code)
  expect(await barriers(page)).toEqual([])
  await row
    .first()
    .getByRole('button', { name: desk('owner.end') })
    .click()
  await expect.poll(proposed).toBe(handler.body.code)

  // The own body of the deepest level that has one.
  const grid = city.tree.levels.findLast(({ role }) => city.bodies.some(({ kind }) => kind === role))
  if (!grid) throw new Error('no level of the city has bodies')
  await form.getByRole('radio', { name: desk('owner.byLevel') }).check()
  await form.getByRole('combobox', { name: desk('owner.level') }).selectOption(grid.code)
  await form.locator('[type=submit]').click()
  const ofLevel = page.getByRole('row').filter({ hasText: desk('owner.ofLevel', { level: local(grid.name) }) })
  const own = ofLevel.filter({ hasText: local(category.name) }).first()
  await own.waitFor()
  const line = new Set(
    city.tree.lineOf(city.locate(here.cast.place.lng, here.cast.place.lat) ?? '').map(({ code }) => code),
  )
  const there = city.bodies.find(({ kind, areas }) => kind === grid.role && areas.some((area) => line.has(area)))
  expect(await proposed()).toBe(there?.code)
  await own.getByRole('button', { name: desk('owner.end') }).click()
  await expect.poll(proposed).toBe(handler.body.code)
})

test('a body gets another name and a number, is switched off and on again: every list and proposal follows', async () => {
  const { handler, operator } = here.cast
  const { code, name } = handler.body
  const sentOne = await sent(here.url, here.cast, here.resident, '门口的灯不亮了')
  const { version: expectedVersion } = sentOne
  await as(here.url, operator).workOrders.accept({ code: sentOne.code, expectedVersion })
  const page = await deskOf(here.browser, here.url, await administrator(), '/desk/bodies')
  await page.getByRole('searchbox', { name: desk('bodies.search') }).fill(local(name))
  await page.keyboard.press('Enter')
  await page
    .getByRole('button', { name: local(name) })
    .first()
    .click()
  await page.getByRole('heading', { name: local(name), exact: true }).waitFor()
  await page.getByRole('button', { name: desk('bodies.edit') }).click()
  const form = page.locator('form')
  await form.getByRole('button', { name: desk('bodies.save') }).click()
  await page.getByText(desk('bodies.unchanged')).waitFor()
  await form.getByRole('textbox', { name: desk('bodies.nameZh') }).fill('改了名的单位')
  await form.getByRole('textbox', { name: desk('bodies.phone') }).fill('电话')
  await form.getByRole('button', { name: desk('bodies.save') }).click()
  await page.getByText(desk('bodies.phoneBad')).waitFor()
  await form.getByRole('textbox', { name: desk('bodies.phone') }).fill('5555 0110')
  await form.getByRole('button', { name: desk('bodies.save') }).click()
  await page.getByRole('heading', { name: '改了名的单位' }).waitFor()
  expect(await barriers(page)).toEqual([])

  await page.getByRole('button', { name: desk('bodies.switchOff') }).click()
  await form.getByRole('button', { name: desk('bodies.switchOff') }).click()
  await page.getByRole('button', { name: desk('bodies.switchOn') }).waitFor()
  expect(await proposed()).not.toBe(code)
  const order = await deskOf(here.browser, here.url, operator, `/desk/queue/all/${sentOne.code}`)
  const to = await formOf(order, 'dispatch')
  const box = to.getByRole('combobox', { name: desk('act.dispatch.body') })
  await box.fill('改了名的单位')
  await order.getByText(desk('queue.noneFound')).waitFor()

  await page.getByRole('button', { name: desk('bodies.switchOn') }).click()
  await page.getByRole('button', { name: desk('bodies.switchOff') }).waitFor()
  expect(await proposed()).toBe(code)
  await order.reload()
  const renamed = { ...handler, body: { code, name: { 'zh-CN': '改了名的单位', en: name.en } } }
  await dispatchElsewhere(order, renamed, '请尽快去看')
  await order.getByRole('link', { name: '5555 0110' }).waitFor()
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await wider(page)).toBe(0)
})

test('a body is added, and its people, what it owns and its history stand beside it', async () => {
  const page = await deskOf(here.browser, here.url, await administrator(), '/desk/bodies')
  const form = page.locator('form')
  await form.getByRole('button', { name: desk('bodies.add') }).click()
  await page.getByText(desk('bodies.nameNeeded')).waitFor()
  await form.getByRole('textbox', { name: desk('bodies.nameZh') }).fill('新成立的中心')
  await form.getByRole('textbox', { name: desk('bodies.nameEn') }).fill('New Centre')
  await form.getByRole('button', { name: desk('bodies.add') }).click()
  await page.getByRole('heading', { name: '新成立的中心' }).waitFor()
  await page.getByText(desk('bodies.noPeople')).waitFor()
  await page.getByText(desk('bodies.ownsNone')).waitFor()
  await page.locator('ol').getByText(desk('bodies.event.bodyAdded')).waitFor()
  expect(await barriers(page)).toEqual([])
})

test('others are shown none of it', async () => {
  const page = await deskOf(here.browser, here.url, here.cast.operator, '/desk/staff')
  await page.getByText(desk('FORBIDDEN')).first().waitFor()
  expect(await page.getByRole('link', { name: desk('admin.staff') }).count()).toBe(0)
})
