import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { city, pathAt } from '../support/cast.ts'
import { phone, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { photos } from '../support/photos.ts'
import { local, t } from '../support/words.ts'
import { addPhotos, choosePlace, openMap, tapMap } from './send-page.ts'

const here = journey()

interface Where {
  latitude: number
  longitude: number
  accuracy?: number
}

/** The sheet of places on a signed-in phone that lies somewhere, if it may tell. */
async function choosing(at?: Where): Promise<{ page: Page; sheet: Locator }> {
  const page = await phone(here.browser, here.url, {
    who: here.resident,
    ...(at ? { permissions: ['geolocation'], geolocation: at } : {}),
  })
  await visit(page, `${here.url}/send`)
  return { page, sheet: await openMap(page) }
}

const chosen = (page: Page, label: string): Promise<void> => page.getByText(label).first().waitFor()

describe('a place is chosen', () => {
  test('out of those that were kept under a name, also on another phone', async () => {
    const { page, sheet } = await choosing()
    const { name } = here.cast.place
    await tapMap(sheet, here.cast.place)
    await sheet.getByRole('button', { name: t('place.save') }).click()
    await sheet.getByRole('textbox', { name: t('place.saveLabel') }).fill('店里')
    await sheet.getByRole('button', { name: t('app.confirm') }).click()
    await sheet.getByRole('button', { name: '店里', exact: true }).waitFor()
    await page.context().close()

    const other = await choosing()
    await other.sheet.getByRole('button', { name: '店里', exact: true }).click()
    const words = t('place.nearby', { area: local(name) })
    await other.sheet.getByRole('status').filter({ hasText: words }).waitFor()
    await choosePlace(other.sheet)
    await chosen(other.page, words)
    await other.page.context().close()
  })

  test('by being located, with how far that may be off', async () => {
    const { lng: longitude, lat: latitude, name } = here.cast.place
    const { page, sheet } = await choosing({ longitude, latitude, accuracy: 35 })
    await sheet.getByRole('button', { name: t('place.locate') }).click()
    const told = sheet.getByRole('status').filter({ hasText: t('place.nearby', { area: local(name) }) })
    await told.waitFor()
    expect(await told.innerText()).toContain('35')
    await choosePlace(sheet)
    await chosen(page, t('place.nearby', { area: local(name) }))
    await page.context().close()
  })
})

describe('a place is not found', () => {
  test('when the phone may not tell: the page says so, and a tap on the map still does it', async () => {
    const { page, sheet } = await choosing()
    await sheet.getByRole('button', { name: t('place.locate') }).click()
    await sheet.getByText(t('place.locateDenied')).waitFor()
    await tapMap(sheet, here.cast.place)
    await choosePlace(sheet)
    await chosen(page, t('place.nearby', { area: local(here.cast.place.name) }))
    await page.context().close()
  })

  test('when the phone is in another city', async () => {
    const { page, sheet } = await choosing({ longitude: 87.6, latitude: 43.8 })
    await sheet.getByRole('button', { name: t('place.locate') }).click()
    await sheet.getByText(t('place.locateFar', { city: local(city.city.settings.name) })).waitFor()
    expect(await sheet.getByRole('button', { name: t('place.here') }).isDisabled()).toBe(true)
    await page.context().close()
  })

  test('when the tap falls outside of the city, and the next one inside is taken', async () => {
    const { page, sheet } = await choosing()
    const [west, south, east, north] = city.city.settings.map.bounds
    const corners = [west, east].flatMap((lng) => [south, north].map((lat) => ({ lng, lat })))
    const outside = corners.find((corner) => pathAt(corner) === null)
    if (!outside) throw new Error('the city fills its map')
    await tapMap(sheet, outside)
    await sheet.getByText(t('PLACE_OUTSIDE_CITY')).waitFor()
    expect(await sheet.getByRole('button', { name: t('place.here') }).isDisabled()).toBe(true)
    await tapMap(sheet, here.cast.place)
    await sheet
      .getByRole('status')
      .filter({ hasText: local(here.cast.place.name) })
      .waitFor()
    expect(await sheet.getByRole('button', { name: t('place.here') }).isEnabled()).toBe(true)
    await page.context().close()
  })

  test('when a photo was taken in another city: its place is offered and told to lie outside', async () => {
    const page = await phone(here.browser, here.url, { who: here.resident })
    await visit(page, `${here.url}/send`)
    const answer = page.waitForResponse('**/api/files')
    await addPhotos(page, photos(1))
    await answer
    const sheet = await openMap(page)
    await sheet.getByRole('button', { name: t('place.fromPhoto') }).click()
    await sheet.getByText(t('PLACE_OUTSIDE_CITY')).waitFor()
    await page.context().close()
  })

  test('when nobody has heard of its name', async () => {
    const { page, sheet } = await choosing()
    await sheet.getByRole('searchbox', { name: t('place.search') }).fill('zzz没有这种地方')
    await sheet.getByText(t('place.none')).waitFor()
    await page.context().close()
  })
})
