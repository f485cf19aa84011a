import { createCivic, type Persona } from '@civicgrid/sdk'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { barriers, unread, wider } from '../support/axe.ts'
import { as, city, leaves } from '../support/cast.ts'
import { phone, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { photos } from '../support/photos.ts'
import { desk, local } from '../support/words.ts'

// A grid officer with a phone: three taps report what they see; without a network it waits and goes out once.

const here = journey()

async function officer(): Promise<Persona & { grid: string; at: { longitude: number; latitude: number } }> {
  const personas = await createCivic({ baseUrl: here.url }).identity.demoPersonas()
  for (const persona of personas) {
    const grid = persona.roles.find(({ role }) => role === 'gridOfficer')?.areaPath
    const shape = city.city.places.find(({ lng, lat }) => {
      const code = city.locate(lng, lat)
      return grid !== undefined && code !== null && `${city.tree.pathOf(code)}/`.startsWith(`${grid}/`)
    })
    if (grid && shape) return { ...persona, grid, at: { longitude: shape.lng, latitude: shape.lat } }
  }
  throw new Error('no officer of the demo has a named place in their grid')
}
async function round(located = true): Promise<{ page: Page; who: Awaited<ReturnType<typeof officer>> }> {
  const who = await officer()
  const page = await phone(here.browser, here.url, {
    who,
    ...(located ? { permissions: ['geolocation'], geolocation: { ...who.at, accuracy: 12 } } : { permissions: [] }),
  })
  await visit(page, `${here.url}/desk/round`)
  return { page, who }
}
const shoot = (page: Page, count = 1) => page.locator('input[type=file]').setInputFiles(photos(count).slice(0, 1))
/** A category for which one officer may do all. */
const simple = () => leaves.find(({ separatePeople, urgent }) => !separatePeople && !urgent)
const choose = async (page: Page) => {
  const leaf = simple()
  await page.getByRole('combobox', { name: desk('round.others') }).selectOption(leaf?.code ?? '')
}
const sent = async (page: Page) => {
  const row = page.locator('li', { hasText: desk('round.state.sent') }).first()
  await row.waitFor()
  return (await row.locator('.mono').innerText()).replace(/\W/g, '')
}

test('a photo, a category, sent: the place comes by itself', async () => {
  const { page, who } = await round()
  await shoot(page)
  await page.getByText(desk('round.here', { metres: 12 })).waitFor()
  await page
    .getByRole('group', { name: desk('queue.category') })
    .getByRole('button')
    .first()
    .click()
  expect(await barriers(page)).toEqual([])
  expect(await unread(page)).toEqual([])
  await page.getByRole('button', { name: desk('round.pass') }).click()
  const code = await sent(page)
  const order = await as(here.url, here.cast.operator).workOrders.get(code)
  expect(order).toMatchObject({ status: 'submitted', channel: 'desk', photos: [{}] })
  expect(order.point?.lng).toBeCloseTo(who.at.longitude, 4)
})

test('what is put right on the spot is answered with its last photo', async () => {
  const { page } = await round()
  await shoot(page)
  await shoot(page)
  await choose(page)
  await page.getByRole('button', { name: desk('round.settle') }).click()
  const order = await as(here.url, here.cast.operator).workOrders.get(await sent(page))
  expect(order).toMatchObject({ status: 'answered', outcome: 'solved', photos: [{}], reply: { photos: [{}] } })
})

test('without a position it goes to the officer’s own grid', async () => {
  const { page, who } = await round(false)
  await shoot(page)
  await page.getByText(desk('round.ownArea')).waitFor()
  await choose(page)
  await page.getByRole('button', { name: desk('round.pass') }).click()
  const code = await sent(page)
  const { items } = await as(here.url, who).workOrders.list({ queue: 'all', areaPath: who.grid, limit: 50 }).page(null)
  const seen = items.map((item) => item.code)
  expect(seen.includes(code) || (await as(here.url, who).workOrders.get(code)).point === null).toBe(true)
})

test('without a network it waits, says so, and goes out once when the network is back', async () => {
  const { page } = await round()
  await page.context().setOffline(true)
  await shoot(page)
  await choose(page)
  await page.getByRole('button', { name: desk('round.pass') }).click()
  await page.getByText(desk('round.state.waiting')).waitFor()
  await page.context().setOffline(false)
  await page.reload()
  await sent(page)
  expect(await page.locator('li', { hasText: desk('round.state.sent') }).count()).toBe(1)
})

test('nothing is sent without a photo, and the page is no wider than the smallest phone', async () => {
  const { page } = await round()
  await choose(page)
  await page.getByRole('button', { name: desk('round.pass') }).click()
  await page.getByText(desk('round.photoNeeded')).waitFor()
  await page.setViewportSize({ width: 320, height: 568 })
  expect(await wider(page)).toBe(0)
  expect(local(simple()?.name ?? { 'zh-CN': '', en: '' })).not.toBe('')
})
