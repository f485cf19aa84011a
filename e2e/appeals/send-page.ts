/** The page «我要反映» as a finger uses it. */
import type { Frame, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { fit, screenOf } from '../../packages/portal/src/ui/map/view.ts'
import { toWorld } from '../../packages/portal/src/ui/map/projection.ts'
import { city, type Leaf } from '../support/cast.ts'
import { local, t } from '../support/words.ts'

/** A page, or one in another's frame. */
export type Scope = Page | Frame

export const words = (page: Scope): Locator => page.getByRole('textbox', { name: t('send.what') })
export const submit = (page: Scope): Locator => page.getByRole('button', { name: t('send.submit'), exact: true })
/** The field that a photo is put into; it has no looks of its own. */
export const photoField = (scope: Page | Locator): Locator =>
  scope.getByLabel(t('photo.add')).and(scope.locator('input'))

/** Opens the sheet of categories, searches for one and takes it. */
export async function chooseCategory(page: Scope, leaf: Leaf): Promise<void> {
  // It may hold already what the words proposed.
  await page.locator('#ask-category button.field').click()
  const sheet = page.getByRole('dialog', { name: t('send.categoryPick') })
  await sheet.getByRole('searchbox', { name: t('send.categorySearch') }).fill(local(leaf.name))
  await sheet
    .getByRole('button', { name: local(leaf.name) })
    .first()
    .click()
  await sheet.waitFor({ state: 'hidden' })
}

/** Adds photos and waits until each can be looked at. */
export async function addPhotos(page: Page, files: readonly string[], shown = files.length): Promise<void> {
  await photoField(page).setInputFiles([...files])
  await expect.poll(() => photoCount(page), { timeout: 20_000 }).toBe(shown)
}

const nth = (key: 'photo.view' | 'photo.retry') => new RegExp(t(key, { n: '\\d+' }))
export const photoCount = (page: Page): Promise<number> =>
  page
    .getByRole('button', { name: nth('photo.view') })
    .and(page.locator(':enabled'))
    .count()
export const retries = (page: Page): Locator => page.getByRole('button', { name: nth('photo.retry') })

/** Opens the sheet of places. */
export async function openMap(page: Scope): Promise<Locator> {
  await page.getByRole('button', { name: t('send.placePick') }).click()
  const sheet = page.getByRole('dialog', { name: t('place.title') })
  await sheet.getByRole('application').waitFor()
  return sheet
}

/** Where a point lies on the map, which shows the whole city at first. */
export async function onMap(sheet: Locator, point: { lng: number; lat: number }): Promise<{ x: number; y: number }> {
  const box = await sheet.getByRole('application').boundingBox()
  if (!box) throw new Error('the map is not to be seen')
  const [west, south, east, north] = city.city.settings.map.bounds
  const view = fit([west, south, east, north], box)
  const [x, y] = screenOf(view, box, toWorld(point.lng, point.lat))
  return { x, y }
}

/** Taps the map where a point lies. */
export async function tapMap(sheet: Locator, point: { lng: number; lat: number }): Promise<void> {
  await sheet.getByRole('application').tap({ position: await onMap(sheet, point) })
}

export const choosePlace = (sheet: Locator): Promise<void> =>
  sheet.getByRole('button', { name: t('place.here'), exact: true }).click()

/** All that is asked for, in the quickest way. */
export async function fill(
  page: Scope,
  { text, leaf, place }: { text: string; leaf: Leaf; place: { lng: number; lat: number } },
): Promise<void> {
  await words(page).fill(text)
  await chooseCategory(page, leaf)
  const sheet = await openMap(page)
  await tapMap(sheet, place)
  await choosePlace(sheet)
  await sheet.waitFor({ state: 'hidden' })
}

/** The code on the page that says thanks. */
export async function sentCode(page: Scope): Promise<string> {
  await page.getByRole('heading', { name: t('sent.thanks') }).waitFor()
  const found = /\/sent\/(\w+)/.exec(page.url())?.[1]
  if (found === undefined) throw new Error(`${page.url()} names no code`)
  return found
}
