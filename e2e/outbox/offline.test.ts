import type { Persona } from '@civicgrid/sdk'
import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { fill, submit, words } from '../appeals/send-page.ts'
import { countOf, withoutPhoto } from '../appeals/behind.ts'
import { listens, phone, signIn, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { t } from '../support/words.ts'

const here = journey()

/** A phone on 我要反映, with everything fetched that a page fetches by itself. */
async function writing(): Promise<Page> {
  const page = await phone(here.browser, here.url, { who: here.resident })
  await page.goto(`${here.url}/send`, { waitUntil: 'networkidle' })
  await listens(page)
  return page
}

/** The tokens with which appeals are sent from now on, by any tab. */
function submissions(context: BrowserContext): string[] {
  const keys: string[] = []
  context.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (pathname.endsWith('appeals.submit')) keys.push(response.request().headers()['idempotency-key'] ?? '')
  })
  return keys
}

const inLine = (page: Page) => page.getByRole('main').getByText(t('later.waiting'), { exact: true })

/**
 * Taps «send now» for as long as it is offered, until the page says what became of it. What waits is tried again by itself as
 * well: whichever comes first, while it is on its way there is nothing to tap.
 */
async function sendNow(page: Page, told: string): Promise<void> {
  const now = page.getByRole('button', { name: t('later.now') })
  const over = page.getByText(told, { exact: true })
  const look = async () => {
    if (await over.isVisible()) return true
    await now.evaluateAll((buttons: HTMLElement[]) => buttons.forEach((button) => button.click()))
    return false
  }
  await expect.poll(look, { timeout: 20_000 }).toBe(true)
}

describe('what is sent without a network', () => {
  test('survives a page that was killed: any page of ours, opened later, sends it once', async () => {
    const page = await writing()
    const context = page.context()
    const keys = submissions(context)
    await fill(page, { text: '手机没电了', leaf: withoutPhoto(), place: here.cast.place })
    await context.setOffline(true)
    await submit(page).click()
    await inLine(page).waitFor()
    await page.close()
    await context.setOffline(false)
    const next = await context.newPage()
    await visit(next, here.url)
    await expect.poll(() => countOf(here.url, here.resident, '手机没电'), { timeout: 20_000 }).toBe(1)
    await next.reload()
    await listens(next)
    await next.getByText(t('later.gone')).first().waitFor()
    // Loaded anew before it has read the answer, it asks for it again, under the same key.
    expect(new Set(keys).size).toBe(1)
    expect(await countOf(here.url, here.resident, '手机没电')).toBe(1)
    await context.close()
  })

  test.each([
    ['with the locks of the browser', true],
    ['with a lease, where the browser has no locks', false],
  ])('goes once from two tabs %s', async (_, locks) => {
    const page = await writing()
    const context = page.context()
    if (!locks) {
      await context.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }))
      await page.reload({ waitUntil: 'networkidle' })
    }
    const keys = submissions(context)
    const text = locks ? '两个窗口有锁' : '两个窗口没锁'
    await fill(page, { text, leaf: withoutPhoto(), place: here.cast.place })
    const other = await context.newPage()
    await other.goto(`${here.url}/later`, { waitUntil: 'networkidle' })
    await context.setOffline(true)
    await submit(page).click()
    await inLine(page).waitFor()
    await inLine(other).waitFor()
    await context.setOffline(false)
    for (const tab of [page, other]) await tab.getByText(t('later.sent'), { exact: true }).waitFor()
    expect(new Set(keys).size).toBe(1)
    expect(await countOf(here.url, here.resident, text)).toBe(1)
    await context.close()
  })

  test('whose answer was lost before goes under the key it had', async () => {
    const page = await writing()
    const context = page.context()
    await fill(page, { text: '回话丢在半路', leaf: withoutPhoto(), place: here.cast.place })
    await page.route('**/trpc/appeals.submit*', async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    })
    await submit(page).click()
    await inLine(page).waitFor()
    expect(await countOf(here.url, here.resident, '回话丢')).toBe(1)
    await page.unrouteAll({ behavior: 'wait' })
    await sendNow(page, t('later.sent'))
    expect(await countOf(here.url, here.resident, '回话丢')).toBe(1)
    await context.close()
  })
})

test('what got through before and was changed since is not sent a second time: it says so and leads to the first', async () => {
  const page = await writing()
  const context = page.context()
  await fill(page, { text: '改了又改的一件', leaf: withoutPhoto(), place: here.cast.place })
  // Its answer never comes; the page is loaded anew, and what it kept is changed before it is sent once more.
  await page.route('**/trpc/appeals.submit*', async (route) => void (await route.fetch()))
  await submit(page).click()
  await expect.poll(() => countOf(here.url, here.resident, '改了又改')).toBe(1)
  await page.reload({ waitUntil: 'networkidle' })
  await listens(page)
  await page.unrouteAll()
  await page.route('**/trpc/appeals.submit*', (route) => route.abort('connectionreset'))
  await words(page).fill('改了又改的一件，又改了')
  await submit(page).click()
  await inLine(page).waitFor()
  await page.unrouteAll({ behavior: 'wait' })
  await sendNow(page, t('send.already'))
  expect(await countOf(here.url, here.resident, '改了又改')).toBe(1)
  await page.getByRole('link', { name: t('send.alreadyMine') }).click()
  await page.waitForURL('**/mine')
  await context.close()
})

describe('on a phone that people share', () => {
  test('what waits is kept when the session ends, and goes only for whoever wrote it', async () => {
    const [first, second] = here.cast.residents
    if (!first || !second) throw new Error('two residents are needed')
    const page = await writing()
    const context = page.context()
    await fill(page, { text: '是我写的不是他', leaf: withoutPhoto(), place: here.cast.place })
    await context.setOffline(true)
    await submit(page).click()
    await inLine(page).waitFor()
    await context.clearCookies()
    await context.setOffline(false)
    await page.getByText(t('later.signIn'), { exact: true }).waitFor()
    await signIn(context, here.url, second)
    await visit(page, `${here.url}/later`)
    await page.getByText(t('later.none')).waitFor()
    await signIn(context, here.url, first)
    await visit(page, `${here.url}/later`)
    await page.getByText(t('later.sent'), { exact: true }).waitFor()
    expect(await countOf(here.url, second, '是我写的')).toBe(0)
    expect(await countOf(here.url, first, '是我写的')).toBe(1)
    await context.close()
  })

  test('a draft is laid by while another is signed in, is there again with its own, and goes with a sign-out', async () => {
    const [first, second] = here.cast.residents
    if (!first || !second) throw new Error('two residents are needed')
    const page = await phone(here.browser, here.url, { who: first })
    const context = page.context()
    const reads = async (who: Persona | null) => {
      if (who) await signIn(context, here.url, who)
      await page.goto(`${here.url}/send`, { waitUntil: 'networkidle' })
      await listens(page)
      return () => words(page).inputValue()
    }
    await reads(null)
    await words(page).fill('只有我能看到的草稿')
    await expect.poll(() => page.evaluate(() => localStorage.getItem('civic.draft') ?? '')).toContain('只有我')
    await expect.poll(await reads(second)).toBe('')
    await expect.poll(await reads(first)).toBe('只有我能看到的草稿')
    await visit(page, here.url)
    await page.getByRole('button', { name: t('leave.switch') }).click()
    await page.getByRole('button', { name: t('leave.go'), exact: true }).click()
    await page.getByRole('heading', { name: t('signIn.title'), exact: true }).waitFor()
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('civic.draft')))).toEqual(
      [],
    )
    await expect.poll(await reads(first)).toBe('')
    await context.close()
  })

  test('whoever signs out is warned of what waits, and then nothing of it is left', async () => {
    const page = await writing()
    const context = page.context()
    await fill(page, { text: '这件不要发了', leaf: withoutPhoto(), place: here.cast.place })
    await context.setOffline(true)
    await submit(page).click()
    await inLine(page).waitFor()
    await page.route('**/trpc/appeals.submit*', (route) => route.abort())
    await context.setOffline(false)
    await visit(page, here.url)
    await page.getByRole('button', { name: t('leave.switch') }).click()
    await page.getByText(t('leave.unsent', { n: 1 })).waitFor()
    await page.getByRole('button', { name: t('leave.goAnyway') }).click()
    await page.getByRole('heading', { name: t('signIn.title'), exact: true }).waitFor()
    await page.unrouteAll()
    await signIn(context, here.url, here.resident)
    await visit(page, `${here.url}/later`)
    await page.getByText(t('later.none')).waitFor()
    expect(await countOf(here.url, here.resident, '这件不要')).toBe(0)
    await context.close()
  })
})
