import type { Page } from 'playwright-core'
import { as, castOf, leaves } from '../support/cast.ts'
import { visitWhole } from '../support/enter.ts'
import type { Shot } from './resident.ts'

/** Pages around neighbours' appeals: similar ones before sending, those that one joined, what is near. */

interface Scene {
  readonly category: string
  readonly place: string
  /** Joined by the first resident: still open, and with a result. */
  readonly open: string
  readonly answered: string
}

const scenes = new Map<string, Promise<Scene>>()
export const sceneOf = (base: string): Promise<Scene> => {
  const known = scenes.get(base) ?? prepare(base)
  scenes.set(base, known)
  return known
}

/** Two appeals of a neighbour's, both joined; one of them is answered. */
async function prepare(base: string): Promise<Scene> {
  const { residents, operator, place } = await castOf(base)
  const [li, wang] = residents
  const [first, second] = leaves.filter(
    ({ photoRequired, urgent, kinds }) => !photoRequired && !urgent && kinds.includes('complain'),
  )
  if (!li || !wang || !first || !second) throw new Error('the demo has too few residents, or categories')
  const refs: string[] = []
  for (const { code } of [first, second]) {
    const sent = await as(base, wang).appeals.submit({
      kind: 'complain',
      category: code,
      text: '这里的路灯连着三天不亮，晚上看不清路',
      place: { point: { lng: place.lng, lat: place.lat }, address: place.name['zh-CN'] },
    })
    const items = await as(base, li).appeals.near({ point: { lng: place.lng, lat: place.lat } })
    const ref = items.find((item) => item.category.code === code && item.joinable)?.ref ?? ''
    await as(base, li).appeals.join(ref)
    refs.push(ref)
    if (refs.length === 2)
      await as(base, operator).workOrders.answer({ code: sent.code, expectedVersion: sent.version + 1, text: '已修好' })
  }
  const [open = '', answered = ''] = refs
  return { category: first.code, place: place.name['zh-CN'], open, answered }
}

const go = visitWhole

/** In elder mode a page asks one question: on, until what is wanted is there. */
async function onUntil(page: Page, wanted: string) {
  for (let i = 0; i < 8 && (await page.locator(wanted).count()) === 0; i++) {
    await page.locator('.bottom .solid').click()
    await page.waitForTimeout(300)
  }
}

async function choosePlace(page: Page, pick: string, place: string) {
  await page.locator(pick).click()
  await page.locator('.sheet input[type=search]').fill(place)
  await page.locator('.sheet .found button').first().click()
  await page.locator('.sheet .foot .solid').click()
  await page.locator('.sheet').waitFor({ state: 'hidden' })
}

export const NEIGHBOURS: readonly Shot[] = [
  {
    name: 'send-similar',
    as: null,
    open: async (page, base) => {
      const { category, place } = await sceneOf(base)
      await go(page, `${base}/send?category=${category}`)
      const elder = await page.evaluate(() => 'elder' in document.documentElement.dataset)
      await page.locator('textarea').first().fill('路灯不亮好几天了，晚上出门看不见')
      if (elder) await onUntil(page, '#ask-place')
      await choosePlace(page, '#ask-place .pick', place)
      await page.locator('.similar').waitFor()
    },
  },
  {
    name: 'joined-open',
    as: 'resident-li',
    open: async (page, base) => go(page, `${base}/joined/${(await sceneOf(base)).open}`),
  },
  {
    name: 'joined-answered',
    as: 'resident-li',
    open: async (page, base) => go(page, `${base}/joined/${(await sceneOf(base)).answered}`),
  },
  {
    name: 'mine-joined',
    as: 'resident-li',
    open: async (page, base) => {
      await sceneOf(base)
      await go(page, `${base}/mine`)
      await page.locator('.filter .chip').last().click()
      await page.waitForTimeout(500)
    },
  },
  {
    name: 'near',
    as: null,
    open: async (page, base) => {
      const { place } = await sceneOf(base)
      await go(page, `${base}/near`)
      await choosePlace(page, '.ways .line', place)
      await page.locator('.list li').first().waitFor()
    },
  },
]
