import type { Progress } from '@civicgrid/sdk'
import makeCode from 'qrcode-generator'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { barriers } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { as, city } from '../support/cast.ts'
import { phone, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { local, t } from '../support/words.ts'
import { withoutPhoto } from './behind.ts'
import { fill, sentCode, submit, words } from './send-page.ts'

const here = journey()

const sheet = (page: Page, title: string) => page.getByRole('dialog', { name: title })

/** The appeal as its resident has it. */
function kept(code: string): Promise<Progress> {
  return as(here.url, here.resident).progress.get(code)
}

async function writing(browser: Browser = here.browser): Promise<Page> {
  const page = await phone(browser, here.url, { who: here.resident })
  await visit(page, `${here.url}/send`)
  return page
}

describe('speaking', () => {
  let spoken: Browser
  let mute: Browser
  beforeAll(async () => {
    const fake = '--use-fake-device-for-media-stream'
    spoken = await launchBrowser([fake, '--use-fake-ui-for-media-stream'])
    mute = await launchBrowser([fake, '--use-fake-ui-for-media-stream=deny'])
  })
  afterAll(async () => {
    await spoken?.close()
    await mute?.close()
  })

  const open = async (page: Page) => {
    await page.getByRole('button', { name: t('send.speak') }).click()
    return sheet(page, t('record.title'))
  }

  test('a tap begins and a tap ends it; it is sent, kept as sound and can be heard', async () => {
    const page = await writing(spoken)
    await fill(page, { text: '我说给你们听', leaf: withoutPhoto(), place: here.cast.place })
    const recorder = await open(page)
    await recorder.getByRole('button', { name: t('record.start') }).click()
    await recorder.getByText(t('record.seconds', { n: 2 })).waitFor()
    expect(await barriers(page)).toEqual([])
    await recorder.getByRole('button', { name: t('record.stop') }).click()
    await recorder.getByText(/^(录好了)/).waitFor()
    await recorder.getByRole('button', { name: t('record.done') }).click()
    await page.getByRole('button', { name: new RegExp(t('record.play', { what: '.*' })) }).waitFor()
    await submit(page).click()
    const code = await sentCode(page)
    const [sound] = (await kept(code)).recordings
    expect(sound?.mime).toBe('audio/webm')
    expect(sound?.bytes).toBeGreaterThan(500)
    await page.context().close()
  })

  test('held, it records until one lets go; not yet uploaded, it waits with the appeal for a network and goes once', async () => {
    const page = await writing(spoken)
    await fill(page, { text: '按住说的一段话', leaf: withoutPhoto(), place: here.cast.place })
    const recorder = await open(page)
    // Everything that waiting needs has come with the first word.
    await page.waitForLoadState('networkidle')
    await page.context().setOffline(true)
    await recorder.getByRole('button', { name: t('record.start') }).hover()
    await page.mouse.down()
    await recorder.getByText(t('record.seconds', { n: 2 })).waitFor()
    // The finger has slid off the button.
    await page.mouse.move(5, 5)
    await page.mouse.up()
    await recorder.getByText(/^(录好了)/).waitFor()
    await recorder.getByRole('button', { name: t('record.done') }).click()
    await page.getByRole('button', { name: new RegExp(t('record.remove', { what: '.*' })) }).waitFor()
    await submit(page).click()
    await page.getByText(t('later.photos', { n: 1 })).waitFor()
    await page.context().setOffline(false)
    await page.getByText(t('later.sent'), { exact: true }).waitFor()
    const { items } = await as(here.url, here.resident).appeals.mine().page()
    const mine = items.filter(({ excerpt }) => excerpt.startsWith('按住说的'))
    expect(mine).toHaveLength(1)
    expect((await kept(mine[0]?.code ?? '')).recordings.map(({ mime }) => mime)).toEqual(['audio/webm'])
    await page.context().close()
  })

  test('where the city writes down speech, the words stand in the text to be changed', async () => {
    const page = await phone(spoken, here.url, { who: here.resident })
    await page.route('**/trpc/**', async (route) => {
      const { pathname } = new URL(route.request().url())
      if (pathname.includes('assist.transcribe'))
        return route.fulfill({ json: { result: { data: { text: '楼下路灯不亮' } } } })
      if (!pathname.includes('city.get')) return route.continue()
      const answer = await route.fetch()
      const text = (await answer.text()).replace('"speech":false', '"speech":true')
      return route.fulfill({ response: answer, body: text })
    })
    await visit(page, `${here.url}/send`)
    await words(page).fill('您好。')
    const recorder = await open(page)
    await recorder.getByRole('button', { name: t('record.start') }).click()
    await recorder.getByText(t('record.seconds', { n: 1 })).waitFor()
    await recorder.getByRole('button', { name: t('record.stop') }).click()
    await recorder.getByText(t('record.written')).waitFor()
    expect(await words(page).inputValue()).toBe('您好。 楼下路灯不亮')
    await page.context().close()
  })

  test('a refused microphone is told, and a recording can be chosen instead', async () => {
    const page = await writing(mute)
    const recorder = await open(page)
    await recorder.getByRole('button', { name: t('record.start') }).click()
    await recorder.getByText(t('record.denied')).waitFor()
    await recorder
      .getByRole('button', { name: t('record.pick') })
      .first()
      .waitFor()
    await page.context().close()
  })
})

describe('the door plate', () => {
  const door = city.city.places.find(({ plate }) => plate !== undefined)
  const plate = door?.plate ?? ''
  const link = (city.city.settings.plates?.prefix ?? '') + plate

  /** A picture of a code, as a camera has it. */
  async function picture(page: Page, text: string): Promise<Buffer> {
    const code = makeCode(0, 'M')
    code.addData(text)
    code.make()
    const url = code.createDataURL(8, 32)
    const bytes = await page.evaluate(async (source) => {
      const image = new Image()
      image.src = source
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.width
      canvas.height = image.height
      canvas.getContext('2d')?.drawImage(image, 0, 0)
      return canvas.toDataURL('image/png').split(',')[1] ?? ''
    }, url)
    return Buffer.from(bytes, 'base64')
  }

  test('photographed, typed or opened as a link, it says where', async () => {
    const page = await writing()
    await page.getByRole('button', { name: t('place.plate') }).click()
    const plates = sheet(page, t('place.plateTitle'))
    const field = plates.getByLabel(t('place.platePhoto')).and(plates.locator('input'))
    await field.setInputFiles({
      name: 'none.png',
      mimeType: 'image/png',
      buffer: await picture(page, 'https://x.example/'),
    })
    await plates.getByText(t('place.plateUnknown')).waitFor()
    expect(await barriers(page)).toEqual([])
    await field.setInputFiles({ name: 'plate.png', mimeType: 'image/png', buffer: await picture(page, link) })
    await plates.waitFor({ state: 'hidden' })
    await page.locator('#ask-place').getByText(local(door?.name)).first().waitFor()

    await page.getByRole('button', { name: t('place.plate') }).click()
    await plates.getByLabel(t('place.plateCode')).fill('ZZ0000')
    await plates.getByRole('button', { name: t('place.plateFind') }).click()
    await plates.getByText(t('place.plateUnknown')).waitFor()
    await plates.getByLabel(t('place.plateCode')).fill(plate.toLowerCase())
    await plates.getByRole('button', { name: t('place.plateFind') }).click()
    await plates.waitFor({ state: 'hidden' })
    await page.context().close()

    const scanned = await phone(here.browser, here.url, { who: here.resident })
    await visit(scanned, `${here.url}/send?plate=${encodeURIComponent(link)}`)
    await scanned.locator('#ask-place').getByText(local(door?.name)).first().waitFor()
    await scanned.context().close()
  })
})
