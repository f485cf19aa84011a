import { createTranslate } from '@civicgrid/kit'
import { resident as english } from '@civicgrid/kit/locales/en/resident'
import type { resident } from '@civicgrid/kit/locales/zh-CN/resident'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { as } from '../support/cast.ts'
import { barriers, wider } from '../support/axe.ts'
import { DESK } from '../support/browser.ts'
import { listens, open, phone, settled, signIn, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { desk, t } from '../support/words.ts'
import { answered, inHand, sent } from './behind.ts'
import { dock, form } from './desk-page.ts'
import { openMap, words } from './send-page.ts'

// Every page in every mode: nothing in anybody's way, and no page wider than a small phone.

const here = journey()

const en = createTranslate<typeof resident>(english)

/** A page, and how it is brought to what is to be looked at. */
type Look = readonly [name: string, bring: (page: Page) => Promise<void>]

const at = (path: string) => async (page: Page) => {
  await visit(page, here.url + path)
  await settled(page)
}

function residentPages(code: string, open: string, t: typeof en): Look[] {
  return [
    ['home', at('/')],
    ['send', at('/send')],
    [
      'send, with everything wrong',
      async (page) => {
        await page.getByRole('button', { name: t('send.submit'), exact: true }).click()
        await page.getByRole('alert').first().waitFor()
      },
    ],
    [
      'categories',
      async (page) => {
        await page.getByRole('button', { name: t('send.categoryPick') }).click()
        await page.getByRole('searchbox', { name: t('send.categorySearch') }).waitFor()
      },
    ],
    [
      'places',
      async (page) => {
        await at('/send')(page)
        await openMap(page)
      },
    ],
    ['sent', at(`/sent/${open}`)],
    ['mine', at('/mine')],
    ['look', at('/look')],
    ['an appeal under way', at(`/appeal/${open}`)],
    [
      'supplement',
      async (page) => {
        await page.getByRole('button', { name: t('supplement.action') }).click()
        await page.getByRole('dialog', { name: t('supplement.title') }).waitFor()
      },
    ],
    ['an appeal with a result', at(`/appeal/${code}`)],
    [
      'eight steps',
      async (page) => {
        await page.getByRole('button', { name: t('appeal.stepsShow') }).click()
      },
    ],
    [
      'rate',
      async (page) => {
        await page.getByRole('button', { name: t('rate.action') }).click()
        await page.getByRole('dialog', { name: t('rate.title') }).waitFor()
      },
    ],
    ['sign in', at('/sign-in')],
    ['settings', at('/settings')],
    ['no such page', at('/nowhere')],
  ]
}

/** In elder mode questions come one by one. */
const SENDING = /^send|^categories|^places/
const ELDER: Look[] = [
  ['the first question', at('/send')],
  [
    'the first question, left open',
    async (page) => {
      await page.getByRole('button', { name: t('send.next') }).click()
      await page.getByText(t('form.textNeeded')).waitFor()
    },
  ],
  [
    'the second question',
    async (page) => {
      await words(page).fill('楼下的长椅坏了一条腿')
      await page.getByRole('button', { name: t('send.next') }).click()
      await page.getByText(t('send.step', { n: 2, all: 5 })).waitFor()
    },
  ],
]

interface Mode {
  options?: BrowserContextOptions
  prefs: Record<string, unknown>
}

async function phoneIn({ options = {}, prefs }: Mode): Promise<Page> {
  const page = await phone(here.browser, here.url, { who: here.resident, ...options })
  await page.context().addInitScript((kept) => localStorage.setItem('civic.prefs', kept), JSON.stringify(prefs))
  return page
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

describe("a resident's pages", () => {
  test.each<[string, Mode]>([
    ['as they are', { prefs: {} }],
    ['in elder mode', { prefs: { elder: true } }],
    ['in the dark', { prefs: { theme: 'dark' } }],
  ])('%s, have nothing in anybody’s way', async (_, mode) => {
    const page = await phoneIn(mode)
    const all = residentPages(...(await examples()), t)
    const looks = mode.prefs.elder === true ? [...all.filter(([name]) => !SENDING.test(name)), ...ELDER] : all
    expect(await found(page, looks, barriers)).toEqual({})
    await page.context().close()
  })

  test.each<[string, Mode]>([
    ['as they are', { prefs: {} }],
    ['in elder mode, in English', { prefs: { elder: true, locale: 'en' } }],
  ])('%s, fit a screen of 320 px', async (_, mode) => {
    const page = await phoneIn({ ...mode, options: { viewport: { width: 320, height: 568 } } })
    const all = residentPages(...(await examples()), mode.prefs.locale === 'en' ? en : t)
    const looks = mode.prefs.elder === true ? all.filter(([name]) => !SENDING.test(name)) : all
    expect(await found(page, looks, tooWide)).toEqual({})
    await page.context().close()
  })
})

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
