/** Somebody with a phone, and an app on it that holds the portal. */
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core'
import type { Person } from '../../examples/host-app/people.ts'
import { PHONE } from '../support/browser.ts'
import type { AppSite } from './sites.ts'

/** No cookie is given to a third party on this page. */
export async function strict(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.setCookieControls', { enableThirdPartyCookieRestriction: true })
  return page
}

/** A phone of its own, with third-party cookies blocked. */
export async function strictPhone(browser: Browser): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ ...PHONE, ignoreHTTPSErrors: true, reducedMotion: 'reduce' })
  context.setDefaultTimeout(20_000)
  return { context, page: await strict(context) }
}

/** Signs in at an app, which has nothing to do with the portal. @param path of the app to go on to */
export async function signInAt(page: Page, app: AppSite, { name }: Person, path = '/'): Promise<void> {
  await page.goto(`${app.url}/sign-in?next=${encodeURIComponent(path)}`)
  await page.getByRole('button', { name }).click()
}

export const portalOf = (page: Page): FrameLocator => page.frameLocator('#portal')
