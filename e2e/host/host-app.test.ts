import { resident as english } from '@civicgrid/kit/locales/en/resident'
import { resident as words } from '@civicgrid/kit/locales/zh-CN/resident'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { barriers } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { listens } from '../support/enter.ts'
import { portalOf, signInAt, strictPhone } from './people.ts'
import { RESOLVER, startSites, type Sites } from './sites.ts'

// A city's super-app and the portal on two sites, over HTTPS, in a browser that gives no cookie to a third party.

let sites: Sites
let browser: Browser
beforeAll(async () => {
  ;[sites, browser] = await Promise.all([startSites(), launchBrowser([RESOLVER])])
})
afterAll(async () => {
  await browser?.close()
  await sites?.stop()
})

const phone = () => strictPhone(browser)
const someone = () => {
  const [person] = sites.people
  if (!person) throw new Error('the demo has no residents')
  return person
}
const signInThere = (page: Page, path = '/') => signInAt(page, sites.app, someone(), path)
const mine = words['mine.title']

describe('in a frame of the app', () => {
  test('the portal knows who is signed in there, and the app leads it', async () => {
    const { context, page } = await phone()
    await signInThere(page, '/?path=/settings')
    const portal = portalOf(page)
    const root = portal.locator('html')
    await portal.getByText(someone().name).first().waitFor()
    // The title is the app's to show, and back is its button alone.
    await page.locator('#title', { hasText: words['settings.title'] }).waitFor()
    expect(await portal.getByRole('button', { name: words['app.back'] }).count()).toBe(0)
    expect(await page.locator('#back').isHidden()).toBe(true)

    await page.locator('#tab-me').click()
    await page.getByRole('button', { name: '深色' }).click()
    await portal.locator('html[data-theme="dark"]').waitFor()
    await page.getByRole('button', { name: '大字' }).click()
    await portal.locator('html[data-elder]').waitFor()
    expect(await root.evaluate((html) => getComputedStyle(html).getPropertyValue('--cg-root'))).toBe('24px')
    expect(
      await root.evaluate(
        () =>
          new Promise((resolve) =>
            navigator.geolocation.getCurrentPosition(({ coords }) => resolve([coords.longitude, coords.latitude])),
          ),
      ),
    ).toEqual([121.131, 31.452])
    await page.getByRole('button', { name: 'English' }).click()
    await page.locator('#title', { hasText: english['settings.title'] }).waitFor()
    await portal.getByText(someone().name).first().waitFor()

    // No cookie of the portal was set or sent: what it holds is in the frame's memory.
    expect(await context.cookies(sites.portal)).toEqual([])
    expect(sites.strayCookies()).toEqual([])
    await context.close()
  })

  test('its back button walks back within the portal first', async () => {
    const { context, page } = await phone()
    await signInThere(page)
    const portal = portalOf(page)
    await portal.locator('#app[data-v-app]').waitFor({ state: 'attached' })
    await portal.locator('a[href="/settings"]').first().click()
    await page.locator('#title', { hasText: words['settings.title'] }).waitFor()
    await page.locator('#back').click()
    await portal.locator('a[href="/settings"]').first().waitFor()
    await page.locator('#back').waitFor({ state: 'hidden' })
    await context.close()
  })

  test('a session that has ended is renewed once, however many calls wait, and nobody notices', async () => {
    const { context, page } = await phone()
    await signInThere(page, '/?path=/mine')
    const portal = portalOf(page)
    await page.locator('#title', { hasText: mine }).waitFor()
    await portal.getByRole('heading', { name: words['mine.none'] }).waitFor()
    const before = sites.app.tickets()
    // Sixteen minutes on our side; the app's clock stays, so it is told ours.
    const moved = await fetch(`${sites.server.url}/test/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advanceMs: 16 * 60_000 }),
    })
    expect(moved.ok).toBe(true)
    await portal.getByRole('link', { name: words['home.send'] }).first().click()
    await page.locator('#title', { hasText: words['send.title'] }).waitFor()
    await page.locator('#back').click()
    await page.locator('#title', { hasText: mine }).waitFor()
    await portal.getByRole('heading', { name: words['mine.none'] }).waitFor()
    expect(sites.app.tickets()).toBe(before + 1)
    await context.close()
  })

  test('whoever signs out of the app is signed out of the portal', async () => {
    const { context, page } = await phone()
    let authorization = ''
    page.on('request', (request) => (authorization = request.headers()['authorization'] ?? authorization))
    const kind = async () => {
      const answer = await fetch(`${sites.server.url}/trpc/identity.me`, { headers: { authorization } })
      return ((await answer.json()) as { result: { data: { kind: string } } }).result.data.kind
    }
    await signInThere(page, '/?path=/settings')
    await portalOf(page).getByText(someone().name).first().waitFor()
    expect(await kind()).toBe('resident')
    await page.locator('#tab-me').click()
    await page.locator('#leave').click()
    await page.waitForURL(`${sites.app.url}/sign-in`)
    expect(await kind()).toBe('guest')
    await page.goto(`${sites.app.url}/`)
    await page.waitForURL(`${sites.app.url}/sign-in`)
    await context.close()
  })

  test('of a site that is registered nowhere it shows nothing', async () => {
    const { context, page } = await phone()
    const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'))
    await page.goto(sites.evil)
    await refused
    expect(await page.frameLocator('iframe').locator('#app').count()).toBe(0)
    await context.close()
  })
})

describe('with the whole window', () => {
  test('a deep link is kept through the app’s sign-in, and one step back leads out of the portal', async () => {
    const { context, page } = await phone()
    await signInThere(page)
    await page.locator('#whole').click()
    await page.waitForURL(`${sites.portal}/mine`)
    await page.getByRole('heading', { name: words['mine.none'] }).waitFor()
    const [cookie] = await context.cookies(sites.portal)
    expect(cookie).toMatchObject({ name: '__Host-civic', httpOnly: true, secure: true, sameSite: 'Lax' })
    expect(await page.evaluate(() => document.cookie + JSON.stringify(sessionStorage))).not.toMatch(
      /civic\.ticket|__Host/,
    )
    await page.goBack()
    expect(new URL(page.url()).origin).toBe(sites.app.url)
    // The cookie is there now, and is still not sent from under another site.
    await page.reload()
    await portalOf(page).locator('#app[data-v-app]').waitFor({ state: 'attached' })
    await page.locator('#back').waitFor({ state: 'hidden' })
    expect(sites.strayCookies()).toEqual([])
    await context.close()
  })

  test('who is a stranger to both comes from the portal’s own sign-in page, and ends where they wanted to go', async () => {
    const { context, page } = await phone()
    await page.goto(`${sites.portal}/sign-in?back=/later`)
    await listens(page)
    const door = page.getByRole('button', { name: words['signIn.by'].replace('{app}', sites.app.name) })
    await door.first().waitFor()
    expect(await barriers(page)).toEqual([])
    await door.first().click()
    await page.waitForURL((url) => url.origin === sites.app.url && url.pathname === '/sign-in')
    await page.getByRole('button', { name: someone().name }).click()
    await page.waitForURL(`${sites.portal}/later`)
    await page.goto(`${sites.portal}/settings`)
    await page.getByText(someone().name).first().waitFor()
    await context.close()
  })

  test('an address that asks to go on to somewhere else ends at home', async () => {
    const { context, page } = await phone()
    await signInThere(page)
    for (const to of ['//evil.test/x', '/\\evil.test', 'https://page.evil.test/', 'javascript:alert(1)']) {
      await page.goto(`${sites.portal}/enter?host=city-app&to=${encodeURIComponent(to)}`)
      await page.getByRole('link', { name: words['home.settings'] }).waitFor()
      expect(page.url()).toBe(`${sites.portal}/`)
    }
    await context.close()
  })

  test('a ticket that was slipped into an address signs nobody in', async () => {
    const { context, page } = await phone()
    await page.goto(`${sites.portal}/enter#ticket=${'A'.repeat(43)}`)
    await page.getByText(words.TICKET_INVALID).waitFor()
    expect(new URL(page.url()).hash).toBe('')
    expect(await context.cookies(sites.portal)).toEqual([])
    await context.close()
  })
})
