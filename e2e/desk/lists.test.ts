import { readFile } from 'node:fs/promises'
import type { Civic, Persona } from '@civicgrid/sdk'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { dayOf } from '@civicgrid/contracts'
import { sent, withoutPhoto } from '../appeals/behind.ts'
import { dock, form } from '../appeals/desk-page.ts'
import { barriers, wider } from '../support/axe.ts'
import { as, city } from '../support/cast.ts'
import { setClock } from '../support/clock.ts'
import { deskOf } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { desk, local } from '../support/words.ts'

// A list as it is lived in all day: narrowed, turned round, kept, taken home, and many of it done at once.

const here = journey()

const civic = (): Civic => as(here.url, here.cast.operator)
const opened = (path: string, who: Persona = here.cast.operator): Promise<Page> =>
  deskOf(here.browser, here.url, who, `/desk/queue/${path}`)
const rows = (page: Page): Locator => page.locator('.list [data-code]')
const codes = (page: Page): Promise<string[]> =>
  rows(page).evaluateAll((found) => found.map((row) => row.getAttribute('data-code') ?? ''))
const counted = (page: Page, n: number) =>
  page.locator('[data-count]', { hasText: desk('queue.count', { n }) }).waitFor()

/** New appeals, accepted unless told otherwise. */
async function some(words: readonly string[], accepted = true): Promise<string[]> {
  const made: string[] = []
  for (const text of words) {
    const { code, version } = await sent(here.url, here.cast, here.resident, text)
    if (accepted) await civic().workOrders.accept({ code, expectedVersion: version })
    made.push(code)
  }
  return made
}

/** An appeal that two neighbours have, too. */
async function joined(text: string): Promise<string> {
  const { code: category } = withoutPhoto()
  const point = { lng: here.cast.place.lng, lat: here.cast.place.lat, crs: 'WGS-84' as const }
  const { appeals } = as(here.url, here.resident)
  const { code } = await appeals.submit({ kind: 'complain', category, text, place: { point } })
  const others = here.cast.residents.filter(({ persona }) => persona !== here.resident.persona)
  for (const who of others.slice(0, 2)) {
    const neighbour = as(here.url, who).appeals
    const [found] = await neighbour.similar({ text, category, point })
    if (found) await neighbour.join(found.ref)
  }
  return code
}

/** As when somebody comes back to a page: it asks at once. */
const comeBack = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))

test('filters and order stand in the address, agree with the count, and come back with it, in the contrast that was asked for', async () => {
  const made = await some(['路口积水甲', '路口积水乙', '路口积水丙'], false)
  const page = await opened('all')
  await rows(page).nth(2).waitFor()
  await page.getByRole('combobox', { name: desk('queue.sort') }).selectOption('oldest')
  await page.waitForURL('**sort=oldest**')
  await expect.poll(() => codes(page)).toEqual(made)
  await page.keyboard.press('Escape')
  await page.locator('main').click({ position: { x: 5, y: 5 } })
  await page.keyboard.press('f')
  const status = page.getByLabel(desk('queue.status'))
  await status.selectOption('accepted')
  await page.waitForURL('**status=accepted**')
  await page.getByText(desk('queue.noneFiltered')).waitFor()
  await counted(page, 0)
  await status.selectOption('submitted')
  await counted(page, 3)
  await page.getByRole('button', { name: desk('desk.contrast') }).click()
  await page.reload()
  await counted(page, 3)
  expect(await codes(page)).toEqual(made)
  expect(await page.evaluate(() => document.documentElement.dataset['contrast'])).toBe('high')
  // By how it came in, and by the day on which it did.
  const { items } = await civic().workOrders.list({ queue: 'all' }).page(null)
  const day = dayOf(Date.parse(items.at(-1)?.submittedAt ?? ''), city.calendar.utcOffsetMinutes)
  await page.keyboard.press('f')
  await page.getByLabel(desk('queue.channel')).selectOption('phone')
  await page.waitForURL('**channel=phone**')
  await counted(page, 0)
  await page.getByLabel(desk('queue.channel')).selectOption('portal')
  await page.getByLabel(desk('queue.from')).fill(day)
  await page.waitForURL(`**from=${day}**`)
  await counted(page, 3)
  await page.getByLabel(desk('queue.to')).fill('2020-01-01')
  await counted(page, 0)
  await page.getByLabel(desk('queue.to')).fill('')
  await counted(page, 3)
  expect(await barriers(page)).toEqual([])
  const since = page.getByRole('button', {
    name: desk('queue.removeFilter', { name: desk('queue.since', { from: day }) }),
  })
  await page.locator('main').click({ position: { x: 5, y: 5 } })
  await page.getByLabel(desk('queue.channel')).waitFor({ state: 'hidden' })
  await since.click()
  await since.waitFor({ state: 'detached' })
  expect(page.url()).toContain('channel=portal')
  const chip = page.getByRole('button', { name: desk('queue.removeFilter', { name: desk('status.submitted') }) })
  await chip.click()
  await chip.waitFor({ state: 'detached' })
  expect(page.url()).not.toContain('status=')
  // A search goes through all lists, and is narrowed as they are.
  await page.getByRole('searchbox').fill('路口积水乙')
  await page.getByRole('heading', { name: desk('queue.results', { words: '路口积水乙' }) }).waitFor()
  await expect.poll(() => codes(page)).toEqual([made[1]])
  await page.getByRole('heading', { name: desk('queue.results', { words: '路口积水乙' }) }).click()
  await page.keyboard.press('f')
  await page.getByLabel(desk('queue.channel')).selectOption('phone')
  await page.getByText(desk('queue.noneFiltered')).waitFor()
  expect(await page.getByRole('combobox', { name: desk('queue.sort') }).count()).toBe(0)
})

test('a view is kept under a name and opens the same list on another computer', async () => {
  const leaf = withoutPhoto()
  const page = await opened(`all?category=${leaf.code}&sort=oldest`)
  await page.getByRole('button', { name: desk('queue.removeFilter', { name: local(leaf.name) }) }).waitFor()
  await page.getByRole('button', { name: desk('view.title'), exact: true }).click()
  await page.getByRole('textbox', { name: desk('view.name') }).fill('最早的这一类')
  await page.getByRole('button', { name: desk('view.save') }).click()
  await page.getByText(desk('view.saved', { name: '最早的这一类' })).waitFor()
  const other = await opened('toAccept')
  await other.getByRole('button', { name: desk('view.title'), exact: true }).click()
  await other.getByRole('link', { name: '最早的这一类' }).click()
  await other.waitForURL(`**/queue/all?category=${leaf.code}&sort=oldest`)
  await other.getByRole('button', { name: desk('view.title'), exact: true }).click()
  await other.getByRole('button', { name: desk('view.remove', { name: '最早的这一类' }) }).click()
  await other.getByText(desk('view.none')).waitFor()
  expect(await civic().desk.views()).toEqual([])
})

test('a list is taken as a file: with its heads in the reader’s words, harmless, and signed on every row', async () => {
  await some(['=HYPERLINK("http://x.test")'], false)
  const page = await opened('all?sort=newest')
  await rows(page).first().waitFor()
  await page.getByRole('button', { name: desk('export.title') }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: desk('export.csv') }).click(),
  ])
  const text = await readFile(await download.path(), 'utf8')
  const lines = text.split('\r\n')
  expect(lines[0]).toContain(desk('column.code'))
  expect(lines[1]).toContain(`"'=HYPERLINK(""http://x.test"")"`)
  expect(lines[1]).toContain(desk('status.submitted'))
  expect(lines.slice(1, -1).every((line) => /\d{4}-\d\d-\d\d \d\d:\d\d$/.test(line))).toBe(true)
  expect(download.suggestedFilename()).toBe('orders.csv')
})

test('of twenty that are dispatched at once three have changed: each says how, the others went', async () => {
  const made = await some(Array.from({ length: 20 }, (_, i) => `批量${i + 1}`))
  const [changed, others] = [made.slice(0, 3), made.slice(3)]
  const page = await opened('toDispatch')
  await rows(page).nth(19).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page
    .getByText(desk('bulk.chosen', { n: 1 }))
    .first()
    .waitFor()
  await page.getByRole('button', { name: desk('bulk.all', { n: 20 }) }).click()
  await page
    .getByText(desk('bulk.chosen', { n: 20 }))
    .first()
    .waitFor()
  expect(await barriers(page)).toEqual([])
  for (const code of changed) {
    const { kind, category } = await civic().workOrders.get(code)
    const to = kind === 'help' ? 'consult' : 'help'
    await civic().workOrders.classify({ code, expectedVersion: 2, kind: to, category: category.code })
  }
  await page.getByRole('radio', { name: desk('bulk.toOne') }).check()
  const box = page.getByRole('combobox', { name: desk('act.dispatch.body') })
  await box.click()
  await box.fill(local(here.cast.handler.body.name))
  await page.getByRole('option', { name: local(here.cast.handler.body.name), exact: true }).click()
  await page.getByRole('textbox', { name: desk('actions.note') }).fill('统一处理')
  await page.getByRole('button', { name: desk('bulk.send', { n: 20 }) }).click()
  await page.getByText(desk('bulk.done', { n: 17 })).waitFor()
  await page.getByText(desk('bulk.left', { n: 3 })).waitFor()
  await expect.poll(() => page.getByText(desk('event.classified')).count()).toBe(3)
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: desk('bulk.finish') }).click()
  await counted(page, 3)
  for (const code of others) expect((await civic().workOrders.get(code)).status).toBe('dispatched')
  for (const code of changed) expect((await civic().workOrders.get(code)).status).toBe('accepted')
})

test('two who have one order open see each other, and a page that lay open says what changed', async () => {
  const code = await joined('两个人都开着')
  const first = await opened(`all/${code}`)
  await dock(first).waitFor()
  // Two neighbours who have it, too, are one line.
  await first.getByText(desk('order.crowd.joined', { n: 2 }), { exact: true }).waitFor()
  expect(await first.getByText(desk('event.joined')).count()).toBe(0)
  const second = await opened(`all/${code}`, here.cast.supervisor)
  await second.getByText(desk('present.here', { names: local(here.cast.operator.name) })).waitFor()
  await Promise.all([first.waitForResponse(/desk\.present/), form(first, 'answer')])
  await comeBack(second)
  await second.getByText(desk('present.writing', { names: local(here.cast.operator.name) })).waitFor()
  await first.keyboard.press('Escape')
  await civic().workOrders.accept({ code, expectedVersion: 3 })
  const news = second.getByRole('status').filter({ hasText: desk('news.title') })
  await comeBack(second)
  await news.waitFor()
  expect(await news.innerText()).toContain(desk('event.accepted'))
  await news.getByRole('button', { name: desk('news.read') }).click()
  await news.waitFor({ state: 'detached' })
})

test('a row that a colleague has changed meanwhile says so and stays where it is, until the list is loaded anew', async () => {
  const [code = ''] = await some(['等人受理的路灯'], false)
  const page = await opened('toAccept')
  const row = page.locator(`.list [data-code="${code}"]`)
  await row.waitFor()
  await civic().workOrders.accept({ code, expectedVersion: 1 })
  await comeBack(page)
  await row.getByText(desk('queue.changed', { status: desk('status.accepted') })).waitFor()
  expect(await page.locator('[data-changed]').count()).toBe(1)
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: desk('queue.refresh') }).click()
  await row.waitFor({ state: 'detached' })
})

test('the boards say with whom orders run out, and a press narrows the list', async () => {
  const [code = ''] = await some(['要到时的工单'])
  const bodyCode = here.cast.handler.body.code
  await civic().workOrders.dispatch({ code, expectedVersion: 2, bodyCode, note: '请尽快' })
  await setClock(here.url, Date.now() + 60 * 86_400_000)
  const page = await opened('overdue', here.cast.supervisor)
  const line = page.getByRole('button', { name: local(here.cast.handler.body.name) })
  await line.click()
  await page.waitForURL(`**body=${bodyCode}**`)
  const listed = await codes(page)
  expect(listed).toContain(code)
  await counted(page, listed.length)
  expect(await barriers(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await wider(page)).toBe(0)
  // Whoever photographs the screen is named on it.
  expect(await page.locator('svg.mark').textContent()).toContain(local(here.cast.supervisor.name))
})
