import { createCivic, demoSession } from '@civicgrid/sdk'
import type { Page } from 'playwright-core'
import { upload, withoutPhoto } from '../appeals/behind.ts'
import { as, castOf } from '../support/cast.ts'
import { enterAs } from './look.ts'
import type { Shot } from './resident.ts'

/** The public board, for everybody; publishing, at the desk. */

const go = (path: string) => async (page: Page, base: string) => {
  await page.goto(base + path, { waitUntil: 'networkidle' })
}

/** The first published one that has photos of before and after; without one, the first. */
async function publicOne(page: Page, base: string) {
  await go('/board')(page, base)
  const rows = page.locator('a.row')
  await rows.first().waitFor()
  const paired = rows.filter({ has: page.locator('.pairs') })
  await ((await paired.count()) > 0 ? paired.first() : rows.first()).click()
  await page.locator('main .btn.wide').last().click()
  await page.locator('.map canvas').waitFor()
  await page.waitForLoadState('networkidle')
}

async function publishing(page: Page, base: string) {
  await enterAs(page.context(), base, 'publisher-mei')
  await go('/desk/queue/toPublish')(page, base)
  await page.locator('.list [data-code]').first().click()
  await page.locator('[data-action="publish"]').click()
  await page.locator('.sheet form textarea').first().waitFor()
}

const unanswered = new Map<string, Promise<string>>()
/** An answered appeal from the mini-program whose sender WeChat does not know by now: a publisher looks instead. @returns its code */
async function unchecked(base: string): Promise<string> {
  const { operator, place } = await castOf(base)
  const phone = createCivic({
    baseUrl: base,
    client: 'miniapp/0.1.0',
    session: demoSession({ persona: 'resident-li' }),
  })
  const { code, version } = await phone.appeals.submit({
    kind: 'help',
    category: withoutPhoto().code,
    text: '楼道里又贴满了小广告，墙上都看不见白的了',
    consent: true,
    photos: [await upload(phone)],
    place: { point: { lng: place.lng, lat: place.lat }, address: place.name['zh-CN'] },
  })
  await as(base, operator).workOrders.answer({ code, expectedVersion: version, text: '已清理干净' })
  return code
}

const checked = (form: boolean) => async (page: Page, base: string) => {
  const code = await (unanswered.get(base) ?? unanswered.set(base, unchecked(base)).get(base))
  await enterAs(page.context(), base, 'publisher-mei')
  const pass = page.locator('[data-action="passContent"]')
  // WeChat is asked by a reader of the log: its answer stands there a moment later.
  for (let tries = 0; tries < 30 && (await pass.count()) === 0; tries += 1) {
    await go(`/desk/queue/all/${code}`)(page, base)
    await page.locator('.dock').waitFor()
    await page.waitForTimeout(500)
  }
  await pass.waitFor()
  if (!form) return
  await pass.click()
  await page.locator('.sheet form').waitFor()
}

const DESK_MODES = ['phone', 'phone-dark', 'wide', 'wide-dark', 'wide-en']

export const BOARD: readonly Shot[] = [
  { name: 'board', as: null, open: go('/board') },
  {
    name: 'board-map',
    as: null,
    open: async (page, base) => {
      await go('/board?view=map')(page, base)
      await page.locator('.mark').first().click()
    },
  },
  { name: 'board-none', as: null, open: go('/board?category=nothing'), modes: ['phone', 'wide'] },
  { name: 'board-one', as: null, open: publicOne },
  { name: 'rate-expired', as: null, open: go(`/rate/${'A'.repeat(52)}`) },
  { name: 'desk-checks', as: null, open: checked(false), modes: DESK_MODES },
  { name: 'desk-pass-content', as: null, open: checked(true), modes: DESK_MODES },
  { name: 'desk-publish', as: null, open: publishing, modes: DESK_MODES },
]
