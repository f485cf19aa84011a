/**
 * `npm run shots`: a picture of every page in every mode, of the real server with the demo city, into `.cache/shots`.
 * `npm run shots -- home phone-dark` takes those whose page and mode hold one of the words each; BASE_URL names a server that runs already.
 * Also says what no picture shows: pages wider than their screen, and what the browser complained of.
 */
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { APIRequestContext, Browser } from 'playwright-core'
import { launchBrowser } from '../support/browser.ts'
import { startServer } from '../support/server.ts'
import { BOARD } from './board.ts'
import { DESK } from './desk.ts'
import { MODES, type Mode } from './mode.ts'
import { NEIGHBOURS } from './neighbours.ts'
import { RESIDENT, type Shot } from './resident.ts'

const SHOTS: readonly Shot[] = [...RESIDENT, ...NEIGHBOURS, ...BOARD, ...DESK]

const out = fileURLToPath(new URL('../../.cache/shots/', import.meta.url))
const words = process.argv.slice(2)
const wanted = (name: string, among: readonly string[]) => {
  const mine = words.filter((word) => among.some((each) => each.includes(word)))
  return mine.length === 0 || mine.some((word) => name === word || name.startsWith(`${word}-`))
}

async function take(browser: Browser, base: string, shot: Shot, mode: Mode): Promise<string[]> {
  const complaints: string[] = []
  const context = await browser.newContext({ ...mode.context, reducedMotion: 'reduce', permissions: [] })
  await context.addInitScript((prefs) => localStorage.setItem('civic.prefs', prefs), JSON.stringify(mode.prefs))
  const page = await context.newPage()
  page.setDefaultTimeout(8_000)
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text())
  })
  try {
    if (shot.as !== null) await signIn(context.request, base, shot.as)
    await shot.open(page, base)
    await page.waitForTimeout(250)
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (wider > 0) complaints.push(`is ${wider} px wider than its screen`)
    // A picture of the whole page has no bottom of the screen for a bar to stick to.
    await page.addStyleTag({ content: '.bottom,.top{position:static!important}' })
    await page.screenshot({
      path: `${out}${shot.name}.${mode.name}.png`,
      fullPage: (await page.locator('.sheet').count()) === 0,
    })
  } catch (error) {
    complaints.push(error instanceof Error ? error.message : String(error))
  } finally {
    await context.close()
  }
  return complaints
}

/** The cookie of the demo door, into the context that will look. */
async function signIn(request: APIRequestContext, base: string, persona: string): Promise<void> {
  const answer = await request.post(`${base}/trpc/identity.demoSignIn`, {
    data: { persona },
    headers: { origin: base },
  })
  if (!answer.ok()) throw new Error(`${persona} was not let in: ${answer.status()}`)
}

await mkdir(out, { recursive: true })
const server =
  process.env['BASE_URL'] === undefined ? await startServer({ NODE_ENV: 'development' }, { seed: 'demo' }) : undefined
const base = server?.url ?? process.env['BASE_URL'] ?? ''
const browser = await launchBrowser()
let bad = 0
for (const shot of SHOTS) {
  for (const mode of MODES) {
    if (shot.modes && !shot.modes.includes(mode.name)) continue
    if (
      !wanted(
        shot.name,
        SHOTS.map(({ name }) => name),
      ) ||
      !wanted(
        mode.name,
        MODES.map(({ name }) => name),
      )
    )
      continue
    const complaints = await take(browser, base, shot, mode)
    bad += complaints.length
    console.log(`${shot.name}.${mode.name}${complaints.map((complaint) => `\n    ${complaint}`).join('')}`)
  }
}
await browser.close()
await server?.stop()
console.log(`${bad} complaints; the pictures are in ${out}`)
process.exitCode = bad > 0 ? 1 : 0
