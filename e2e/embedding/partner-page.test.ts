import { embedded } from '@civicgrid/kit/locales/zh-CN/embedded'
import { resident as english } from '@civicgrid/kit/locales/en/resident'
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { as, castOf, city, type Cast } from '../support/cast.ts'
import { barriers } from '../support/axe.ts'
import { DESK, launchBrowser, PHONE } from '../support/browser.ts'
import { t } from '../support/words.ts'
import { withoutPhoto } from '../appeals/behind.ts'
import { fill, openMap, sentCode, submit, words } from '../appeals/send-page.ts'
import { strict } from '../host/people.ts'
import { RESOLVER } from '../host/sites.ts'
import { BEGUN, LEAVING, startSites, type EmbedSites } from './sites.ts'

// A partner's page with pages of the city in it: on another site, over HTTPS, in a browser that gives no cookie to a third
// party, under a policy that allows next to nothing and demands Trusted Types on both sides.

/** Longer than anything takes on a busy machine; nothing waits so long. */
const SOON = { timeout: 20_000 }
const thinkOverDays = city.city.settings.myData?.thinkOverDays ?? 0

let sites: EmbedSites
let browser: Browser
let cast: Cast
beforeAll(async () => {
  ;[sites, browser] = await Promise.all([startSites(), launchBrowser([RESOLVER])])
  cast = await castOf(sites.server.url)
})
afterAll(async () => {
  await browser?.close()
  await sites?.stop()
})

interface Visit {
  page: Page
  context: BrowserContext
  /** Of any policy, in the page and in its frames. */
  breaches: string[]
  /** What was answered to secrets that our page showed. */
  sessions: number[]
  /** Whether the page that sends has been told whose it is. */
  known(): boolean
}
interface Guise {
  looks?: typeof PHONE
  /** Whose account at the partner's. */
  who?: string
  /** The browser has no dialogs of its own, as web-views before iOS 15.4. */
  plain?: boolean
}
async function partner({ looks = PHONE, who = '3 幢 01 室业主', plain = false }: Guise = {}): Promise<Visit> {
  const context = await browser.newContext({ ...looks, ignoreHTTPSErrors: true, reducedMotion: 'reduce' })
  context.setDefaultTimeout(20_000)
  if (plain)
    await context.addInitScript(() => {
      for (const name of ['showModal', 'show', 'close', 'open'])
        Reflect.deleteProperty(HTMLDialogElement.prototype, name)
    })
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      console.error('BREACH', violatedDirective, blockedURI, sample),
    )
  })
  const page = await strict(context)
  const breaches: string[] = []
  page.on('console', (message) => {
    const said = message.text()
    if (/BREACH|Content.Security.Policy|Trusted/i.test(said)) breaches.push(said)
  })
  const sessions: number[] = []
  page.on('response', (answer) => {
    if (answer.url().endsWith('/api/embed/sessions')) sessions.push(answer.status())
  })
  let told = false
  page.on('response', (answer) => {
    told ||= answer.url().includes('identity.me')
  })
  await page.goto(sites.shop)
  await page.getByRole('button', { name: who }).click()
  return { page, context, breaches, sessions, known: () => told }
}

/** The city's page in an element, once it listens. */
async function frameIn(page: Page, element: string): Promise<Frame> {
  const handle = await page.locator(`${element} iframe`).elementHandle()
  const frame = await handle?.contentFrame()
  if (!frame) throw new Error(`no frame in ${element}`)
  await frame.locator('#app[data-v-app]').waitFor({ state: 'attached' })
  return frame
}
const focusOf = (page: Page) => () => page.evaluate(() => document.activeElement?.id ?? '')
const heights = async (page: Page, frame: Frame) => [
  (await page.locator('#send iframe').boundingBox())?.height,
  await frame.evaluate(() => Math.ceil(document.getElementById('app')?.getBoundingClientRect().height ?? 0)),
]

test('who is signed in at the partner’s sends an appeal there and sees its progress; no policy is breached, no cookie given', async () => {
  const { page, context, breaches } = await partner()
  const frame = await frameIn(page, '#send')
  await expect.poll(async () => new Set(await heights(page, frame)).size, SOON).toBe(1)
  const brand = () => frame.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--cg-brand'))
  await expect.poll(brand, SOON).toBe('#7a1f5c')
  expect(await barriers(page)).toEqual([])

  // A layer lies over the whole window, not somewhere in a frame of which the window shows a part.
  const sheet = await openMap(frame)
  await expect
    .poll(async () => (await page.locator('#send iframe').boundingBox())?.height, SOON)
    .toBe(PHONE.viewport?.height)
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'hidden' })
  await expect.poll(async () => new Set(await heights(page, frame)).size, SOON).toBe(1)

  await fill(frame, { text: '小区北门的路灯坏了三天，晚上看不见路', leaf: withoutPhoto(), place: cast.place })
  await frame.getByLabel(t('send.phone')).fill('13800001234')
  await submit(frame).click()
  const code = await sentCode(frame)
  const progress = await frameIn(page, 'civic-progress')
  await progress.getByText(t('stage.sent')).first().waitFor()
  expect(progress.url()).toContain(code)
  expect([await context.cookies(sites.portal), sites.strayCookies(), breaches]).toEqual([[], [], []])
  await context.close()
})

test('a session that has ended is renewed by a new secret, and what was written stays; larger and in English as the partner’s page asks', async () => {
  const { page, context, breaches, sessions, known } = await partner()
  const frame = await frameIn(page, '#send')
  await words(frame).fill('楼道堆了很多杂物')
  await expect.poll(() => sessions, SOON).toEqual([201])
  await expect.poll(known, SOON).toBe(true)
  const before = sites.secrets()
  const moved = await fetch(`${sites.server.url}/test/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advanceMs: 6 * 60_000 }),
  })
  expect(moved.ok).toBe(true)
  // What asks the service next finds its session over: one secret, and nobody notices.
  const sheet = await openMap(frame)
  await expect.poll(() => sessions, SOON).toEqual([201, 201])
  expect(sites.secrets()).toBe(before + 1)
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'hidden' })
  const whole = (await page.locator('#send iframe').boundingBox())?.height ?? 0
  await page.locator('#larger').click()
  await frame.locator('html[data-elder]').waitFor()
  // One question is less than all of them: the frame does not stay as high as it was.
  await expect.poll(async () => (await page.locator('#send iframe').boundingBox())?.height, SOON).toBeLessThan(whole)
  expect(await words(frame).inputValue()).toBe('楼道堆了很多杂物')
  await page.evaluate(() => document.getElementById('send')?.setAttribute('locale', 'en'))
  const name = english['send.what']
  await page.frameLocator('#send iframe').getByRole('textbox', { name }).waitFor()
  expect(await page.frameLocator('#send iframe').getByRole('textbox', { name }).inputValue()).toBe('楼道堆了很多杂物')
  expect(breaches).toEqual([])
  await context.close()
})

test('what the partner knows stands in the form already; the resident writes over it, and that is sent', async () => {
  const { page, context } = await partner({ who: BEGUN.name })
  const frame = await frameIn(page, '#send')
  await expect.poll(() => words(frame).inputValue(), SOON).toBe(BEGUN.begin.text)
  const address = frame.getByLabel(t('send.address'))
  expect(await address.inputValue()).toBe(BEGUN.begin.address)
  const own = { text: '不是三楼，是四楼的灯不亮', address: '5 幢 4 楼楼道' }
  await fill(frame, { text: own.text, leaf: withoutPhoto(), place: cast.place })
  await address.fill(own.address)
  await frame.getByLabel(t('send.phone')).fill('13800001234')
  await submit(frame).click()
  const code = await sentCode(frame)
  const order = await as(sites.server.url, cast.operator).workOrders.get(code)
  expect([order.text, order.place]).toEqual([own.text, own.address])
  await context.close()
})

test('who has an account by the partner alone finds in the frame what is kept of them, takes a copy, and ends it', async () => {
  const { page, context } = await partner({ who: LEAVING.name })
  const frame = await frameIn(page, '#send')
  await frame.getByRole('link', { name: embedded['embedded.myData'] }).click()
  await frame.getByText(t('mydata.looksNone')).waitFor()
  expect(await barriers(page)).toEqual([])
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    frame.getByRole('button', { name: t('mydata.copyButton') }).click(),
  ])
  // The browser fetches files without the leave that its pages have to trust the certificate of this test.
  const { pathname } = new URL(download.url())
  const copy = await fetch(sites.server.url + pathname)
  expect([copy.status, copy.headers.get('content-type')]).toEqual([200, 'application/zip'])
  await frame.getByRole('link', { name: embedded['embedded.back'] }).click()
  await words(frame).waitFor()
  await frame.getByRole('link', { name: embedded['embedded.myData'] }).click()
  await frame.getByRole('button', { name: t('mydata.deleteLook') }).click()
  await frame.getByText(t('mydata.sure')).click()
  await frame.getByRole('button', { name: t('mydata.deleteYes') }).click()
  await frame.getByText(t(thinkOverDays > 0 ? 'mydata.asked' : 'mydata.gone')).waitFor()
  await context.close()
})

test('by keyboard one comes into the frame and out of it', async () => {
  const { page, context } = await partner({ looks: DESK })
  await frameIn(page, '#send')
  await page.locator('#open').focus()
  const at = focusOf(page)
  const seen: string[] = []
  for (let i = 0; i < 60 && seen.at(-1) !== 'after'; i++) {
    await page.keyboard.press('Tab')
    seen.push(await at())
  }
  expect([...new Set(seen)]).toEqual(['send', 'after'])
  expect(seen.length).toBeGreaterThan(5)
  await page.keyboard.press('Shift+Tab')
  expect(await at()).toBe('send')
  await context.close()
})

test.each([
  ['of the browser', false],
  ['where the browser has none', true],
])('a dialog %s keeps the focus and gives it back', async (_, plain) => {
  const { page, context } = await partner({ looks: DESK, plain })
  await frameIn(page, '#send')
  const at = focusOf(page)
  await page.locator('#open').focus()
  await page.keyboard.press('Enter')
  const over = await frameIn(page, '#over')
  await words(over).fill('弹窗里')
  // Whatever is behind is out of reach.
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab')
    expect(['over', '']).toContain(await at())
  }
  await words(over).focus()
  await page.keyboard.press('Escape')
  await page.locator('#over iframe').waitFor({ state: 'detached' })
  expect(await at()).toBe('open')
  await context.close()
})

test('a page of an origin that the partner has not registered shows nothing of the city', async () => {
  const { page, context } = await partner()
  const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'))
  await page.goto(sites.evil)
  await refused
  expect(await page.frameLocator('civic-appeal iframe').locator('#app').count()).toBe(0)
  await context.close()
})
