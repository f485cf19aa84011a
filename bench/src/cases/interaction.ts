import { launchBrowser } from '../../../e2e/support/browser.ts'
import { castOf, type Cast } from '../../../e2e/support/cast.ts'
import { phone, visit } from '../../../e2e/support/enter.ts'
import { withoutPhoto } from '../../../e2e/appeals/behind.ts'
import {
  choosePlace,
  chooseCategory,
  openMap,
  sentCode,
  submit,
  tapMap,
  words,
} from '../../../e2e/appeals/send-page.ts'
import { median } from '../median.ts'
import { atMost, type Result } from '../report.ts'
import type { Measured } from '../server.ts'

type Page = Awaited<ReturnType<typeof phone>>
type Cpu = Awaited<ReturnType<ReturnType<Page['context']>['newCDPSession']>>

const RUNS = 3
/** As slow as Lighthouse's phone. */
const SLOW = 4
const GOAL_MS = 200
const SAID = '小区北门的路灯坏了三天，晚上回家看不见路，请尽快派人来看看'

declare global {
  /** Longest so far from a touch or a key to the next painted frame, in ms. */
  var longestInteraction: number
}

/** Event Timing tells nothing shorter than this. */
const SHORTEST_MS = 16

/** Keeps the longest interaction of the page in `longestInteraction`, from before its first script. */
async function watchInteractions(page: Page): Promise<void> {
  await page.addInitScript((durationThreshold) => {
    globalThis.longestInteraction = 0
    const asked = { type: 'event', durationThreshold, buffered: true }
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        // Without a number it belongs to no interaction: the mouse was moved, say.
        if ('interactionId' in entry && Number(entry.interactionId) > 0)
          globalThis.longestInteraction = Math.max(globalThis.longestInteraction, entry.duration)
      }
    }).observe(asked)
  }, SHORTEST_MS)
}

/** The longest since it was asked last; two frames later, when all is told. */
function longest(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const tell = () => {
          resolve(globalThis.longestInteraction)
          globalThis.longestInteraction = 0
        }
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(tell, 50)))
      }),
  )
}

interface Longest {
  readonly typing: number
  readonly choosing: number
  readonly sending: number
}

async function once(page: Page, cpu: Cpu, url: string, { place }: Cast): Promise<Longest> {
  await visit(page, `${url}/send`)
  await page.waitForLoadState('networkidle')
  await cpu.send('Emulation.setCPUThrottlingRate', { rate: SLOW })
  await words(page).tap()
  await page.keyboard.type(SAID, { delay: 30 })
  const typing = await longest(page)
  await chooseCategory(page, withoutPhoto())
  const sheet = await openMap(page)
  await tapMap(sheet, place)
  await choosePlace(sheet)
  await sheet.waitFor({ state: 'hidden' })
  const choosing = await longest(page)
  await submit(page).tap()
  await sentCode(page)
  const sending = await longest(page)
  await cpu.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  return { typing, choosing, sending }
}

/** From a key or a touch to the next painted frame on the send page, the longest of each part; median of 3. */
export async function interaction(ours: Measured): Promise<Result[]> {
  const browser = await launchBrowser()
  try {
    const cast = await castOf(ours.url)
    const page = await phone(browser, ours.url, { who: cast.residents[0], reducedMotion: 'no-preference' })
    await watchInteractions(page)
    const cpu = await page.context().newCDPSession(page)
    const seen: Longest[] = []
    for (let run = 0; run < RUNS; run++) seen.push(await once(page, cpu, ours.url, cast))
    return (['typing', 'choosing', 'sending'] as const).map((part) =>
      atMost(
        `interaction to next paint at ${SLOW}× slower CPU, ${part}`,
        median(seen.map((one) => one[part])),
        'ms',
        GOAL_MS,
      ),
    )
  } finally {
    await browser.close()
  }
}
