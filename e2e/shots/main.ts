/**
 * `npm run shots`: a picture of every page in every mode, of the real server with the demo city, into `.cache/shots`.
 * `npm run shots -- home phone-dark` takes those whose page and mode hold one of the words each; BASE_URL names a server that runs already.
 * `npm run shots -- --guides` takes those of the guides instead, into docs/guides/pictures; words after it say which.
 * Also says what no picture shows: pages wider than their screen, and what the browser complained of.
 */
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../support/browser.ts'
import { wechat as besideWeChat } from '../miniapp/phones.ts'
import { startServer } from '../support/server.ts'
import { AUTHORITIES } from './authorities.ts'
import { BOARD } from './board.ts'
import { DESK } from './desk.ts'
import { DOCS } from './docs.ts'
import { GRANTS_SHOTS } from './grants.ts'
import { takeGuides } from './guide-pictures.ts'
import { INTEGRATIONS } from './integrations.ts'
import { lookAs } from './look.ts'
import { LAYERS } from './layers.ts'
import { MINIAPP_MORE } from './miniapp-more.ts'
import { MINIAPP_SEND } from './miniapp-send.ts'
import { MINIAPP } from './miniapp.ts'
import { MODES, type Mode } from './mode.ts'
import { MY_DATA } from './my-data.ts'
import { NEIGHBOURS } from './neighbours.ts'
import { RESIDENT, type Shot } from './resident.ts'
import { WAYS } from './ways.ts'

const SHOTS: readonly Shot[] = [
  ...RESIDENT,
  ...WAYS,
  ...MY_DATA,
  ...GRANTS_SHOTS,
  ...INTEGRATIONS,
  ...LAYERS,
  ...NEIGHBOURS,
  ...BOARD,
  ...AUTHORITIES,
  ...DESK,
  ...DOCS,
  ...MINIAPP,
  ...MINIAPP_MORE,
  ...MINIAPP_SEND,
]

const out = fileURLToPath(new URL('../../.cache/shots/', import.meta.url))
const guides = process.argv.includes('--guides')
const words = process.argv.slice(2).filter((word) => word !== '--guides')
const wanted = (name: string, among: readonly string[]) => {
  const mine = words.filter((word) => among.some((each) => each.includes(word)))
  return mine.length === 0 || mine.some((word) => name === word || name.startsWith(`${word}-`))
}

async function take(browser: Browser, base: string, shot: Shot, mode: Mode): Promise<string[]> {
  const { context, page, complaints } = await lookAs(browser, base, mode, shot.as)
  try {
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

await mkdir(out, { recursive: true })
// With WeChat beside it, what comes from the mini-program is checked.
const wechat = process.env['BASE_URL'] === undefined ? await besideWeChat() : undefined
const server =
  wechat === undefined ? undefined : await startServer({ NODE_ENV: 'development', ...wechat.env }, { seed: 'demo' })
const base = server?.url ?? process.env['BASE_URL'] ?? ''
const browser = await launchBrowser()
let bad = guides ? await takeGuides(browser, base, words) : 0
for (const shot of guides ? [] : SHOTS) {
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
await wechat?.standIn.stop()
console.log(`${bad} complaints; the pictures are in ${guides ? 'docs/guides/pictures' : out}`)
process.exitCode = bad > 0 ? 1 : 0
