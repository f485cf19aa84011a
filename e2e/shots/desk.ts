import type { Page } from 'playwright-core'
import { enterAs } from './look.ts'
import type { Shot } from './resident.ts'

/** The modes that staff works in: a wide screen, and a phone on the way. */
const MODES = ['phone', 'phone-dark', 'phone-en', 'wide', 'wide-dark', 'wide-contrast', 'wide-contrast-dark', 'wide-en']

/** Who may be in each role; the demo gives work to some of them, seldom to all. */
const PERSONAS = {
  operator: ['operator-gu'],
  handler: ['handler-chengguan', 'handler-zhujian', 'handler-jintang', 'handler-jiaojing'],
  officer: ['officer-xinmao', 'officer-gulou'],
  reviewer: ['reviewer-he'],
  supervisor: ['supervisor-xu'],
  administrator: ['admin-zhu'],
} as const
type Role = keyof typeof PERSONAS

async function open(page: Page, base: string, path: string): Promise<void> {
  await page.goto(`${base}/desk${path}`, { waitUntil: 'networkidle' })
}

/** Opens the first order of a queue that offers an action; without one, the first order. Gives whether there was one. */
async function openOrder(page: Page, base: string, queue: string, action?: string): Promise<boolean> {
  await open(page, base, `/queue/${queue}`)
  await page.locator('.list [data-code], .list .empty').first().waitFor()
  const rows = page.locator('.list [data-code]')
  const codes = await rows.evaluateAll((found) => found.map((row) => row.getAttribute('data-code') ?? ''))
  for (const code of codes.slice(0, 12)) {
    await open(page, base, `/queue/${queue}/${code}`)
    await page.locator('.dock').waitFor()
    if (action === undefined) return true
    const more = page.locator('.dock .bar .bare')
    if (await more.isVisible()) await more.click()
    if ((await page.locator(`[data-action="${action}"]`).count()) > 0) return true
  }
  return false
}

/** An order of a role's queue, whoever of the role has one. */
const order = (role: Role, queue: string, action?: string) => async (page: Page, base: string) => {
  for (const persona of PERSONAS[role]) {
    await enterAs(page.context(), base, persona)
    if (await openOrder(page, base, queue, action)) return
  }
  throw new Error(`no ${role} has an order in ${queue}${action ? ` to ${action}` : ''}`)
}

/** A form, open. */
const act = (role: Role, queue: string, action: string) => async (page: Page, base: string) => {
  await order(role, queue, action)(page, base)
  await page.locator(`[data-action="${action}"]`).click()
  await page.locator('.sheet form').waitFor()
  await page.waitForTimeout(300)
}

const list = (queue: string) => (page: Page, base: string) => open(page, base, `/queue/${queue}`)

const desk = (name: string, role: Role | null, take: Shot['open']): Shot => ({
  name: `desk-${name}`,
  as: role === null ? null : PERSONAS[role][0],
  open: take,
  modes: MODES,
})
const form = (name: string, role: Role, queue: string, action: string): Shot =>
  desk(name, role, act(role, queue, action))

/** The desk's pages: each role's first queue, one order, every form, and what is shown when there is nothing. */
export const DESK: readonly Shot[] = [
  desk('sign-in', null, (page, base) => open(page, base, '')),
  desk('accept-queue', 'operator', list('toAccept')),
  desk('all', 'operator', list('all')),
  desk('search', 'operator', (page, base) => open(page, base, '/queue/all?words=路灯')),
  desk('search-none', 'operator', (page, base) => open(page, base, '/queue/all?words=没有这回事')),
  desk('order', 'operator', order('operator', 'toAccept')),
  desk('order-answered', 'operator', async (page, base) => {
    await open(page, base, '/queue/all?status=rated')
    await page.locator('.list [data-code]').first().click()
    await page.locator('.dock').waitFor()
    await page.waitForTimeout(600)
  }),
  form('accept', 'operator', 'toAccept', 'accept'),
  form('answer', 'operator', 'toAccept', 'answer'),
  form('classify', 'operator', 'toAccept', 'classify'),
  form('decline', 'operator', 'toAccept', 'decline'),
  form('dispatch', 'operator', 'toDispatch', 'dispatch'),
  desk('contact', 'operator', async (page, base) => {
    await order('operator', 'toAccept')(page, base)
    await page.getByRole('button', { name: /查看联系方式|Look at the contact/ }).click()
    await page.waitForTimeout(200)
  }),
  desk('intake', 'operator', async (page, base) => {
    await open(page, base, '/intake')
    await page.getByRole('button', { name: /在地图上选点|Choose on the map/ }).click()
    await page.locator('.map canvas').waitFor()
    await page.waitForTimeout(600)
  }),
  desk('insight', 'supervisor', async (page, base) => {
    await open(page, base, '/insight?days=90')
    await page.locator('.chart svg').first().waitFor()
  }),
  desk('staff', 'administrator', (page, base) => open(page, base, '/staff')),
  desk('staff-one', 'administrator', async (page, base) => {
    await open(page, base, '/staff')
    await page.locator('.list .item').nth(3).click()
    await page.locator('article .held').first().waitFor()
  }),
  desk('bodies', 'administrator', (page, base) => open(page, base, '/bodies')),
  desk('bodies-one', 'administrator', async (page, base) => {
    await open(page, base, '/bodies')
    await page.locator('.list .item').nth(1).click()
    await page.locator('article .around li').first().waitFor()
  }),
  desk('bodies-off', 'administrator', async (page, base) => {
    await open(page, base, '/bodies')
    await page.locator('.list .item').nth(1).click()
    await page.getByRole('button', { name: /^(停用|Switch off)$/ }).click()
    await page.locator('article form').waitFor()
  }),
  desk('ownership', 'administrator', (page, base) => open(page, base, '/ownership')),
  desk('integrations', 'administrator', (page, base) => open(page, base, '/integrations')),
  desk('integrations-one', 'administrator', async (page, base) => {
    await open(page, base, '/integrations')
    await page.locator('.list .item').first().click()
    await page.locator('article .panel').first().waitFor()
    await page.waitForTimeout(600)
  }),
  desk('round', 'officer', (page, base) => open(page, base, '/round')),
  desk('take-queue', 'handler', list('toTake')),
  desk('in-hand', 'handler', order('handler', 'inHand')),
  form('feedback', 'handler', 'inHand', 'giveFeedback'),
  form('contact-log', 'handler', 'inHand', 'contact'),
  form('bounce', 'handler', 'toTake', 'bounce'),
  form('extension', 'handler', 'inHand', 'requestExtension'),
  desk('officer', 'officer', list('inHand')),
  form('verify', 'reviewer', 'toVerify', 'verifyOnSite'),
  form('review', 'reviewer', 'toReview', 'reviewFeedback'),
  desk('overdue', 'supervisor', list('overdue')),
  desk('soon-due', 'supervisor', list('soonDue')),
  desk('filtered', 'operator', list('all?status=inProgress&sort=oldest')),
  desk('bulk', 'operator', async (page, base) => {
    await open(page, base, '/queue/toDispatch')
    await page.getByRole('button', { name: /批量分派|Bulk dispatch/ }).click()
    for (const box of (await page.locator('.tick input').all()).slice(0, 3)) await box.check()
  }),
  form('bounces', 'supervisor', 'bounces', 'ruleBounce'),
  form('extensions', 'supervisor', 'extensions', 'ruleExtension'),
]
