import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { BOARD } from './board.ts'
import { DESK } from './desk.ts'
import type { GuidePicture } from './guides.ts'

/** One of the pictures that are looked at anyway. @param shot its name there */
function of(name: string, shot: string, mode = 'wide'): GuidePicture {
  const found = [...DESK, ...BOARD].find((one) => one.name === `desk-${shot}`)
  if (!found) throw new Error(`there is no picture desk-${shot}`)
  return { name: `staff-${name}`, who: found.as, path: '/desk', mode, do: found.open }
}

const photo = { name: 'lamp.png', mimeType: 'image/png', buffer: readFileSync(new URL('./lamp.png', import.meta.url)) }

/** A report as it stands before it is sent. */
async function report(page: Page): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(photo)
  await page.locator('.cell img').first().waitFor()
  await page.locator('[role=group] button').first().click()
}

/** Words of a call, and a place: what is proposed beside it is there then. */
async function call(page: Page): Promise<void> {
  await page.locator('form textarea').first().fill('小区北门的路灯坏了三天，晚上回家看不见路')
  await page.locator('form p[role=group] button').first().click()
  await page.getByRole('combobox', { name: /^(地名|Place name)$/ }).fill('公园')
  await page.getByRole('option').filter({ visible: true }).first().click()
  await page.waitForTimeout(600)
}

/** The first body of the list, with what it owns and who is there. */
async function body(page: Page): Promise<void> {
  await page.locator('.list .item').nth(1).click()
  await page.locator('article .around li').first().waitFor()
}

/** The pictures of docs/guides/staff: one for each thing that a role does. */
export const STAFF_GUIDE: readonly GuidePicture[] = [
  of('order', 'order'),
  of('accept', 'accept'),
  { name: 'staff-intake', who: 'operator-gu', path: '/desk/intake', mode: 'wide', do: call },
  of('dispatch', 'dispatch'),
  of('bulk', 'bulk'),
  of('in-hand', 'in-hand'),
  of('feedback', 'feedback'),
  { name: 'staff-round', who: 'officer-xinmao', path: '/desk/round', mode: 'phone', do: report },
  of('review', 'review'),
  of('verify', 'verify', 'phone'),
  of('bounces', 'bounces'),
  of('overdue', 'overdue'),
  of('publish', 'publish'),
  of('staff', 'staff-one'),
  { name: 'staff-bodies', who: 'admin-zhu', path: '/desk/bodies', mode: 'wide', do: body },
  of('ownership', 'ownership'),
  of('insight', 'insight'),
]
