import { CivicError, type ErrorBody, type ErrorCode } from '@civicgrid/contracts'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { listens, phone, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { photos } from '../support/photos.ts'
import { local, t } from '../support/words.ts'
import { countOf, withoutPhoto, withPhoto } from './behind.ts'
import { addPhotos, fill, photoCount, photoField, retries, sentCode, submit, words } from './send-page.ts'

const here = journey()

/** A resident's phone on the page «我要反映». */
async function writing(signedIn = true): Promise<Page> {
  const page = await phone(here.browser, here.url, { who: signedIn ? here.resident : undefined })
  await visit(page, `${here.url}/send`)
  return page
}

/** Requests of one kind that the page sends from now on. */
function heard(page: Page, path: string): string[] {
  const seen: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.includes(path)) seen.push(request.headers()['idempotency-key'] ?? '')
  })
  return seen
}

const alerts = async (page: Page): Promise<string[]> => page.getByRole('alert').allInnerTexts()

describe('photos', () => {
  test('where the category demands one, the page says so and sends nothing', async () => {
    const page = await writing()
    const sent = heard(page, 'appeals.submit')
    await fill(page, { text: '垃圾堆了三天没有人收', leaf: withPhoto(), place: here.cast.place })
    await submit(page).click()
    await expect.poll(() => alerts(page)).toEqual([t('form.photoNeeded')])
    expect(sent).toEqual([])
    await addPhotos(page, photos(1))
    await expect.poll(() => alerts(page)).toEqual([])
    await submit(page).click()
    await sentCode(page)
    await page.context().close()
  })

  test('of ten, nine are taken and the page says that no more fit', async () => {
    const page = await writing()
    await addPhotos(page, photos(10), 9)
    await expect.poll(() => alerts(page)).toEqual([t('photo.leftOut', { max: 9 })])
    expect(await page.getByText(t('photo.add'), { exact: true }).count()).toBe(0)
    await page.getByRole('button', { name: t('photo.remove', { n: 9 }) }).click()
    await expect.poll(() => photoCount(page)).toBe(8)
    expect(await alerts(page)).toEqual([])
    await page.context().close()
  })

  test('when the third of five is refused, the page says why, sends it again on a tap, and only then the appeal', async () => {
    const page = await writing()
    let uploads = 0
    await page.route('**/api/files', async (route) => {
      uploads += 1
      if (uploads !== 3) return route.continue()
      await route.fulfill({ status: 422, json: refusal('FILE_DAMAGED', 422) })
    })
    await fill(page, { text: '五张照片里有一张没传上', leaf: withPhoto(), place: here.cast.place })
    await addPhotos(page, photos(5))
    await expect.poll(() => alerts(page)).toEqual([t('FILE_DAMAGED')])
    await submit(page).click()
    await expect.poll(() => alerts(page)).toContain(t('form.photosFailed'))
    expect(await countOf(here.url, here.resident, '五张照片里')).toBe(0)
    await retries(page).click()
    await expect.poll(() => retries(page).count()).toBe(0)
    await submit(page).click()
    const code = await sentCode(page)
    await visit(page, `${here.url}/appeal/${code}`)
    await expect
      .poll(() => page.getByRole('button', { name: new RegExp(t('photo.view', { n: '\\d' })) }).count())
      .toBe(5)
    await page.context().close()
  })
})

const refusal = (code: ErrorCode, httpStatus: number): ErrorBody => ({
  error: { message: code, code: -32600, data: { code, httpStatus, civic: new CivicError(code).toJSON() } },
})

describe('a draft', () => {
  test('survives a reload with its photos, its category and its place', async () => {
    const page = await writing(false)
    await fill(page, { text: '写了一半先放着', leaf: withPhoto(), place: here.cast.place })
    await addPhotos(page, photos(2))
    await page.reload()
    await listens(page)
    expect(await words(page).inputValue()).toBe('写了一半先放着')
    await expect.poll(() => photoCount(page)).toBe(2)
    await page.getByText(local(withPhoto().name)).waitFor()
    await page.getByText(t('place.nearby', { area: local(here.cast.place.name) })).waitFor()
    await page.getByText(t('send.draftBack')).waitFor()
    await page.context().close()
  })

  test('can be thrown away, and then nothing of it is left', async () => {
    const page = await writing(false)
    await words(page).fill('不想写了')
    await addPhotos(page, photos(1))
    await page.reload()
    await listens(page)
    await page.getByRole('button', { name: t('send.draftDrop') }).click()
    expect(await words(page).inputValue()).toBe('')
    await page.reload()
    await listens(page)
    expect([await words(page).inputValue(), await photoCount(page)]).toEqual(['', 0])
    await page.context().close()
  })

  test('what is typed before the script of the page has come is not lost', async () => {
    const page = await phone(here.browser, here.url)
    let arrive = () => {}
    const arrived = new Promise<void>((resolve) => (arrive = resolve))
    await page.route('**/*.js', async (route) => {
      await arrived
      await route.continue()
    })
    await page.goto(`${here.url}/send`, { waitUntil: 'commit' })
    await words(page).fill('网很慢,字先打上')
    arrive()
    await listens(page)
    await expect.poll(() => words(page).inputValue()).toBe('网很慢,字先打上')
    await expect.poll(() => page.evaluate(() => localStorage.getItem('civic.draft') ?? '')).toContain('网很慢')
    await page.context().close()
  })
})

describe('sending happens once', () => {
  test('and the back button afterwards shows an empty form', async () => {
    const page = await phone(here.browser, here.url, { who: here.resident })
    await visit(page, here.url)
    await page
      .getByRole('link', { name: t('home.send') })
      .first()
      .click()
    await page.waitForURL('**/send')
    await listens(page)
    await fill(page, { text: '交了以后又退回来', leaf: withoutPhoto(), place: here.cast.place })
    await submit(page).click()
    await sentCode(page)
    await page.goBack()
    await page.getByRole('heading', { name: t('home.motto') }).waitFor()
    await page
      .getByRole('link', { name: t('home.send') })
      .first()
      .click()
    expect(await words(page).inputValue()).toBe('')
    expect(await countOf(here.url, here.resident, '交了以后')).toBe(1)
    await page.context().close()
  })

  test('when the answer is lost and the page is loaded anew before it is asked for again', async () => {
    const page = await writing()
    let asked = 0
    await page.route('**/trpc/appeals.submit*', async (route) => {
      // Asked for again by the page itself, before it is loaded anew, nothing comes.
      if (++asked > 1) return
      await route.fetch()
      await route.abort('connectionreset')
    })
    await fill(page, { text: '手机自己重启了', leaf: withoutPhoto(), place: here.cast.place })
    const gone = page.waitForEvent('requestfailed', (request) => request.url().includes('appeals.submit'))
    await submit(page).click()
    await gone
    await page.reload()
    await listens(page)
    await page.unrouteAll()
    await submit(page).click()
    await sentCode(page)
    expect(await countOf(here.url, here.resident, '手机自己')).toBe(1)
    await page.context().close()
  })
})

test('a zip that calls itself a photo is refused in words, and the appeal can go without it', async () => {
  const page = await writing()
  await words(page).fill('传错了文件')
  await photoField(page).setInputFiles({
    name: 'lamp.png',
    mimeType: 'image/png',
    buffer: Buffer.from('PK\u0003\u0004 nothing to be seen'),
  })
  await expect.poll(() => alerts(page)).toHaveLength(1)
  expect([t('FILE_TYPE_UNSUPPORTED'), t('FILE_DAMAGED')]).toContain((await alerts(page))[0])
  await page.getByRole('button', { name: t('photo.remove', { n: 1 }) }).click()
  await expect.poll(() => alerts(page)).toEqual([])
  await page.context().close()
})
