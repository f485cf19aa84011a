import { createTranslate } from '@civicgrid/kit'
import { desk as english } from '@civicgrid/kit/locales/en/desk'
import type { desk as chinese } from '@civicgrid/kit/locales/zh-CN/desk'
import type { Persona } from '@civicgrid/sdk'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { barriers, wider } from '../support/axe.ts'
import { DESK } from '../support/browser.ts'
import { open, signIn } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { desk } from '../support/words.ts'
import { looks, type Tour } from './looks.ts'
import { setScene } from './scene.ts'

// Every page and form of the desk in every mode: nothing in anybody's way, and nothing wider than its screen.

const here = journey({ begin })
const en = createTranslate<typeof chinese>(english)
let tour: Omit<Tour, 't'>

async function begin(): Promise<void> {
  const { url, cast } = here
  tour = { url, cast, scene: await setScene(url, cast) }
}

const WIDE = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
const SMALL = { width: 320, height: 640 }

/** What is wider than the screen at these sizes. */
async function tooWide(page: Page, sizes: readonly { width: number; height: number }[]): Promise<string[]> {
  const found: string[] = []
  for (const size of sizes) {
    await page.setViewportSize(size)
    // What hangs on a button finds its new place a moment after the screen has changed.
    await page
      .waitForFunction(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth, undefined, {
        timeout: 3_000,
      })
      .catch(() => undefined)
    const by = await wider(page)
    if (by > 0) found.push(`${by} px wider than ${size.width}`)
  }
  return found
}

/** Wide in the light, its colours in the dark too, then on a phone. */
async function inChinese(page: Page): Promise<string[]> {
  const found = await barriers(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  // A change that nobody sees takes a frame all the same.
  await page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  )
  found.push(...(await barriers(page, ['color-contrast'])).map((what) => `dark: ${what}`))
  await page.emulateMedia({ colorScheme: 'light' })
  found.push(...(await tooWide(page, [PHONE, SMALL])))
  await page.setViewportSize(WIDE)
  return found
}

/** In high contrast on a phone, and the longer words on a wide screen too. */
async function inEnglish(page: Page): Promise<string[]> {
  return [...(await barriers(page)), ...(await tooWide(page, [SMALL, WIDE, PHONE]))]
}

type Check = (page: Page) => Promise<string[]>
const OPERATORS = 'of operators'
const OTHERS = 'of all others'

test.each<[string, string, typeof desk, typeof WIDE, Check]>([
  [OPERATORS, 'zh-CN', desk, WIDE, inChinese],
  [OTHERS, 'zh-CN', desk, WIDE, inChinese],
  [OPERATORS, 'en', en, PHONE, inEnglish],
  [OTHERS, 'en', en, PHONE, inEnglish],
])('every page and form %s, in %s', async (whose, locale, t, viewport, check) => {
  const page = await open(here.browser, { ...DESK, viewport })
  const prefs = { locale, contrast: locale === 'en' }
  await page.context().addInitScript((kept) => localStorage.setItem('civic.prefs', kept), JSON.stringify(prefs))
  const found: Record<string, string[]> = {}
  const ofOperators = (who: Persona | null) => who === null || who.persona === here.cast.operator.persona
  for (const [who, all] of looks({ ...tour, t })) {
    if (ofOperators(who) !== (whose === OPERATORS)) continue
    await page.context().clearCookies()
    if (who) await signIn(page.context(), here.url, who)
    for (const { name, bring } of all) {
      const these = await bring(page).then(
        () => check(page),
        // Told by its name beside the others: one that does not come hides nothing of them.
        (error: unknown) => [String(error)],
      )
      if (these.length > 0) found[name] = these
    }
  }
  expect(found).toEqual({})
  await page.context().close()
})
