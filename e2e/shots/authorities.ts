import type { Page } from 'playwright-core'
import { upload } from '../appeals/behind.ts'
import { as, castOf } from '../support/cast.ts'
import { enterAs } from './look.ts'
import type { Shot } from './resident.ts'

/** 代办: on the person's phone, on the agent's, and at the desk. */

const DAY = 24 * 3_600_000
const term = () => ({
  scope: ['track' as const, 'submit' as const, 'rate' as const],
  until: new Date(Date.now() + 30 * DAY).toISOString(),
})
const go = (path: string) => async (page: Page, base: string) => {
  await page.goto(base + path, { waitUntil: 'networkidle' })
}

/** The second resident lets the first act, who asks besides on paper for somebody without a phone. @returns its reference */
export async function arranged(base: string): Promise<string> {
  const { residents } = await castOf(base)
  const [first, second] = residents
  if (!first || !second) throw new Error('the demo has too few residents')
  const agent = as(base, first)
  const known = (await agent.authorities.list()).find(
    ({ origin, standing }) => origin === 'paper' && standing === 'requested',
  )
  if (known) return known.ref
  const { code } = await as(base, second).authorities.offer({ agentName: '小明', relation: '邻居', ...term() })
  await agent.authorities.accept(code)
  const evidence = [await upload(agent)]
  return (await agent.authorities.request({ principalName: '周秀英', relation: '母亲', evidence, ...term() })).ref
}

const DESK_MODES = ['phone', 'wide', 'wide-dark', 'wide-en']

export const AUTHORITIES: readonly Shot[] = [
  {
    name: 'authorities',
    as: 'resident-li',
    open: async (page, base) => {
      await arranged(base)
      await go('/authorities')(page, base)
      await page
        .getByRole('button', { name: /^(记录|What happened)$/ })
        .first()
        .click()
      await page.locator('.card ol').first().waitFor()
    },
  },
  {
    name: 'authorities-give',
    as: 'resident-li',
    open: async (page, base) => {
      await go('/authorities')(page, base)
      await page.getByRole('button', { name: /请人替我办|Let somebody/ }).click()
      await page.locator('.sheet form').waitFor()
      await page.waitForTimeout(400)
    },
  },
  {
    name: 'authorities-whom',
    as: 'resident-li',
    modes: ['phone', 'phone-dark', 'phone-en', 'wide'],
    open: async (page, base) => {
      await arranged(base)
      await go('/send')(page, base)
      await page.getByText(/我替别人反映|I report for somebody else/).click()
      await page.getByRole('button', { name: /对方授权过我|They let me/ }).click()
      await page.locator('.sheet li').first().waitFor()
      await page.waitForTimeout(400)
    },
  },
  {
    name: 'desk-authorities',
    as: null,
    modes: DESK_MODES,
    open: async (page, base) => {
      const paper = await arranged(base)
      await enterAs(page.context(), base, 'operator-gu')
      await go(`/desk/authorities/${paper}`)(page, base)
      await page.getByRole('button', { name: /查看委托书|Look at the paper/ }).click()
      await page.locator('article img').first().waitFor()
      await page.waitForTimeout(400)
    },
  },
  {
    name: 'desk-authorities-witness',
    as: null,
    modes: DESK_MODES,
    open: async (page, base) => {
      await enterAs(page.context(), base, 'operator-gu')
      await go('/desk/authorities')(page, base)
      await page.locator('form').waitFor()
    },
  },
]
