import type { Page, Route } from 'playwright-core'
import { as, castOf, leaves } from '../support/cast.ts'
import { visitWhole } from '../support/enter.ts'
import { RESIDENT, type Shot } from './resident.ts'

/** What lies over a resident's page, and what a page shows seldom: the night, no network, a failure, waiting, words without end. */

const go = (path: string) => (page: Page, base: string) => visitWhole(page, base + path)
const shot = (name: string): Shot['open'] => {
  const found = RESIDENT.find((one) => one.name === name)
  if (!found) throw new Error(`there is no picture ${name}`)
  return found.open
}
/** A page, and then a tap on what is called so in either language. */
const tap = (open: Shot['open'], name: RegExp, after: string) => async (page: Page, base: string) => {
  await open(page, base)
  await page.getByRole('button', { name }).first().click()
  await page.locator(after).first().waitFor()
  await page.waitForTimeout(350)
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Anybody's number; the demo never gives it to a resident. */
const PHONE = '13900004321'
const ENDLESS = `${'路灯不亮，晚上看不清路，请尽快来修。'.repeat(20)}👨‍👩‍👧 𠮷 ${'https://example.com/'.repeat(12)} مرحبا`

async function phonedIn(base: string): Promise<string> {
  const { operator, place } = await castOf(base)
  const leaf = leaves.find(({ photoRequired, urgent }) => !photoRequired && !urgent)
  const { code } = await as(base, operator).workOrders.register({
    kind: leaf?.kinds[0] ?? 'help',
    category: leaf?.code ?? '',
    text: '楼下路灯不亮',
    place: { point: { lng: place.lng, lat: place.lat }, address: place.name['zh-CN'] },
    contact: { name: '李女士', phone: PHONE },
  })
  return code
}

const lookUp = (tail: string) => async (page: Page, base: string) => {
  const code = await phonedIn(base)
  // Not found is what is to be seen here; the browser need not complain of it.
  await page.route('**/trpc/progress.lookUp*', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, status: 200 })
  })
  await go('/look')(page, base)
  const [first, second] = await page.locator('input').all()
  await first?.fill(code)
  await second?.fill(tail)
  await page.locator('form .btn').click()
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(200)
}

/** One procedure's answer, made up: a link is sealed by the server, and a picture needs none of it. */
async function answer(page: Page, procedure: string, data: unknown) {
  await page.route(`**/trpc/${procedure}*`, (route: Route) =>
    route.fulfill({ contentType: 'application/json', body: JSON.stringify({ result: { data } }) }),
  )
}
const linked = async (page: Page, base: string) => {
  const now = Date.now()
  await answer(page, 'ratings.linked', {
    category: { code: 'light', name: { 'zh-CN': '路灯不亮', en: 'Street light out' } },
    submittedAt: new Date(now - 3 * DAY).toISOString(),
    answeredAt: new Date(now - 2 * HOUR).toISOString(),
    outcome: 'solved',
    reply: '维修人员已到现场更换灯具三盏，晚上已正常亮灯。',
    expiresAt: new Date(now + 14 * DAY).toISOString(),
    rated: false,
  })
  await go(`/rate/${'B'.repeat(52)}`)(page, base)
}

const never = (path: string, procedure: string, ready: string) => async (page: Page, base: string) => {
  await page.route(`**/trpc/*${procedure}*`, () => {})
  await page.goto(base + path)
  await page.locator(ready).first().waitFor()
}
const cut = (path: string, procedure: string) => async (page: Page, base: string) => {
  // Not by aborting the request: the browser would complain of it, too.
  await page.addInitScript((wanted) => {
    const real = window.fetch
    window.fetch = (input, init) =>
      String(input instanceof Request ? input.url : input).includes(wanted)
        ? Promise.reject(new TypeError('no network'))
        : real(input, init)
  }, procedure)
  await page.goto(base + path)
  await page.locator('#app[data-v-app]').waitFor({ state: 'attached' })
  // The page asks again by itself before it says so.
  await page.locator('.fail').waitFor({ timeout: 30_000 })
}

async function offline(page: Page, base: string) {
  await shot('send-filled')(page, base)
  await page.context().setOffline(true)
  for (let i = 0; i < 6 && !page.url().endsWith('/later'); i++) {
    await page.locator('.bottom .solid').click()
    await page.waitForTimeout(600)
  }
  await page.locator('.waiting .tag.warn').waitFor()
}

/** Something like it was answered before; opened. */
async function answersBefore(page: Page, base: string) {
  const { residents } = await castOf(base)
  const [first] = residents[0] ? (await as(base, residents[0]).board.list({ limit: 1 }).page()).items : []
  if (!first) throw new Error('the demo has nothing on its board')
  await go('/send')(page, base)
  await page.locator('textarea').first().fill(first.excerpt)
  await page.locator('.answers summary').click()
  await page.waitForTimeout(200)
}

async function endless(page: Page, base: string, open: (code: string) => string) {
  const { residents, place } = await castOf(base)
  const [li] = residents
  const leaf = leaves.find(({ photoRequired, urgent }) => !photoRequired && !urgent)
  if (!li || !leaf) throw new Error('the demo has no resident, or no category')
  const { code } = await as(base, li).appeals.submit({
    kind: leaf.kinds[0] ?? 'help',
    category: leaf.code,
    text: ENDLESS,
    place: { point: { lng: place.lng, lat: place.lat }, address: place.address['zh-CN'] },
  })
  await go(open(code))(page, base)
}

export const LAYERS: readonly Shot[] = [
  {
    name: 'home-night',
    as: null,
    open: async (page, base) => {
      const night = new Date(Math.floor((Date.now() + 8 * HOUR) / DAY) * DAY - 8 * HOUR - HOUR)
      await page.clock.setFixedTime(night)
      await go('/')(page, base)
    },
  },
  { name: 'enter-refused', as: null, open: go(`/enter#ticket=${'A'.repeat(43)}`) },
  {
    name: 'enter-waiting',
    as: null,
    open: async (page, base) => {
      await page.route('**/trpc/*identity.hostApps*', () => new Promise(() => {}))
      await page.goto(`${base}/enter?host=city-app`)
      await page.locator('[role=status]').first().waitFor()
    },
  },
  { name: 'home-leave', as: 'resident-li', open: tap(go('/'), /换人|Not you/, '.sheet') },
  { name: 'look-found', as: null, open: lookUp(PHONE.slice(-4)) },
  { name: 'look-found-mine', as: 'resident-li', open: lookUp(PHONE.slice(-4)) },
  { name: 'look-wrong', as: null, open: lookUp('0000') },
  { name: 'appeal-share', as: 'resident-li', open: tap(shot('appeal-open'), /图片|picture/i, '.sheet img') },
  { name: 'appeal-supplement', as: 'resident-li', open: tap(shot('appeal-open'), /补充|Add/, '.sheet') },
  { name: 'appeal-withdraw', as: 'resident-li', open: tap(shot('appeal-open'), /撤回|Withdraw/, '.sheet') },
  { name: 'send-template', as: 'resident-li', open: tap(go('/send'), /常用模板|template/i, '.sheet') },
  { name: 'send-recorder', as: 'resident-li', open: tap(go('/send'), /说给我们听|Say it/i, '.sheet') },
  {
    name: 'send-plate',
    as: 'resident-li',
    open: tap(go('/send'), /楼栋码|door plate/i, '.sheet input'),
    modes: ['phone', 'phone-dark', 'phone-en', 'small', 'wide'],
  },
  {
    name: 'sent',
    as: 'resident-li',
    open: async (page, base) => {
      await shot('send-filled')(page, base)
      for (let i = 0; i < 6 && !page.url().includes('/sent/'); i++) {
        await page.locator('.bottom .solid').click()
        await page.waitForTimeout(700)
      }
      await page.locator('.code').waitFor()
    },
  },
  { name: 'send-answers', as: null, open: answersBefore },
  { name: 'later', as: 'resident-li', open: offline },
  { name: 'later-none', as: 'resident-li', open: go('/later'), modes: ['phone', 'small-elder-en', 'wide'] },
  { name: 'rate-link', as: null, open: linked },
  { name: 'mine-waiting', as: 'resident-li', open: never('/mine', 'appeals.mine', '.skeleton') },
  { name: 'mine-failed', as: 'resident-li', open: cut('/mine', 'appeals.mine') },
  { name: 'board-failed', as: null, open: cut('/board', 'board.list') },
  { name: 'appeal-waiting', as: 'resident-li', open: never(`/appeal/7K2M9PQX4RTVW`, 'progress.get', '.skeleton') },
  { name: 'appeal-endless', as: 'resident-li', open: (page, base) => endless(page, base, (code) => `/appeal/${code}`) },
  { name: 'mine-endless', as: 'resident-li', open: (page, base) => endless(page, base, () => '/mine') },
]
