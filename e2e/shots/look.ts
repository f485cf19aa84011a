import type { APIRequestContext, Browser, BrowserContext, Page } from 'playwright-core'
import type { Mode } from './mode.ts'

/** A page in a browser of its own as a mode and a persona see it, and what the browser complains of meanwhile. */
export interface Look {
  readonly context: BrowserContext
  readonly page: Page
  readonly complaints: string[]
}

/** @param who demo persona; null is a guest */
export async function lookAs(browser: Browser, base: string, mode: Mode, who: string | null): Promise<Look> {
  const complaints: string[] = []
  const context = await browser.newContext({ ...mode.context, reducedMotion: 'reduce', permissions: [] })
  await context.addInitScript((prefs) => localStorage.setItem('civic.prefs', prefs), JSON.stringify(mode.prefs))
  const page = await context.newPage()
  page.setDefaultTimeout(8_000)
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    // Guests are told so by a 401; without a network is only who has asked for it.
    if (message.type() === 'error' && !/401|INTERNET_DISCONNECTED/.test(message.text())) complaints.push(message.text())
  })
  if (who !== null) await signIn(context.request, base, who)
  return { context, page, complaints }
}

/** The cookie of the demo door, into the context that will look. */
export async function signIn(request: APIRequestContext, base: string, persona: string): Promise<void> {
  const answer = await request.post(`${base}/trpc/identity.demoSignIn`, {
    data: { persona },
    headers: { origin: base },
  })
  if (!answer.ok()) throw new Error(`${persona} was not let in: ${answer.status()}`)
}
