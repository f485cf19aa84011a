import type { Shot } from './resident.ts'

// What is kept of a resident, and the end of an account.

export const MY_DATA: readonly Shot[] = [
  {
    name: 'my-data',
    as: 'resident-li',
    open: async (page, base) => {
      await page.goto(`${base}/my-data`, { waitUntil: 'networkidle' })
      await page.locator('.card').nth(3).waitFor()
    },
  },
  {
    name: 'my-data-delete',
    as: 'resident-li',
    open: async (page, base) => {
      await page.goto(`${base}/my-data`, { waitUntil: 'networkidle' })
      await page.locator('.card').last().locator('.btn').click()
      await page.locator('.sheet').waitFor()
    },
  },
]
