import type { Progress } from '@civicgrid/sdk'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { phoneFilm } from '../../packages/server/test/recordings.ts'
import { wider } from '../support/axe.ts'
import { as } from '../support/cast.ts'
import { deskOf, phone, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { desk, t } from '../support/words.ts'
import { withoutPhoto, withPhoto } from './behind.ts'
import { chooseCategory, choosePlace, fill, openMap, sentCode, submit, words } from './send-page.ts'

// What a hand, a phone or a keyboard may bring: each is told plainly, and nothing is lost.

const here = journey()

/** The appeal as its resident has it. */
function kept(code: string): Promise<Progress> {
  return as(here.url, here.resident).progress.get(code)
}

async function writing(options: Parameters<typeof phone>[2] = {}): Promise<Page> {
  const page = await phone(here.browser, here.url, { who: here.resident, ...options })
  await visit(page, `${here.url}/send`)
  return page
}

test('of 10,000 pasted characters none is lost, and the page says how many are too many', async () => {
  const page = await writing()
  await words(page).fill('水'.repeat(10_000))
  await page.getByText(t('send.tooMuch', { n: 6000 })).waitFor()
  expect((await words(page).inputValue()).length).toBe(10_000)
  await words(page).fill('水'.repeat(4000))
  await page.getByText(t('send.tooMuch', { n: 6000 })).waitFor({ state: 'hidden' })
  await page.context().close()
})

test('a name of 40 characters is taken whole, and the desk shows it on the smallest screen', async () => {
  const name = '欧阳'.repeat(20)
  const page = await writing()
  await fill(page, { text: '名字很长的人反映长椅坏了', leaf: withoutPhoto(), place: here.cast.place })
  await page.getByRole('button', { name: t('send.phoneOther') }).click()
  await page.getByLabel(t('send.phone'), { exact: true }).fill('13900001111')
  await page.getByLabel(t('send.name'), { exact: true }).fill(`${name}司`)
  expect(await page.getByLabel(t('send.name'), { exact: true }).inputValue()).toBe(name)
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await wider(page)).toBe(0)
  await submit(page).click()
  const code = await sentCode(page)
  const seat = await deskOf(here.browser, here.url, here.cast.operator, `/desk/queue/all/${code}`)
  await seat.getByRole('button', { name: desk('order.contactView') }).click()
  await seat.getByRole('button', { name: desk('order.contactConfirm') }).click()
  await seat.getByText(name, { exact: true }).waitFor()
  await seat.setViewportSize({ width: 320, height: 640 })
  expect(await wider(seat)).toBe(0)
  await page.context().close()
  await seat.context().close()
})

test('a camera that gives no photo leaves the form as it was: it says where one is needed, and goes without elsewhere', async () => {
  const page = await writing()
  await fill(page, { text: '相机打不开', leaf: withPhoto(), place: here.cast.place })
  const chooser = page.waitForEvent('filechooser')
  await page.getByText(t('photo.camera'), { exact: true }).click()
  await (await chooser).setFiles([])
  expect(await page.getByRole('alert').count()).toBe(0)
  await submit(page).click()
  await page
    .getByRole('alert')
    .filter({ hasText: t('form.photoNeeded') })
    .waitFor()
  expect(await words(page).inputValue()).toBe('相机打不开')
  await chooseCategory(page, withoutPhoto())
  await submit(page).click()
  await sentCode(page)
  await page.context().close()
})

test('a film is sent with the appeal and plays on its page; one that is no film says so', async () => {
  const page = await writing()
  await fill(page, { text: '长椅的视频', leaf: withoutPhoto(), place: here.cast.place })
  const field = page.getByLabel(t('send.film')).and(page.locator('input'))
  await field.setInputFiles({
    name: 'a.mp4',
    mimeType: 'video/mp4',
    buffer: Buffer.from('no film at all, only words'),
  })
  await page.getByText(t('FILE_TYPE_UNSUPPORTED')).waitFor()
  await page.getByRole('button', { name: t('record.remove', { what: t('record.videoPlain') }) }).click()
  await field.setInputFiles({ name: 'IMG_1.MOV', mimeType: 'video/quicktime', buffer: phoneFilm() })
  await submit(page).click()
  const code = await sentCode(page)
  expect((await kept(code)).recordings.map(({ mime }) => mime)).toEqual(['video/mp4'])
  await visit(page, `${here.url}/appeal/${code}`)
  await page.locator('video').first().waitFor()
  await page.context().close()
})

test('a place denied by the phone is chosen on the map', async () => {
  const page = await writing({ permissions: [] })
  const places = await openMap(page)
  await places.getByRole('button', { name: t('place.locate') }).click()
  await places.getByText(t('place.locateDenied')).waitFor()
  await places.getByRole('application').tap()
  await choosePlace(places)
  await page.context().close()
})
