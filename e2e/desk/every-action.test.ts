import type { Persona, Receipt, WorkOrder } from '@civicgrid/sdk'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { inHand, sent, upload, withoutPhoto } from '../appeals/behind.ts'
import { dock, form, note, rule, send } from '../appeals/desk-page.ts'
import { as, city, leaves } from '../support/cast.ts'
import { deskOf } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { desk, local } from '../support/words.ts'

// What the loop's journey has no use for: each other form of the desk, filled in and sent, and what the log says then.

const here = journey()

const at = (who: Persona, code: string): Promise<Page> => deskOf(here.browser, here.url, who, `/desk/queue/all/${code}`)
const order = (code: string): Promise<WorkOrder> => as(here.url, here.cast.operator).workOrders.get(code)
const choose = (page: Page, words: string) => dock(page).getByRole('radio', { name: words }).check({ force: true })
const fill = (page: Page, words: string) =>
  dock(page)
    .getByRole('textbox', { name: desk('actions.words') })
    .fill(words)

/** One whose category asks for a look at the spot, with its result given. */
async function toVerify(): Promise<Receipt> {
  const { cast, url } = here
  const leaf = leaves.find((each) => each.verifyOnSite && each.emergency === undefined)
  if (!leaf) throw new Error('the city has no such category')
  const { lng, lat } = cast.place
  const civic = as(url, here.resident)
  const photos = leaf.photoRequired ? [await upload(civic)] : []
  const place = { point: { lng, lat } }
  const text = '路面的坑还在'
  const { code } = await civic.appeals.submit({
    kind: leaf.kinds[0] ?? 'help',
    category: leaf.code,
    text,
    place,
    photos,
  })
  const operator = as(url, cast.operator).workOrders
  const handler = as(url, cast.handler).workOrders
  await operator.accept({ code, expectedVersion: 1 })
  await operator.dispatch({ code, expectedVersion: 2, bodyCode: cast.handler.body.code, note: null })
  await handler.take({ code, expectedVersion: 3 })
  return handler.giveFeedback({ code, expectedVersion: 4, outcome: 'solved', text: '已经修好' })
}

test('a refusal names a ground of the city, and tells the lawful way that goes with it', async () => {
  const [ground] = city.city.grounds.decline
  const { code } = await sent(here.url, here.cast, here.resident, '请法院重新判一次')
  const page = await at(here.cast.operator, code)
  await form(page, 'decline')
  await dock(page).locator('form [type=submit]').click()
  await page.getByText(desk('actions.groundNeeded')).waitFor()
  await choose(page, local(ground?.name))
  await page.getByText(local(ground?.lawfulWay)).waitFor()
  await fill(page, '请您向法院申请再审')
  await send(page, 'decline')
  const { status, timeline } = await as(here.url, here.resident).progress.get(code)
  expect([status, timeline.at(-1)]).toMatchObject([
    'declined',
    { type: 'declined', text: '请您向法院申请再审', facts: { lawfulWay: ground?.lawfulWay } },
  ])
})

test('another category is found by its name', async () => {
  const { code } = await sent(here.url, here.cast, here.resident, '不知道归哪一类')
  const other = leaves.find((leaf) => leaf.code !== withoutPhoto().code && leaf.emergency === undefined)
  const page = await at(here.cast.operator, code)
  const box = (await form(page, 'classify')).getByRole('combobox', { name: desk('act.classify.category') })
  await box.click()
  await box.fill(local(other?.name))
  await page
    .getByRole('option', { name: local(other?.name), exact: true })
    .first()
    .click()
  await send(page, 'classify')
  expect(await order(code)).toMatchObject({ status: 'submitted', category: { code: other?.code } })
})

test('more time is asked for with a reason, and is there once the supervisor grants it', async () => {
  const { code } = await inHand(here.url, here.cast, here.resident, '要等一个零件')
  const due = async () => (await order(code)).clocks.find(({ stage }) => stage === 'result')?.dueAt ?? ''
  const before = await due()
  const page = await at(here.cast.handler, code)
  await form(page, 'requestExtension')
  await choose(page, local(city.city.grounds.extension[0]?.name))
  await note(page, '零件下周到')
  await send(page, 'requestExtension')
  expect(await due()).toBe(before)
  await rule(await at(here.cast.supervisor, code), 'ruleExtension', desk('act.ruleExtension.yes'))
  expect(Date.parse(await due())).toBeGreaterThan(Date.parse(before))
})

test('where the category asks for it somebody looks at the spot, and somebody else passes the result', async () => {
  const [looks, passes] = here.cast.reviewers
  if (!looks || !passes) throw new Error('the demo has no two reviewers')
  const { code } = await toVerify()
  const page = await at(looks, code)
  await form(page, 'verifyOnSite')
  await choose(page, desk('act.verifyOnSite.yes'))
  await send(page, 'verifyOnSite', desk('act.verifyOnSite.yes'))
  await rule(await at(passes, code), 'reviewFeedback', desk('act.reviewFeedback.yes'))
  const { status, timeline } = await order(code)
  expect([status, timeline.slice(-2).map(({ type }) => type)]).toEqual([
    'answered',
    ['verifiedOnSite', 'feedbackPassed'],
  ])
})

test('a call is written down: the code is there to be read out, and the order with it', async () => {
  const page = await deskOf(here.browser, here.url, here.cast.operator, '/desk/intake')
  const leaf = withoutPhoto()
  await page.getByRole('textbox', { name: desk('intake.words') }).fill('来电说楼道的灯不亮')
  const box = page.getByRole('combobox', { name: desk('queue.category') })
  await box.click()
  await box.fill(local(leaf.name))
  await page
    .getByRole('option', { name: local(leaf.name), exact: true })
    .first()
    .click()
  const submit = page.locator('form [type=submit]')
  await submit.click()
  await page.getByText(desk('intake.placeNeeded')).waitFor()
  const county = page
    .getByRole('group', { name: desk('intake.area') })
    .locator('select')
    .first()
  await county.selectOption({ index: 1 })
  await page.getByRole('textbox', { name: desk('intake.phone') }).fill('１９９０００００００２')
  await submit.click()
  await page.getByText(desk('intake.done')).waitFor()
  const code = (await page.locator('.code').innerText()).replace(/\W/g, '')
  await page.getByRole('link', { name: desk('intake.open') }).click()
  await page.getByText('来电说楼道的灯不亮').first().waitFor()
  expect(await order(code)).toMatchObject({ channel: 'phone', category: { code: leaf.code } })
  const { phone } = await as(here.url, here.cast.operator).workOrders.viewContact({ code, expectedVersion: 1 })
  expect(phone).toBe('19900000002')
})
