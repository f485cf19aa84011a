/** Every page of the mini-program in a real browser: told to a screen reader, large enough for a finger, nowhere too wide. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answered } from '../appeals/behind.ts'
import { launchBrowser, PHONE } from '../support/browser.ts'
import { castOf } from '../support/cast.ts'
import { startServer, type RunningServer } from '../support/server.ts'
import { holdShown, pairOf, words } from './phones.ts'

let server: RunningServer
let browser: Browser
let storage: Record<string, unknown>
let code = ''
beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
  const cast = await castOf(server.url)
  const [resident] = cast.residents
  if (!resident) throw new Error('the demo has no resident')
  storage = { 'civic-pair': await pairOf(server.url, resident.persona) }
  code = (await answered(server.url, cast, resident, '楼道灯不亮，老人看不见台阶')).code
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** Pages, and what stands on each once it is there. */
const pages = (): [path: string, text: string | RegExp][] => [
  ['/home/index', words('home.mineAll')],
  ['/identity/sign-in/index', words('home.mineAll')],
  ['/settings/index', words('settings.account')],
  // In elder mode one question a page.
  ['/appeals/send/index', new RegExp(`${words('send.submit')}|${words('send.next')}`)],
  [`/appeals/sent/index?code=${code}`, words('sent.thanks')],
  ['/appeals/mine/index', words('app.end')],
  ['/appeals/later/index', words('later.none')],
  [`/appeals/appeal/index?code=${code}`, words('appeal.timeline')],
  [`/appeals/rate/index?code=${code}&version=1`, words('rate.submit')],
  ['/me/ways/index', words('devices.title')],
  ['/me/authorities/index', words('authority.noneText')],
  ['/me/grants/index', words('grants.noneText')],
  ['/me/data/index', words('mydata.deleteLook')],
  ['/me/privacy/index', words('mini.privacyKeeps')],
]

describe.each([
  { mode: 'normal', width: 375, prefs: {}, least: 44 },
  { mode: 'elder', width: 320, prefs: { elder: true, theme: 'dark' }, least: 60 },
])('$mode, $width px', ({ width, prefs, least }) => {
  test('every page tells what can be tapped, large enough, and is no wider than the phone', async () => {
    const context = await browser.newContext({ ...PHONE, viewport: { width, height: 740 } })
    const page = await context.newPage()
    const phone = await holdShown(page, server.url, {
      storage: { ...storage, 'civic-prefs': JSON.stringify(prefs) },
      width,
    })
    await page.getByText(words('home.mineAll')).waitFor()
    for (const [path, text] of pages()) {
      expect(await phone.open(path), path).toBeNull()
      await page.locator('wx-page:not([hidden])').getByText(text).first().waitFor()
      expect(await phone.untold(), path).toEqual([])
      const small = (await phone.targets()).filter(({ height, width }) => height < least - 0.5 || width < least - 0.5)
      expect(small, path).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBeLessThanOrEqual(0)
      await phone.back()
    }
    expect((await phone.state()).faults).toEqual([])
    await context.close()
  })
})
