import type { Persona } from '@civicgrid/sdk'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { inHand, sent, upload, withoutPhoto, withPhoto } from '../appeals/behind.ts'
import { barriers } from '../support/axe.ts'
import { as, city } from '../support/cast.ts'
import { listens, phone, settled, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { local, t, word } from '../support/words.ts'

declare global {
  /** What the voice of the phone was given; '' where it was told to be still. */
  var said: string[]
}

const here = journey()

/** Taken down by an operator for somebody who rings. */
async function phoned(number: string, text: string): Promise<string> {
  const { lng, lat, name } = here.cast.place
  const leaf = withoutPhoto()
  const { code } = await as(here.url, here.cast.operator).workOrders.register({
    kind: leaf.kinds[0] ?? 'help',
    category: leaf.code,
    text,
    place: { point: { lng, lat }, address: name['zh-CN'] },
    contact: { name: '李女士', phone: number },
  })
  return code
}

const field = (page: Page, key: 'look.code' | 'look.tail') => page.getByRole('textbox', { name: t(key), exact: true })

async function lookUp(page: Page, code: string, tail: string): Promise<void> {
  await field(page, 'look.code').fill(code)
  await field(page, 'look.tail').fill(tail)
  await page.getByRole('button', { name: t('look.find') }).click()
}

/** The whole number of a demo resident, which the portal itself never shows. */
const numberOf = ({ persona }: Persona): string => city.city.residents.find((one) => one.code === persona)?.phone ?? ''

describe('查进度 without signing in', () => {
  test('the code and the end of the number tell where it stands, and not what was said', async () => {
    const code = await phoned('13900004321', '楼下烧烤摊太吵')
    const page = await phone(here.browser, here.url)
    await visit(page, `${here.url}/look`)
    await lookUp(page, code, '9999')
    await page.getByText(t('look.none')).waitFor()
    await lookUp(page, code, '4321')
    await page.getByRole('heading', { name: t('look.result') }).waitFor()
    await page.getByText(word('status', 'submitted'), { exact: true }).waitFor()
    expect(await page.getByRole('main').innerText()).not.toMatch(/烧烤|李女士|13900004321/)
    expect(await barriers(page)).toEqual([])
    await page.context().close()
  })

  test('without the end of the number a guest is asked for it, and nobody else', async () => {
    const page = await phone(here.browser, here.url)
    await visit(page, `${here.url}/look`)
    await lookUp(page, await phoned('13900004321', '路口红灯太长'), '')
    await page.getByText(t('look.tailNeeded')).waitFor()
    await page.context().close()
  })

  test('whoever phoned it in makes it their own; nobody with another number does', async () => {
    const [first, second] = here.cast.residents
    if (!first || !second) throw new Error('two residents are needed')
    const number = numberOf(first)
    const code = await phoned(number, '打电话说的井盖松动')
    const other = await phone(here.browser, here.url, { who: second })
    await visit(other, `${here.url}/look`)
    await lookUp(other, code, number.slice(-4))
    await other.getByRole('button', { name: t('look.adopt') }).click()
    await other.getByText(t('look.adoptNot')).waitFor()
    await other.context().close()
    const page = await phone(here.browser, here.url, { who: first })
    await visit(page, `${here.url}/look`)
    await lookUp(page, code, number.slice(-4))
    await page.getByRole('button', { name: t('look.adopt') }).click()
    await page.getByText('打电话说的井盖松动').first().waitFor()
    await page.getByText(t('event.adopted')).waitFor()
    await visit(page, `${here.url}/mine`)
    await page.getByText('打电话说的井盖松动').first().waitFor()
    await page.context().close()
  })
})

describe('one appeal', () => {
  test('tells a call that was not answered by its clock, and who looked at the contact', async () => {
    const receipt = await inHand(here.url, here.cast, here.resident, '水管漏了找不到人')
    const handler = as(here.url, here.cast.handler).workOrders
    const { receipt: looked } = await handler.viewContact({ code: receipt.code, expectedVersion: receipt.version })
    await handler.contact({ code: receipt.code, expectedVersion: looked.version, result: 'notReached' })
    const page = await phone(here.browser, here.url, { who: here.resident })
    await visit(page, `${here.url}/appeal/${receipt.code}`)
    await page.getByText(new RegExp(t('entry.callMissed', { clock: '\\d\\d:\\d\\d' }))).waitFor()
    const looks = page.locator('section').filter({ has: page.getByRole('heading', { name: t('appeal.looks') }) })
    await looks.getByText(word('role', 'handler')).waitFor()
    await settled(page)
    expect(await barriers(page)).toEqual([])
    await page.context().close()
  })

  test('is read aloud by the phone, and stops on a second tap', async () => {
    const { code } = await sent(here.url, here.cast, here.resident, '念给我听听')
    const page = await phone(here.browser, here.url, { who: here.resident })
    await page.addInitScript(() => {
      const said: string[] = []
      Object.assign(window, { said })
      Object.defineProperty(window, 'speechSynthesis', {
        value: { speak: (words: SpeechSynthesisUtterance) => said.push(words.text), cancel: () => said.push('') },
      })
    })
    await visit(page, `${here.url}/appeal/${code}`)
    await page.getByRole('button', { name: t('appeal.read') }).click()
    const heard = (): Promise<string[]> => page.evaluate(() => said.filter(Boolean))
    await expect.poll(heard).toHaveLength(1)
    expect((await heard())[0]).toContain(word('status', 'submitted'))
    await page.getByRole('button', { name: t('appeal.readStop') }).click()
    await page.getByRole('button', { name: t('appeal.read') }).waitFor()
    await page.context().close()
  })

  test('becomes a picture that holds no word of the resident', async () => {
    const { code } = await sent(here.url, here.cast, here.resident, '画成图片')
    const page = await phone(here.browser, here.url, { who: here.resident })
    await visit(page, `${here.url}/appeal/${code}`)
    await page.getByRole('button', { name: t('appeal.share') }).click()
    const sheet = page.getByRole('dialog', { name: t('appeal.shareTitle') })
    const picture = sheet.getByRole('img')
    await picture.waitFor()
    expect(await picture.getAttribute('src')).toMatch(/^data:image\/png/)
    expect(await picture.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight > 600])).toEqual([
      750,
      true,
    ])
    expect(await picture.getAttribute('alt')).toContain(word('status', 'submitted'))
    expect(await barriers(page)).toEqual([])
    await page.context().close()
  })

  test('fetches no photo before a tap where data is saved', async () => {
    const civic = as(here.url, here.resident)
    const { lng, lat } = here.cast.place
    const leaf = withPhoto()
    const { code } = await civic.appeals.submit({
      kind: leaf.kinds[0] ?? 'help',
      category: leaf.code,
      text: '省着点流量',
      place: { point: { lng, lat } },
      photos: [await upload(civic)],
    })
    const page = await phone(here.browser, here.url, { who: here.resident })
    await visit(page, `${here.url}/settings`)
    await page.getByText(t('settings.thrift'), { exact: true }).click()
    const fetched: string[] = []
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.startsWith('/files/')) fetched.push(request.url())
    })
    await visit(page, `${here.url}/appeal/${code}`)
    await page
      .getByRole('button', { name: t('photo.thrift') })
      .first()
      .waitFor()
    expect(fetched).toEqual([])
    await page
      .getByRole('button', { name: t('photo.thrift') })
      .first()
      .click()
    await page
      .getByRole('button', { name: t('photo.view', { n: 1 }) })
      .first()
      .waitFor()
    await page.context().close()
  })
})

describe('the home page', () => {
  test('says whose phone it is, and lets another come in', async () => {
    const page = await phone(here.browser, here.url, { who: here.resident })
    await visit(page, here.url)
    await page.getByText(local(here.resident.name), { exact: true }).waitFor()
    await page.getByRole('button', { name: t('leave.switch') }).click()
    await page.getByText(t('leave.text')).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: t('leave.go'), exact: true }).click()
    await page.getByRole('heading', { name: t('signIn.title'), exact: true }).waitFor()
    await page.goto(here.url)
    await listens(page)
    await page.getByRole('link', { name: t('home.signIn') }).waitFor()
    await page.context().close()
  })
})

test('nothing moves where a resident wants it still', async () => {
  const page = await phone(here.browser, here.url, { reducedMotion: 'no-preference' })
  await visit(page, `${here.url}/settings`)
  await page.getByText(t('settings.still'), { exact: true }).click()
  await page.getByText(t('settings.contrast'), { exact: true }).click()
  await page.reload()
  await listens(page)
  const root = page.locator('html')
  expect([await root.getAttribute('data-still'), await root.getAttribute('data-contrast')]).toEqual(['', 'high'])
  expect(
    await page
      .locator('button')
      .first()
      .evaluate((button) => getComputedStyle(button).transitionDuration),
  ).toMatch(/^(0s|1e-05s)/)
  expect(await barriers(page)).toEqual([])
  await page.context().close()
})
