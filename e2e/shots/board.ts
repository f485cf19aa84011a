import type { Page } from 'playwright-core'
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
  { name: 'desk-publish', as: null, open: publishing, modes: DESK_MODES },
]
