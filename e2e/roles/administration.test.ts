import { createCivic, type Persona } from '@civicgrid/sdk'
import { expect, test } from 'vitest'
import { barriers, wider } from '../support/axe.ts'
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

test('another owner from today on is whom the desk proposes at once', async () => {
  const { category, place, handler, bystander, operator } = here.cast
  const propose = () =>
    as(here.url, operator).workOrders.propose({
      category: category.code,
      place: { point: { lng: place.lng, lat: place.lat } },
    })
  expect((await propose()).owner?.code).toBe(handler.body.code)
  const page = await deskOf(here.browser, here.url, await administrator(), '/desk/ownership')
  await page
    .locator('form')
    .getByRole('combobox', { name: desk('owner.what') })
    .selectOption(category.code)
  await page.getByRole('combobox', { name: desk('owner.owner') }).fill(local(bystander.body.name))
  await page.getByRole('option', { name: local(bystander.body.name), exact: true }).click()
  await page.locator('form [type=submit]').click()
  const row = page
    .getByRole('row')
    .filter({ hasText: local(bystander.body.name) })
    .filter({ hasText: local(category.name) })
  await row.first().waitFor()
  expect((await propose()).owner?.code).toBe(bystander.body.code)
  expect(await barriers(page)).toEqual([])
  await row
    .first()
    .getByRole('button', { name: desk('owner.end') })
    .click()
  await expect.poll(async () => (await propose()).owner?.code).toBe(handler.body.code)
  expect(city.city.ownership.length).toBeGreaterThan(0)
})

test('others are shown neither', async () => {
  const page = await deskOf(here.browser, here.url, here.cast.operator, '/desk/staff')
  await page.getByText(desk('FORBIDDEN')).first().waitFor()
  expect(await page.getByRole('link', { name: desk('admin.staff') }).count()).toBe(0)
})
