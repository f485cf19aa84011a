import { createTranslate } from '@civicgrid/kit'
import { resident as english } from '@civicgrid/kit/locales/en/resident'
import type { resident } from '@civicgrid/kit/locales/zh-CN/resident'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { barriers, wider } from '../support/axe.ts'
import { phone } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { t } from '../support/words.ts'
import { looks, writing, type Look, type Tour } from './looks.ts'
import { setScene } from './scene.ts'
import { moving } from './stillness.ts'

// Every page and layer of a resident's, in every mode: nothing in anybody's way, nothing wider than its screen, nothing that moves.

const here = journey({ begin })
const en = createTranslate<typeof resident>(english)
let tour: Omit<Tour, 't'>

async function begin(): Promise<void> {
  const { url, cast, server } = here
  tour = { url, cast, scene: await setScene({ url, cast, databaseUrl: server.databaseUrl }) }
}

const SCREEN = { width: 390, height: 844 }
/** From the smallest phone to a tablet held across. */
const WIDTHS = [320, 768, 1024]

/** Until what changed has its new looks: also a change that nobody sees takes a frame. */
const drawn = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  )

/** A bar that stays while the page moves covers half a target somewhere: whoever wants that one moves the page. */
const unpinned = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const bar of document.querySelectorAll<HTMLElement>('header.top, footer.bottom')) bar.style.position = 'static'
  })

/** By axe; of a page that a layer lies over only the layer: the page was looked at before it. */
async function inTheWay(page: Page, rules?: readonly string[]): Promise<string[]> {
  const layer = (await page.getByRole('dialog').count()) > 0 ? '[role=dialog]' : undefined
  return barriers(page, rules, layer)
}

/** Colours in the dark, with high contrast, and with both: the page stays what it is. */
async function inOtherColours(page: Page): Promise<string[]> {
  const found: string[] = []
  const contrast = (high: boolean) =>
    page.evaluate((on) => {
      if (on) document.documentElement.dataset['contrast'] = 'high'
      else delete document.documentElement.dataset['contrast']
    }, high)
  for (const [colorScheme, high] of [
    ['dark', false],
    ['dark', true],
    ['light', true],
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await contrast(high)
    await drawn(page)
    const these = await inTheWay(page, ['color-contrast'])
    found.push(...these.map((what) => `${colorScheme}${high ? ', high contrast' : ''}: ${what}`))
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await contrast(false)
  await drawn(page)
  return found
}

/** On other screens: nothing that has to be moved sideways, and on the smallest no target that is too small. */
async function onOtherScreens(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const other of WIDTHS) {
    await page.setViewportSize({ ...SCREEN, width: other })
    const by = await wider(page)
    if (by > 0) found.push(`${by} px wider than ${other}`)
    if (other === WIDTHS[0]) found.push(...(await inTheWay(page, ['target-size'])))
  }
  await page.setViewportSize(SCREEN)
  return found
}

type Check = (page: Page) => Promise<string[]>

async function wrong(page: Page, all: readonly Look[], checks: readonly Check[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const { name, bring } of all) {
    await bring(page)
    // A page that has no main part with a heading in it is not there yet, or never comes.
    for (const part of ['main', 'h1']) await page.locator(part).first().waitFor({ state: 'attached' })
    await unpinned(page)
    const these: string[] = []
    for (const check of checks) these.push(...(await check(page)))
    if (these.length > 0) found[name] = these
  }
  return found
}

test.each<[string, Record<string, unknown>, typeof t, Check[]]>([
  ['as they are', {}, t, [inTheWay, moving, inOtherColours, onOtherScreens]],
  // Elder mode, in which settings ask for stillness and the phone does not.
  ['in elder mode', { elder: true, still: true }, t, [inTheWay, moving, inOtherColours, onOtherScreens]],
  // Other words have the same colours.
  ['in English', { locale: 'en' }, en, [inTheWay, onOtherScreens]],
])(
  'every page and layer %s: nothing in anybody’s way, from 320 px to a tablet, in light, dark and high contrast',
  async (_, prefs, t, checks) => {
    const page = await phone(here.browser, here.url, {
      who: here.resident,
      viewport: SCREEN,
      reducedMotion: prefs['still'] === true ? 'no-preference' : 'reduce',
    })
    await page.context().addInitScript((kept) => localStorage.setItem('civic.prefs', kept), JSON.stringify(prefs))
    const elder = prefs['elder'] === true
    const all = [...looks({ ...tour, t }, elder), ...writing({ ...tour, t }, elder)]
    expect(await wrong(page, all, checks)).toEqual({})
    await page.context().close()
  },
)

test('guests see every page, too: nothing in their way, nothing too wide', async () => {
  const page = await phone(here.browser, here.url, { viewport: { ...SCREEN, width: 320 } })
  const all = looks({ ...tour, t }, false).filter(({ name }) => !name.includes(':'))
  expect(await wrong(page, all, [inTheWay, async (at) => ((await wider(at)) > 0 ? ['too wide'] : [])])).toEqual({})
  await page.context().close()
})

test('whoever asks for no stillness is shown some movement', async () => {
  const page = await phone(here.browser, here.url, { who: here.resident, reducedMotion: 'no-preference' })
  const found: string[] = []
  for (const { name, bring } of looks({ ...tour, t }, false)) {
    if (!['home', 'an appeal with a result', 'an appeal with a result: a rating'].includes(name)) continue
    await bring(page)
    found.push(...(await moving(page)))
  }
  expect(found.length).toBeGreaterThan(1)
  await page.context().close()
})
