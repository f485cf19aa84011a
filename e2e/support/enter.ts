import { resident as english } from '@civicgrid/kit/locales/en/resident'
import { resident } from '@civicgrid/kit/locales/zh-CN/resident'
import type { Persona } from '@civicgrid/sdk'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { DESK, PHONE } from './browser.ts'

/** Nothing that a page does takes longer, on two busy cores. */
const PATIENCE_MS = 20_000

/** A page in a browser of its own, which nobody else's cookies or drafts reach. */
export async function open(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(PATIENCE_MS)
  return context.newPage()
}

/** Waits until a page listens: one that was prerendered is to be seen before its script is there. */
export const listens = (page: Page): Promise<void> => page.locator('#app[data-v-app]').waitFor({ state: 'attached' })

const LOADING = new RegExp(`^(${resident['app.loading']}|${english['app.loading']})$`)

/** Waits until nothing on the page says any longer, in either language, that it is being loaded. */
export async function settled(page: Page): Promise<void> {
  const until = Date.now() + PATIENCE_MS
  const waiting = page.getByText(LOADING).or(page.getByLabel(LOADING))
  while ((await waiting.count()) > 0) {
    if (Date.now() > until) throw new Error(`${page.url()} is still being loaded`)
    await page.waitForTimeout(50)
  }
}

/** Opens an address and waits until nothing is on its way. An appeal's live stream would be, for as long as it is looked at. */
export async function visitWhole(page: Page, address: string): Promise<void> {
  await page.route('**/api/live/**', (route) => route.fulfill({ status: 204 }))
  await page.goto(address, { waitUntil: 'networkidle' })
}

/** Opens an address and waits until it listens. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await listens(page)
}

/** The cookie of the demo door. The door's own page has a journey of its own; the others need not wait for it. */
export async function signIn(context: BrowserContext, url: string, { persona, realm }: Persona): Promise<void> {
  const answer = await context.request.post(`${url}/trpc/identity.demoSignIn`, {
    data: { persona },
    headers: { origin: url, 'x-civic-realm': realm },
  })
  if (!answer.ok()) throw new Error(`${persona} was not let in: ${answer.status()} ${await answer.text()}`)
}

/** A resident's phone, signed in or not. */
export async function phone(
  browser: Browser,
  url: string,
  { who, ...options }: BrowserContextOptions & { who?: Persona | undefined } = {},
): Promise<Page> {
  const page = await open(browser, { ...PHONE, ...options })
  if (who) await signIn(page.context(), url, who)
  return page
}

/** The desk on a wide screen, signed in. */
export async function deskOf(browser: Browser, url: string, who: Persona, path = '/desk'): Promise<Page> {
  const page = await open(browser, DESK)
  await signIn(page.context(), url, who)
  await visit(page, url + path)
  return page
}
