import { readFile } from 'node:fs/promises'
import { TEXT_MAX } from '@civicgrid/contracts/constants'
import type { Civic, Persona } from '@civicgrid/sdk'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { dock, form, send } from '../appeals/desk-page.ts'
import { as } from '../support/cast.ts'
import { DESK } from '../support/browser.ts'
import { deskOf, open, signIn, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { photos } from '../support/photos.ts'
import { desk, local } from '../support/words.ts'

// A day at the desk: a finger that taps twice, a session that ends in the middle of a sentence, hands that stay on the keys.

const here = journey()
const ANSWER = '您好,报名从八月一日开始,带户口本和房产证到学校办理。'

const clients = new Map<string, Civic>()
/** One client a person: the demo door lets nobody in over and over. */
function by(who: Persona): Civic {
  const client = clients.get(who.persona) ?? as(here.url, who)
  clients.set(who.persona, client)
  return client
}

/** A new appeal, as its resident sent it. */
async function sent(text = '想问一下报名要带什么材料'): Promise<string> {
  const { category, place } = here.cast
  const { code } = await by(here.resident).appeals.submit({
    kind: category.kinds[0] ?? 'consult',
    category: category.code,
    text,
    place: { point: { lng: place.lng, lat: place.lat }, address: '东门' },
    photos: category.photoRequired ? [await uploaded()] : [],
    contact: { name: '李女士', phone: '19900000001' },
  })
  return code
}

async function uploaded(): Promise<string> {
  const [path = ''] = photos(1)
  return (await by(here.resident).files.upload(new Blob([await readFile(path)]))).token
}

const at = (who: Persona, code: string): Promise<Page> =>
  deskOf(here.browser, here.url, who, `/desk/queue/toAccept/${code}`)
const submit = (page: Page): Locator => dock(page).locator('form [type=submit]')
const words = (page: Page) => dock(page).getByRole('textbox', { name: desk('actions.words') })
const timelineOf = async (code: string) => (await by(here.cast.operator).workOrders.get(code)).timeline

test('the demo door lets somebody in by a press', async () => {
  const page = await open(here.browser, DESK)
  await visit(page, `${here.url}/desk`)
  await page
    .getByRole('button', { name: local(here.cast.operator.name) })
    .first()
    .click()
  await page.getByRole('navigation', { name: desk('desk.nav') }).waitFor()
})

describe('one person at an order', () => {
  test('a finger that taps twice accepts once', async () => {
    const code = await sent()
    const page = await at(here.cast.operator, code)
    await form(page, 'accept')
    await submit(page).dblclick()
    await page.getByText(desk('actions.done', { action: desk('act.accept') })).waitFor()
    expect((await timelineOf(code)).map(({ type }) => type)).toEqual(['submitted', 'accepted'])
  })

  test('a session that ends in the middle of a sentence loses no word of it', async () => {
    const code = await sent()
    const page = await at(here.cast.operator, code)
    await form(page, 'answer')
    await words(page).fill(ANSWER)
    await page.context().clearCookies()
    await submit(page).click()
    await page.getByText(desk('UNAUTHENTICATED')).waitFor()
    await signIn(page.context(), here.url, here.cast.operator)
    await page.reload()
    await form(page, 'answer')
    expect(await words(page).inputValue()).toBe(ANSWER)
    await send(page, 'answer')
    await page.reload()
    await page.getByText(ANSWER).first().waitFor()
  })

  test('a text past the limit is told before it is sent', async () => {
    const page = await at(here.cast.operator, await sent())
    await form(page, 'answer')
    await words(page).fill('长'.repeat(TEXT_MAX + 1))
    await submit(page).click()
    await expect.poll(() => dock(page).getByText(desk('TEXT_TOO_LONG')).isVisible()).toBe(true)
  })

  test('hands stay on the keys: down, open, act, back', async () => {
    await Promise.all([sent('第一件'), sent('第二件')])
    const page = await deskOf(here.browser, here.url, here.cast.operator)
    const rows = page.locator('.list [data-code]')
    await rows.nth(1).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    const code = await rows.nth(1).getAttribute('data-code')
    await page.waitForURL(`**/${code}`)
    await dock(page).locator('[data-action]').first().waitFor()
    await page.keyboard.press('1')
    await dock(page).locator('form').waitFor()
    await page.keyboard.press('Escape')
    await dock(page).locator('form').waitFor({ state: 'detached' })
    await page.keyboard.press('k')
    await page.waitForURL(`**/${await rows.nth(0).getAttribute('data-code')}`)
    await page.keyboard.press('Escape')
    await page.waitForURL('**/queue/toAccept')
    await page.keyboard.press('/')
    expect(await page.getByRole('searchbox').evaluate((box) => box === document.activeElement)).toBe(true)
  })
})

test('what belongs to the desk of a city is told to no resident', async () => {
  expect(await as(here.url, here.resident).city.get()).toMatchObject({ desk: null })
})
