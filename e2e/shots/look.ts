import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Mode } from './mode.ts'

/** A page in a browser of its own as a mode and a persona see it, and what the browser complains of meanwhile. */
interface Look {
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
  // One who is not let in is told beside their picture, and the others are taken.
  if (who !== null) await enterAs(context, base, who).catch((error: Error) => complaints.push(error.message))
  return { context, page, complaints }
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>
/** The door lets nobody in over and over: a cookie a persona, for all pictures. */
const letIn = new Map<string, Promise<Cookies>>()

/** Makes the context that of a persona of the demo. */
export async function enterAs(context: BrowserContext, base: string, persona: string): Promise<void> {
  const key = `${base} ${persona}`
  const cookies = letIn.get(key) ?? signIn(context, base, persona)
  letIn.set(key, cookies)
  cookies.catch(() => letIn.delete(key))
  await context.clearCookies()
  await context.addCookies(await cookies)
}

async function signIn(context: BrowserContext, base: string, persona: string): Promise<Cookies> {
  await context.clearCookies()
  const answer = await context.request.post(`${base}/trpc/identity.demoSignIn`, {
    data: { persona },
    headers: { origin: base },
  })
  if (!answer.ok()) throw new Error(`${persona} was not let in: ${answer.status()}`)
  return context.cookies()
}
