import type { Page } from 'playwright-core'
import type { Shot } from './resident.ts'

// Coming in by a number, and one's ways in.

const go = (page: Page, address: string) => page.goto(address, { waitUntil: 'networkidle' })
/** Asks for a code, which a demo shows in the place of a message. @param nth makes a number that was asked for nothing yet */
async function askCode(page: Page, nth: number) {
  await page.locator('input[type=tel]').fill(`1391235${String(nth).padStart(4, '0')}`)
  await page.locator('form .solid').click()
  await page.locator('.shown').waitFor()
}
let numbers = Math.floor(Math.random() * 9000)

export const WAYS: readonly Shot[] = [
  {
    name: 'sign-in-code',
    as: null,
    open: async (page, base) => {
      await go(page, `${base}/sign-in`)
      await askCode(page, (numbers += 1))
    },
  },
  {
    name: 'ways',
    as: null,
    open: async (page, base) => {
      await go(page, `${base}/sign-in?back=/ways`)
      await askCode(page, (numbers += 1))
      const code = /\d{6}/.exec(await page.locator('.shown').innerText())?.[0] ?? ''
      await page.locator('input[autocomplete=one-time-code]').fill(code)
      await page.locator('form .solid').click()
      await page.waitForURL(`${base}/ways`)
      await page.locator('.card li').first().waitFor()
      await page.waitForTimeout(3000)
    },
  },
  {
    name: 'ways-leave',
    as: 'resident-li',
    open: async (page, base) => {
      await go(page, `${base}/ways`)
      await page.locator('.card li .btn').first().click()
      await page.locator('.sheet').waitFor()
    },
  },
]
