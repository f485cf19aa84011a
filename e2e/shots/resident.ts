import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { visitWhole } from '../support/enter.ts'

/** A page as a picture is taken of it. */
export interface Shot {
  readonly name: string
  /** Demo persona who looks; null is a guest. */
  readonly as: string | null
  /** Brings the page to what is to be seen. */
  readonly open: (page: Page, base: string) => Promise<void>
  /** Names of the modes it is looked at in; all of them without. */
  readonly modes?: readonly string[]
}

const go = (path: string) => (page: Page, base: string) => visitWhole(page, base + path)
/** A phone's JPEG from the server's tests would do as well; a drawn one needs no file. */
const photo = { name: 'lamp.png', mimeType: 'image/png', buffer: readFileSync(new URL('./lamp.png', import.meta.url)) }
const DRAFT = {
  'zh-CN': '小区北门的路灯坏了三天，晚上回家看不见路',
  en: 'The street lamps at the north gate have been out for three days',
}

async function fill(page: Page) {
  const box = page.locator('textarea').first()
  await box.fill((await page.evaluate(() => document.documentElement.lang)) === 'en' ? DRAFT.en : DRAFT['zh-CN'])
}
/** In elder mode questions come one by one; this goes to the one that is wanted. */
async function reach(page: Page, question: string) {
  for (let tries = 0; tries < 6 && (await page.locator(`#ask-${question}`).count()) === 0; tries++) {
    if (await page.locator('#ask-what').count()) await fill(page)
    if ((await page.locator('#ask-category').count()) && (await page.locator('#ask-category .chip').count()))
      await page.locator('#ask-category .chip').first().click()
    if (await page.locator('#ask-photos').count()) await addPhoto(page)
    await page.locator('.bottom .solid').click()
    await page.waitForTimeout(200)
  }
}
async function addPhoto(page: Page) {
  await page.locator('#ask-photos input[accept^="image"]').setInputFiles(photo)
  await page.locator('#ask-photos li img').first().waitFor()
  await page.waitForTimeout(500)
}

async function choosePlace(page: Page) {
  await reach(page, 'place')
  await page.locator('#ask-place .pick').click()
  await page.locator('.map canvas').waitFor()
  await page.waitForTimeout(700)
  const box = await page.locator('.map .plane').boundingBox()
  if (box) await page.mouse.click(box.x + box.width * 0.48, box.y + box.height * 0.45)
  await page.waitForTimeout(900)
}

/** The first appeal of the caller's whose page offers an action; the list is asked the way the portal asks. */
export async function appealWith(page: Page, base: string, wanted: (page: Page) => Promise<boolean>) {
  await go('/mine')(page, base)
  const links = await page.locator('a.row').evaluateAll((rows) => rows.map((row) => row.getAttribute('href') ?? ''))
  for (const link of links) {
    await go(link)(page, base)
    if (await wanted(page)) return
  }
}
export const offers = (words: RegExp) => async (page: Page) =>
  (await page.locator('.bottom .btn').filter({ hasText: words }).count()) > 0

export const RESIDENT: readonly Shot[] = [
  { name: 'home-guest', as: null, open: go('/') },
  { name: 'home', as: 'resident-li', open: go('/') },
  { name: 'send-empty', as: null, open: go('/send') },
  {
    name: 'send-filled',
    as: 'resident-li',
    open: async (page, base) => {
      await go('/send')(page, base)
      await fill(page)
      await reach(page, 'category')
      await page.locator('#ask-category .chip').first().click()
      await reach(page, 'photos')
      await addPhoto(page)
      await choosePlace(page)
      await page.locator('.sheet .foot .solid').click()
      await page.waitForTimeout(600)
    },
  },
  {
    name: 'send-problems',
    as: 'resident-li',
    open: async (page, base) => {
      await go('/send')(page, base)
      await page.locator('.bottom .solid').click()
      await page.waitForTimeout(300)
    },
  },
  {
    name: 'send-category',
    as: null,
    open: async (page, base) => {
      await go('/send')(page, base)
      await fill(page)
      await reach(page, 'category')
      await page.locator('#ask-category .pick').click()
      await page.locator('.picker .head').nth(1).click()
      await page.waitForTimeout(500)
    },
  },
  {
    name: 'send-place',
    as: 'resident-li',
    open: async (page, base) => {
      await go('/send')(page, base)
      await fill(page)
      await choosePlace(page)
    },
  },
  { name: 'mine', as: 'resident-li', open: go('/mine') },
  { name: 'mine-guest', as: null, open: go('/mine') },
  { name: 'appeal-open', as: 'resident-li', open: (page, base) => appealWith(page, base, offers(/催一催|Urge/)) },
  {
    name: 'appeal-answered',
    as: 'resident-li',
    open: (page, base) => appealWith(page, base, offers(/去评价|Rate it/)),
  },
  {
    name: 'appeal-rate',
    as: 'resident-li',
    open: async (page, base) => {
      await appealWith(page, base, offers(/去评价|Rate it/))
      await page
        .locator('.bottom .btn')
        .filter({ hasText: /去评价|Rate it/ })
        .click()
      await page.locator('.faces button').nth(1).click()
      await page.waitForTimeout(500)
    },
  },
  {
    name: 'appeal-steps',
    as: 'resident-li',
    open: async (page, base) => {
      await appealWith(page, base, offers(/催一催|Urge/))
      await page.locator('.more').click()
      await page.waitForTimeout(200)
    },
  },
  { name: 'look', as: null, open: go('/look') },
  { name: 'sign-in', as: null, open: go('/sign-in') },
  { name: 'settings', as: 'resident-li', open: go('/settings') },
  { name: 'lost', as: null, open: go('/nowhere') },
]
