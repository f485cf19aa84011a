import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { as } from '../support/cast.ts'
import { barriers, wider } from '../support/axe.ts'
import { DESK } from '../support/browser.ts'
import { listens, open, settled, signIn, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { desk } from '../support/words.ts'
import { answered, inHand, sent } from './behind.ts'
import { dock, form } from './desk-page.ts'

// The desk in light and dark: nothing in anybody's way, and no page wider than a small phone. Residents' pages: `e2e/pages`.

const here = journey()

/** A page, and how it is brought to what is to be looked at. */
type Look = readonly [name: string, bring: (page: Page) => Promise<void>]

const at = (path: string) => async (page: Page) => {
  await visit(page, here.url + path)
  await settled(page)
}

/** What is in the way on each of the pages, by page; nothing where nothing is. */
async function found(page: Page, looks: readonly Look[], look: (page: Page) => Promise<unknown[]>): Promise<unknown> {
  const all: Record<string, unknown[]> = {}
  for (const [name, bring] of looks) {
    await bring(page)
    // A page that has no main part with a heading in it is not there yet, or never comes.
    for (const part of ['main', 'h1']) await page.locator(part).first().waitFor({ state: 'attached' })
    const these = await look(page)
    if (these.length > 0) all[name] = these
  }
  return all
}

const tooWide = async (page: Page): Promise<number[]> => [await wider(page)].filter((by) => by > 0)

let codes: Promise<[string, string]> | undefined
/** One appeal with a result, and one under way. */
function examples(): Promise<[string, string]> {
  codes ??= (async () => {
    const done = await answered(here.url, here.cast, here.resident, '公园的长椅坏了')
    const going = await inHand(here.url, here.cast, here.resident, '公园的路灯坏了')
    return [done.code, going.code]
  })()
  return codes
}

/** Pages of the desk for those who find there what they are for. */
function deskPages(code: string, going: string, fresh: string): [who: typeof here.resident, looks: Look[]][] {
  const order = (of: string) => async (page: Page) => {
    await at(`/desk/queue/all/${of}`)(page)
    await dock(page).waitFor()
  }
  const { operator, handler } = here.cast
  return [
    [
      operator,
      [
        ['a queue', at('/desk')],
        ['an order with a result', order(code)],
        ['an order to accept', order(fresh)],
        ['a refusal', async (page) => void (await form(page, 'decline'))],
        ['intake', at('/desk/intake')],
      ],
    ],
    [
      handler,
      [
        ['an order in hand', order(going)],
        ['feedback', async (page) => void (await form(page, 'giveFeedback'))],
        [
          'contact',
          async (page) => {
            await order(going)(page)
            await form(page, 'contact')
          },
        ],
      ],
    ],
  ]
}

describe('the desk', () => {
  test.each<[string, BrowserContextOptions, (page: Page) => Promise<unknown[]>]>([
    ['in the light, has nothing in anybody’s way', DESK, barriers],
    ['in the dark, has nothing in anybody’s way', { ...DESK, colorScheme: 'dark' }, barriers],
    ['fits a screen of 320 px', { ...DESK, viewport: { width: 320, height: 640 } }, tooWide],
  ])('%s', async (_, options, look) => {
    const [code, going] = await examples()
    const { code: fresh } = await sent(here.url, here.cast, here.resident, '公园的水池脏了')
    const page = await open(here.browser, options)
    const all = [await found(page, [['the way in', at('/desk')]], look)]
    for (const [who, looks] of deskPages(code, going, fresh)) {
      await page.context().clearCookies()
      await signIn(page.context(), here.url, who)
      all.push(await found(page, looks, look))
    }
    expect(all).toEqual([{}, {}, {}])
    await page.context().close()
  })
})

test('the demo door of the desk lets somebody in by a press', async () => {
  const page = await open(here.browser, DESK)
  await page.goto(`${here.url}/desk`)
  await page
    .getByRole('button', { name: here.cast.operator.name['zh-CN'] ?? '' })
    .first()
    .click()
  await page.getByRole('navigation', { name: desk('desk.nav') }).waitFor()
  await listens(page)
  await page.context().close()
})

test('what residents may read of their city needs no account', async () => {
  expect(await as(here.url, here.resident).city.get()).toMatchObject({ desk: null })
})
