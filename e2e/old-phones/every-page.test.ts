import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { withPhoto } from '../appeals/behind.ts'
import { addPhotos, fill, sentCode, submit, words } from '../appeals/send-page.ts'
import { addresses } from '../pages/looks.ts'
import { setScene } from '../pages/scene.ts'
import { as } from '../support/cast.ts'
import { phone, settled, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { photos } from '../support/photos.ts'
import { t, word } from '../support/words.ts'
import { takeAway } from './take-away.ts'

// In a browser that has no more than the web-views of Android 8 and of iOS 12 have in common.

const here = journey()

/** A phone of 2017, and what its pages complained of. */
async function oldPhone(): Promise<{ page: Page; complaints: string[] }> {
  const page = await phone(here.browser, here.url, { who: here.resident })
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await takeAway(page.context())
  return { page, complaints }
}

test('from home to what was sent, to my appeals and one of them', async () => {
  const { page, complaints } = await oldPhone()
  await visit(page, here.url)
  await page
    .getByRole('link', { name: t('home.send') })
    .first()
    .tap()
  await page.waitForURL('**/send')
  await fill(page, { text: '老手机也能反映', leaf: withPhoto(), place: here.cast.place })
  await addPhotos(page, photos(2))
  // What is written is there again when the page comes back.
  await page.reload()
  await expect.poll(() => words(page).inputValue(), { timeout: 20_000 }).toBe('老手机也能反映')
  await submit(page).tap()
  const code = await sentCode(page)
  expect((await as(here.url, here.resident).progress.get(code)).photos).toHaveLength(2)

  await visit(page, here.url)
  await page
    .getByRole('link', { name: t('home.mineAll') })
    .first()
    .tap()
  await page.getByText('老手机也能反映').first().tap()
  await page.waitForURL(`**/appeal/${code}`)
  await page.getByRole('heading', { name: t('appeal.timeline') }).waitFor()
  // The page follows what happens without being asked again.
  await as(here.url, here.cast.operator).workOrders.accept({ code, expectedVersion: 1 })
  await page.getByText(word('event', 'accepted')).first().waitFor()
  await page.getByRole('button', { name: t('supplement.action') }).tap()
  const box = page.getByRole('dialog', { name: t('supplement.title') })
  await box.getByRole('textbox').fill('还是没有人来')
  await box.getByRole('button', { name: t('say.send'), exact: true }).tap()
  await box.waitFor({ state: 'hidden' })
  await page.getByText('还是没有人来').first().waitFor()
  expect(complaints).toEqual([])
  await page.context().close()
})

test('what is sent without a network waits and goes by itself', async () => {
  const { page } = await oldPhone()
  await visit(page, `${here.url}/send`)
  await page.waitForLoadState('networkidle')
  await fill(page, { text: '老手机没有信号', leaf: withPhoto(), place: here.cast.place })
  await page.waitForLoadState('networkidle')
  await page.context().setOffline(true)
  await addPhotos(page, photos(1))
  await submit(page).tap()
  await page.getByRole('heading', { name: t('later.title'), exact: true }).waitFor()
  await page.context().setOffline(false)
  await page.getByText(t('later.sent'), { exact: true }).waitFor()
  await page.context().close()
})

test('every page and its layers open, and nothing is complained of', async () => {
  const { page, complaints } = await oldPhone()
  const scene = await setScene({ url: here.url, cast: here.cast, databaseUrl: here.server.databaseUrl })
  const found: Record<string, string[]> = {}
  for (const [name, path] of Object.entries(addresses(scene))) {
    await visit(page, here.url + path)
    await settled(page)
    await page.locator('h1').first().waitFor({ state: 'attached' })
    if ((await page.getByRole('button', { name: t('app.retry') }).count()) > 0) complaints.push('could not be loaded')
    // Whoever asks for a link that has run out is told so by the server.
    const these = complaints.splice(0).filter((what) => !what.includes('404') && !what.includes('410'))
    if (these.length > 0) found[name] = these
  }
  expect(found).toEqual({})
  await visit(page, `${here.url}/settings`)
  await page.getByRole('radio', { name: t('settings.theme.dark') }).tap()
  await page.locator('html[data-theme=dark]').waitFor()
  await visit(page, `${here.url}/send`)
  await page.getByRole('button', { name: t('send.template') }).tap()
  await page.getByRole('dialog').getByRole('listitem').first().getByRole('button').tap()
  await page.getByRole('button', { name: t('send.templateDone') }).tap()
  await page.getByRole('alert').first().waitFor()
  expect(complaints).toEqual([])
  await page.context().close()
})
