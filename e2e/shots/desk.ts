import type { Page } from 'playwright-core'
import type { Shot } from './resident.ts'

/** The modes that staff works in: a wide screen, and a phone on the way. */
const MODES = ['phone', 'phone-dark', 'phone-en', 'wide', 'wide-dark', 'wide-en']

const PERSONAS = {
  operator: 'operator-gu',
  handler: 'handler-chengguan',
  officer: 'officer-xinmao',
  reviewer: 'reviewer-he',
  supervisor: 'supervisor-xu',
}

async function open(page: Page, base: string, path: string): Promise<void> {
  await page.goto(`${base}/desk${path}`, { waitUntil: 'networkidle' })
}

const row = (page: Page) => page.locator('.list [data-code]')

/** Opens the first order of a queue that offers an action; without one, the first order. */
async function openOrder(page: Page, base: string, queue: string, action?: string): Promise<void> {
  await open(page, base, `/queue/${queue}`)
  const codes = await row(page).evaluateAll((rows) => rows.map((each) => each.getAttribute('data-code') ?? ''))
  for (const code of codes.slice(0, 12)) {
    await open(page, base, `/queue/${queue}/${code}`)
    await page.locator('.dock').waitFor()
    if (action === undefined) return
    const more = page.locator('.dock .bar .bare')
    if (await more.isVisible()) await more.click()
    if ((await page.locator(`[data-action="${action}"]`).count()) > 0) return
  }
  throw new Error(`no order of ${queue} offers ${action ?? 'anything'}`)
}

const act = (queue: string, action: string) => async (page: Page, base: string) => {
  await openOrder(page, base, queue, action)
  await page.locator(`[data-action="${action}"]`).click()
  await page.locator('.sheet form').waitFor()
  await page.waitForTimeout(300)
}

const list = (queue: string) => (page: Page, base: string) => open(page, base, `/queue/${queue}`)

const desk = (name: string, role: keyof typeof PERSONAS | null, take: Shot['open']): Shot => ({
  name: `desk-${name}`,
  as: role === null ? null : PERSONAS[role],
  open: take,
  modes: MODES,
})

/** The desk's pages: each role's first queue, one order, every form, and what is shown when there is nothing. */
export const DESK: readonly Shot[] = [
  desk('sign-in', null, (page, base) => open(page, base, '')),
  desk('accept-queue', 'operator', list('toAccept')),
  desk('all', 'operator', list('all')),
  desk('search', 'operator', (page, base) => open(page, base, '/queue/all?words=路灯')),
  desk('search-none', 'operator', (page, base) => open(page, base, '/queue/all?words=没有这回事')),
  desk('order', 'operator', (page, base) => openOrder(page, base, 'toAccept')),
  desk('accept', 'operator', act('toAccept', 'accept')),
  desk('answer', 'operator', act('toAccept', 'answer')),
  desk('classify', 'operator', act('toAccept', 'classify')),
  desk('decline', 'operator', act('toAccept', 'decline')),
  desk('dispatch', 'operator', act('toDispatch', 'dispatch')),
  desk('contact', 'operator', async (page, base) => {
    await openOrder(page, base, 'toAccept')
    await page.getByRole('button', { name: /查看联系方式|Look at the contact/ }).click()
    await page.waitForTimeout(200)
  }),
  desk('intake', 'operator', async (page, base) => {
    await open(page, base, '/intake')
    await page.getByRole('button', { name: /在地图上选点|Choose on the map/ }).click()
    await page.locator('.map canvas').waitFor()
    await page.waitForTimeout(600)
  }),
  desk('take-queue', 'handler', list('toTake')),
  desk('in-hand', 'handler', (page, base) => openOrder(page, base, 'inHand')),
  desk('feedback', 'handler', act('inHand', 'giveFeedback')),
  desk('contact-log', 'handler', act('inHand', 'contact')),
  desk('bounce', 'handler', act('toTake', 'bounce')),
  desk('extension', 'handler', act('inHand', 'requestExtension')),
  desk('officer', 'officer', list('inHand')),
  desk('verify', 'reviewer', act('toVerify', 'verifyOnSite')),
  desk('review', 'reviewer', act('toReview', 'reviewFeedback')),
  desk('bounces', 'supervisor', act('bounces', 'ruleBounce')),
  desk('extensions', 'supervisor', act('extensions', 'ruleExtension')),
]
