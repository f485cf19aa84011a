import { createCivic, type Persona } from '@civicgrid/sdk'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { demoKeyring, openDatabase, systemRandom } from '../../packages/server/src/kernel/index.ts'
import { sealLink } from '../../packages/server/src/appeals/appeals.links.ts'
import { upload, withoutPhoto } from '../appeals/behind.ts'
import { dock, form, openFirst, send } from '../appeals/desk-page.ts'
import { barriers, wider } from '../support/axe.ts'
import { as } from '../support/cast.ts'
import { deskOf, phone, settled, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { desk, local, t, word } from '../support/words.ts'

// From a result that may be public to the board, and back off it; pressure on a rating; a rating by a link.

const SAID = '菜场门口的路灯不亮了,有事打13800001111,挡路的车是苏E12345'
const SHOWN = '菜场门口的路灯不亮了'
const REPLY = '灯泡已经换好'

const here = journey({ inOrder: true })
let publisher: Persona
let guest: Page
let code = ''
let ref = ''

beforeAll(async () => {
  const people = await createCivic({ baseUrl: here.url }).identity.demoPersonas()
  const found = people.find(({ roles }) => roles.some(({ role }) => role === 'publisher'))
  if (!found) throw new Error('the demo has no publisher')
  publisher = found
  guest = await phone(here.browser, here.url)
})

/** Sent with a photo and consent, handled with a photo. @param rated by its resident, too */
async function result(rated: boolean): Promise<string> {
  const { url, cast, resident } = here
  const [mine, operator, handler] = [as(url, resident), as(url, cast.operator).workOrders, as(url, cast.handler)]
  const leaf = withoutPhoto()
  const { lng, lat } = cast.place
  const { code } = await mine.appeals.submit({
    kind: leaf.kinds[0] ?? 'help',
    category: leaf.code,
    text: SAID,
    consent: true,
    photos: [await upload(mine)],
    place: { point: { lng, lat } },
  })
  await operator.accept({ code, expectedVersion: 1 })
  await operator.dispatch({ code, expectedVersion: 2, bodyCode: cast.handler.body.code, note: null })
  await handler.workOrders.take({ code, expectedVersion: 3 })
  const photos = [await upload(handler)]
  await handler.workOrders.giveFeedback({ code, expectedVersion: 4, outcome: 'solved', text: REPLY, photos })
  const [reviewer] = cast.reviewers
  if (!reviewer) throw new Error('the demo has no reviewer')
  await as(url, reviewer).workOrders.reviewFeedback({ code, expectedVersion: 5, pass: true })
  if (rated) await mine.ratings.rate({ code, expectedVersion: 6, satisfaction: 'satisfied', solved: 'solved' })
  return code
}

const own = async (): Promise<Page> => {
  const page = await phone(here.browser, here.url, { who: here.resident })
  await visit(page, `${here.url}/appeal/${code}`)
  await settled(page)
  return page
}

describe('publishing', () => {
  test('the publisher finds the result in the queue, with all that is personal taken out of the proposal', async () => {
    code = await result(true)
    const page = await deskOf(here.browser, here.url, publisher)
    const queue = desk('queue.toPublish')
    await page.getByRole('navigation').getByRole('link', { name: queue }).first().click()
    await openFirst(page, queue)
    const box = await form(page, 'publish')
    const shown = box.getByRole('textbox', { name: desk('publish.shown', { what: desk('publish.said') }) })
    await shown.waitFor()
    expect(await shown.inputValue()).toBe('菜场门口的路灯不亮了,有事打***,挡路的车是***')
    expect(await box.locator('mark').allTextContents()).toEqual(['13800001111', '苏E12345'])
    expect(await box.getByRole('checkbox', { checked: true }).count()).toBe(0)
    expect(await barriers(page)).toEqual([])

    await shown.fill(`${SHOWN}，一三八零零零零幺幺幺幺`)
    await box.getByText(desk('publish.left', { what: desk('personal.phone') })).waitFor()
    await box.locator('[type=submit]').click()
    await box.getByText(desk('publish.leftSomewhere')).waitFor()
    expect((await createCivic({ baseUrl: here.url }).board.list().page()).items).toEqual([])

    await shown.fill(SHOWN)
    await box.getByLabel(desk('publish.before'), { exact: true }).selectOption({ index: 1 })
    await box.getByLabel(desk('publish.after'), { exact: true }).selectOption({ index: 1 })
    await send(page, 'publish')
    await expect.poll(async () => (await createCivic({ baseUrl: here.url }).board.list().page()).items.length).toBe(1)
    ref = (await createCivic({ baseUrl: here.url }).board.list().page()).items[0]?.ref ?? ''
  })
})

describe('a guest reads the board', () => {
  test('in the list: what it was, how it ended, and that there is a before and after', async () => {
    await visit(guest, here.url)
    await guest.getByRole('link', { name: t('board.more') }).click()
    await guest.waitForURL('**/board')
    const row = guest.getByRole('link', { name: SHOWN })
    await row.waitFor()
    expect(await row.textContent()).toContain(word('outcome', 'solved'))
    expect(await row.textContent()).toContain(t('board.pairs'))
    expect(await barriers(guest)).toEqual([])
    expect(await wider(guest)).toBe(0)
  })

  test('by category, and nothing where nothing is', async () => {
    const select = guest.getByLabel(t('board.category'))
    await expect.poll(() => select.locator('option').count()).toBeGreaterThan(2)
    const other = await select.locator('option').last().getAttribute('value')
    await select.selectOption(other)
    await guest.getByText(t('board.noneText')).waitFor()
    expect(guest.url()).toContain(`category=${other}`)
    await select.selectOption('')
    await guest.getByRole('link', { name: SHOWN }).waitFor()
  })

  test('on the map, by a button that a key reaches', async () => {
    await guest.getByRole('button', { name: t('board.map') }).click()
    const mark = guest.getByRole('button', { name: new RegExp(local(withoutPhoto().name)) })
    await mark.focus()
    await guest.keyboard.press('Enter')
    await guest.getByRole('link', { name: SHOWN }).waitFor()
    expect(await barriers(guest)).toEqual([])
    await guest.getByRole('link', { name: SHOWN }).click()
    await guest.waitForURL(`**/board/${ref}`)
  })

  test('while somebody writes of something like it: one line, opened to what was answered, and nothing typed is lost', async () => {
    const page = await phone(here.browser, here.url)
    await visit(page, `${here.url}/send`)
    const field = page.getByRole('textbox', { name: t('send.what') })
    await field.fill('菜场那边的路灯不亮')
    const line = page.getByText(t('answers.title', { n: 1 }))
    await line.waitFor()
    expect(await page.getByText(REPLY).isVisible()).toBe(false)
    await line.click()
    await page.getByText(REPLY).waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await page.content()).not.toContain('13800001111')
    await page.getByRole('link', { name: t('answers.see') }).click()
    await page.waitForURL(`**/board/${ref}`)
    await page.goBack()
    await expect.poll(() => field.inputValue()).toBe('菜场那边的路灯不亮')
    await field.fill('完全不相干的另一件事情')
    await line.waitFor({ state: 'detached' })

    await field.fill('菜场的路灯')
    await line.waitFor()
    await page.evaluate(() => localStorage.setItem('civic.prefs', JSON.stringify({ elder: true })))
    await page.reload()
    await line.waitFor()
    expect(await barriers(page)).toEqual([])
    await page.context().close()
  })

  test('whole, without a trace of whose it is', async () => {
    await guest.getByText(REPLY).waitFor()
    for (const when of ['board.before', 'board.after'] as const)
      await guest.getByText(t(when), { exact: true }).waitFor()
    await guest.getByRole('button', { name: t('board.map') }).click()
    await guest.getByText(t('board.roughly')).waitFor()
    const page = await guest.content()
    for (const hidden of [code, '13800001111', '苏E12345']) expect(page).not.toContain(hidden)
    expect(await barriers(guest)).toEqual([])
  })
})

describe('the resident’s own word', () => {
  test('somebody wants the rating changed: a supervisor hears of it, the handler does not', async () => {
    const page = await own()
    await page.getByRole('button', { name: t('pressure.action') }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('有人来电话要我改成满意')
    await page.getByRole('button', { name: t('pressure.send') }).click()
    await page.getByText(t('pressure.done')).first().waitFor()
    const timeline = async (who: Persona) => (await as(here.url, who).workOrders.get(code)).timeline
    expect(JSON.stringify(await timeline(here.cast.handler))).not.toMatch(/pressure|改成满意/)

    const supervisor = await deskOf(here.browser, here.url, here.cast.supervisor)
    const queue = desk('queue.pressure')
    await supervisor.getByRole('navigation').getByRole('link', { name: queue }).first().click()
    await openFirst(supervisor, queue)
    await supervisor.getByText('有人来电话要我改成满意').waitFor()
    const box = await form(supervisor, 'settlePressure')
    await box.getByRole('textbox', { name: desk('actions.words') }).fill('已经核实，评价不会改动')
    await send(supervisor, 'settlePressure')
    const mine = (await as(here.url, here.resident).progress.get(code)).timeline.at(-1)
    expect(mine).toMatchObject({ type: 'pressureSettled', text: '已经核实，评价不会改动' })
  })

  test('it is public no more as soon as they say so', async () => {
    const page = await own()
    await page.getByRole('button', { name: t('board.stop') }).click()
    await page.getByRole('button', { name: t('board.stopConfirm') }).click()
    await page.getByText(t('board.stopped')).first().waitFor()
    await expect.poll(async () => (await createCivic({ baseUrl: here.url }).board.list().page()).items).toEqual([])
    await guest.reload()
    await guest.getByText(t('board.gone')).waitFor()
    expect(
      await dock(await deskOf(here.browser, here.url, publisher, `/desk/queue/all/${code}`))
        .getByRole('button', { name: desk('act.publish'), exact: true })
        .count(),
    ).toBe(0)
  })
})

describe('a link in a message', () => {
  async function link(): Promise<string> {
    const later = await result(false)
    const db = await openDatabase({ url: here.server.databaseUrl, keys: demoKeyring() })
    const row = await db.read.get<{ id: number }>('SELECT "id" FROM "Appeal" WHERE "code" = ?', later)
    const expiresAt = Date.now() + 3_600_000
    const token = sealLink(db.keys, systemRandom, { appealId: row?.id ?? 0, round: 1, expiresAt })
    await db.close()
    return `${here.url}/rate/${token}`
  }

  test('rates without an account, once; the second time it says so', async () => {
    const address = await link()
    await visit(guest, address)
    await guest.getByText(REPLY).waitFor()
    expect(await barriers(guest)).toEqual([])
    expect(await guest.content()).not.toContain('13800001111')
    await guest.getByRole('button', { name: t('rate.submit') }).click()
    await guest.getByText(t('rate.chooseBoth')).waitFor()
    await guest.getByRole('radio', { name: word('solvedAnswer', 'solved') }).click()
    await guest.getByRole('radio', { name: word('satisfaction', 'satisfied'), exact: true }).click()
    await guest.getByRole('button', { name: t('rate.submit') }).click()
    await guest.getByText(t('rateLink.thanks')).waitFor()
    await visit(guest, address)
    await guest.getByText(t('rateLink.rated')).waitFor()
  })

  test('one that nobody here made says that it does not work', async () => {
    await visit(guest, `${here.url}/rate/${'A'.repeat(52)}`)
    await guest.getByText(t('rateLink.expiredText')).waitFor()
    expect(await barriers(guest)).toEqual([])
  })
})
