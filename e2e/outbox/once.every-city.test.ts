import type { Persona } from '@civicgrid/sdk'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { countOf, withoutPhoto, withPhoto } from '../appeals/behind.ts'
import { addPhotos, fill, photoCount, sentCode, submit, words } from '../appeals/send-page.ts'
import { barriers } from '../support/axe.ts'
import { as } from '../support/cast.ts'
import { listens, phone, signIn, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { photos } from '../support/photos.ts'
import { local, t } from '../support/words.ts'

// What is sent arrives whole and once, whatever happens on the way: on every database and in every city.

const here = journey()

/** A phone on 我要反映, with everything fetched that a page fetches by itself. */
async function writing(): Promise<Page> {
  const page = await phone(here.browser, here.url, { who: here.resident })
  await page.goto(`${here.url}/send`, { waitUntil: 'networkidle' })
  await listens(page)
  return page
}

/** The session ends at the server, whatever the phone believes. */
async function endSession(page: Page): Promise<void> {
  const answer = await page.context().request.post(`${here.url}/trpc/identity.signOut`, {
    headers: { origin: here.url, 'x-civic-realm': 'resident', 'content-type': 'application/json' },
  })
  if (!answer.ok()) throw new Error(await answer.text())
}

/** Through the door that opens by itself, to where one was. */
async function throughDoor(page: Page, who: Persona): Promise<void> {
  await page.getByRole('heading', { name: t('send.signInTitle'), exact: true }).waitFor()
  await page.getByRole('button', { name: local(who.name) }).click()
  await submit(page).waitFor()
}

/** The idempotency keys under which appeals go out, by any tab. */
function keysOf(page: Page): string[] {
  const keys: string[] = []
  page.context().on('request', (request) => {
    if (request.url().includes('appeals.submit')) keys.push(request.headers()['idempotency-key'] ?? '')
  })
  return keys
}

const title = (page: Page) => page.getByRole('heading', { name: t('later.title') })
const photosOf = async (code: string) => (await as(here.url, here.resident).progress.get(code)).photos.length

test('sent without a network, it is kept with its photos, says so, and goes by itself once the network is back', async () => {
  const page = await writing()
  const keys = keysOf(page)
  await fill(page, { text: '电梯里没有信号', leaf: withPhoto(), place: here.cast.place })
  await page.context().setOffline(true)
  await addPhotos(page, photos(2))
  await submit(page).click()
  await title(page).waitFor()
  await page.getByText(t('later.kept')).waitFor()
  await page.getByText(t('later.photos', { n: 2 })).waitFor()
  expect(keys).toEqual([])
  await page.context().setOffline(false)
  await page.getByText(t('later.sent'), { exact: true }).waitFor()
  expect(await countOf(here.url, here.resident, '电梯里')).toBe(1)
  const { items } = await as(here.url, here.resident).appeals.mine().page()
  expect(await photosOf(items.find(({ excerpt }) => excerpt.startsWith('电梯里'))?.code ?? '')).toBe(2)
  await visit(page, `${here.url}/send`)
  expect(await words(page).inputValue()).toBe('')
  await page.context().close()
})

describe('when the session ends in the middle of sending', () => {
  test('nothing is lost: after signing in again it goes with all its photos, once', async () => {
    const page = await writing()
    const keys = keysOf(page)
    let uploads = 0
    await page.route('**/api/files', async (route) => {
      if (++uploads === 3) await endSession(page)
      await route.continue()
    })
    await fill(page, { text: '交到一半要重新登录', leaf: withPhoto(), place: here.cast.place })
    await addPhotos(page, photos(3))
    await submit(page).click()
    await throughDoor(page, here.resident)
    expect(await words(page).inputValue()).toBe('交到一半要重新登录')
    await expect.poll(() => photoCount(page)).toBe(3)
    await page.unrouteAll()

    let sends = 0
    await page.route('**/trpc/appeals.submit*', async (route) => {
      if (++sends === 1) await endSession(page)
      await route.continue()
    })
    await submit(page).click()
    await throughDoor(page, here.resident)
    await expect.poll(() => photoCount(page)).toBe(3)
    await submit(page).click()
    const code = await sentCode(page)
    expect(await photosOf(code)).toBe(3)
    expect(await countOf(here.url, here.resident, '交到一半')).toBe(1)
    expect([keys.length, new Set(keys).size]).toEqual([2, 1])
    await page.context().close()
  })

  test('and another person’s has begun, it is not sent as theirs and waits for its own', async () => {
    const [first, second] = here.cast.residents
    if (!first || !second) throw new Error('two residents are needed')
    const page = await writing()
    await fill(page, { text: '手机刚被别人登录', leaf: withoutPhoto(), place: here.cast.place })
    await signIn(page.context(), here.url, second)
    await submit(page).click()
    await throughDoor(page, first)
    expect(await countOf(here.url, second, '手机刚被')).toBe(0)
    expect(await words(page).inputValue()).toBe('手机刚被别人登录')
    await submit(page).click()
    await sentCode(page)
    expect(await countOf(here.url, first, '手机刚被')).toBe(1)
    await page.context().close()
  })
})

describe('two tabs that show one draft', () => {
  /** Both with the same words, the second by what the first has kept. */
  async function twoTabs(text: string): Promise<[Page, Page]> {
    const one = await writing()
    await fill(one, { text, leaf: withoutPhoto(), place: here.cast.place })
    await one.reload({ waitUntil: 'networkidle' })
    const two = await one.context().newPage()
    await two.goto(`${here.url}/send`, { waitUntil: 'networkidle' })
    for (const tab of [one, two]) {
      await listens(tab)
      await expect.poll(() => words(tab).inputValue()).toBe(text)
    }
    return [one, two]
  }

  test('send it once, though both are told to before either has an answer', async () => {
    const [one, two] = await twoTabs('两个窗口同时交')
    const keys = keysOf(one)
    let asked = 0
    let both = () => {}
    const bothAsked = new Promise<void>((resolve) => (both = resolve))
    await one.context().route('**/trpc/appeals.submit*', async (route) => {
      if (++asked === 2) both()
      await bothAsked
      await route.continue()
    })
    await submit(one).click()
    await submit(two).click()
    expect(await sentCode(two)).toBe(await sentCode(one))
    expect([keys.length, new Set(keys).size]).toEqual([2, 1])
    expect(await countOf(here.url, here.resident, '两个窗口同时')).toBe(1)
    await one.context().close()
  })

  test('the second says that it has been sent, loses no word, and sends nothing twice', async () => {
    const [one, two] = await twoTabs('另一个窗口先交了')
    await submit(one).click()
    const code = await sentCode(one)
    await two.getByText(t('send.already')).waitFor()
    expect(await barriers(two)).toEqual([])
    await words(two).fill('另一个窗口先交了，我又改了几个字')
    await submit(two).click()
    await expect.poll(() => submit(two).isEnabled()).toBe(true)
    expect(await words(two).inputValue()).toBe('另一个窗口先交了，我又改了几个字')
    expect(await countOf(here.url, here.resident, '另一个窗口')).toBe(1)
    expect(await two.getByRole('link', { name: t('sent.view') }).getAttribute('href')).toBe(`/appeal/${code}`)
    await two.getByRole('button', { name: t('send.alreadyNew') }).click()
    expect(await words(two).inputValue()).toBe('')
    await one.context().close()
  })
})
