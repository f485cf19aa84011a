import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { as } from '../support/cast.ts'
import { deskOf } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { desk, word } from '../support/words.ts'
import { answered, inHand, sent } from './behind.ts'
import { dispatch, dock, form, note, openFirst, send } from './desk-page.ts'

// Two people at the desk with one order open.

const here = journey()

const opened = async (who: typeof here.resident, code: string): Promise<Page> => {
  const page = await deskOf(here.browser, here.url, who, `/desk/queue/all/${code}`)
  await dock(page).waitFor()
  return page
}
/** The desk looks at an open order by itself, too: what is told was told because of the press, if until then no look is answered. */
async function unseen(page: Page): Promise<() => void> {
  let open = () => {}
  const through = new Promise<void>((resolve) => (open = resolve))
  await page.route(/\/workOrders\.get/, async (route) => {
    await through
    await route.continue()
  })
  return open
}
const confirm = (page: Page) => dock(page).locator('form').locator('button[type=submit]')

test('whoever is second sees what the first has done, keeps what was typed, and cannot do it twice', async () => {
  const { code, version } = await sent(here.url, here.cast, here.resident, '两个人同时分派')
  await as(here.url, here.cast.operator).workOrders.accept({ code, expectedVersion: version })
  const [first, second] = await Promise.all([opened(here.cast.operator, code), opened(here.cast.operator, code)])
  const box = await form(second, 'dispatch')
  await note(second, '写到一半,还没有交')
  const see = await unseen(second)
  await dispatch(first, here.cast.handler)
  await confirm(second).click()
  see()

  const news = box.getByRole('alert').filter({ hasText: desk('conflict.title') })
  await news.waitFor()
  expect(await news.innerText()).toContain(desk('event.dispatched'))
  expect(await news.innerText()).toContain(desk('conflict.gone', { action: desk('act.dispatch') }))
  expect(await box.getByRole('textbox', { name: desk('actions.note') }).inputValue()).toBe('写到一半,还没有交')
  expect(await confirm(second).getAttribute('aria-disabled')).toBe('true')

  const { timeline } = await as(here.url, here.cast.operator).workOrders.get(code)
  expect(timeline.filter(({ type }) => type === 'dispatched')).toHaveLength(1)
  await Promise.all([first, second].map((page) => page.context().close()))
})

test('when the resident adds something meanwhile, the handler reads it first and then sends the same words', async () => {
  const { code } = await inHand(here.url, here.cast, here.resident, '办理中又有补充')
  const page = await opened(here.cast.handler, code)
  const box = await form(page, 'contact')
  await box.getByRole('radio', { name: desk('contactResult.reached') }).check({ force: true })
  await note(page, '约好明天上午去')
  const see = await unseen(page)
  const resident = as(here.url, here.resident)
  const { version } = await resident.progress.get(code)
  await resident.appeals.supplement({ code, expectedVersion: version, text: '狗也要牵好', photos: [] })
  await confirm(page).click()
  see()
  await box
    .getByRole('alert')
    .filter({ hasText: desk('event.supplemented') })
    .waitFor()
  await page.getByText('狗也要牵好').first().waitFor()
  expect(await box.getByRole('textbox', { name: desk('actions.note') }).inputValue()).toBe('约好明天上午去')
  await send(page, 'contact', desk('conflict.again'))
  const { timeline } = await as(here.url, here.cast.handler).workOrders.get(code)
  expect(timeline.slice(-2).map(({ type, text }) => [type, text])).toEqual([
    ['supplemented', '狗也要牵好'],
    ['contactAttempted', '约好明天上午去'],
  ])
  await page.context().close()
})

test('a handler reads the contact only after a word of warning, and it is on the record', async () => {
  const { code } = await inHand(here.url, here.cast, here.resident, '要打电话约时间')
  const page = await opened(here.cast.handler, code)
  await page.getByRole('button', { name: desk('order.contactView') }).click()
  await page.getByText(desk('order.contactWarn')).waitFor()
  await page.getByRole('button', { name: desk('order.contactConfirm') }).click()
  await page
    .getByText(/^1\d{10}$|^1\d{2}[ -]\d{4}[ -]\d{4}$/)
    .first()
    .waitFor()
  await page.getByText(desk('event.contactViewed')).first().waitFor()
  await page.context().close()
})

test('an order that was done is found by its words, and its queue is empty again', async () => {
  const { code } = await answered(here.url, here.cast, here.resident, '喷泉旁边的石凳断了')
  const page = await deskOf(here.browser, here.url, here.cast.operator, '/desk/queue/all')
  await page.getByRole('searchbox', { name: desk('queue.search') }).fill('石凳')
  const results = desk('queue.results', { words: '石凳' })
  await page.getByRole('heading', { name: results }).waitFor()
  await page.getByRole('link', { name: '石凳断了' }).click()
  await dock(page).waitFor()
  expect(page.url()).toContain(code)
  await page
    .getByRole('navigation', { name: desk('desk.nav') })
    .getByRole('link', { name: desk('queue.all') })
    .click()
  await openFirst(page, desk('queue.all'))
  await page.getByText(word('outcome', 'solved')).first().waitFor()
  await page.context().close()
})
