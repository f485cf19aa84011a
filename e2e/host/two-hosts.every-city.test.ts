import { resident as words } from '@civicgrid/kit/locales/zh-CN/resident'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { listens } from '../support/enter.ts'
import { portalOf, signInAt, strict, strictPhone } from './people.ts'
import { RESOLVER, startSites, type AppSite, type Sites } from './sites.ts'

// One portal in two apps at once: that of the whole city, and that of a part of it. One browser, one phone number, and each
// app knows its own person.

let sites: Sites
let browser: Browser
let context: BrowserContext
beforeAll(async () => {
  ;[sites, browser] = await Promise.all([startSites(), launchBrowser([RESOLVER])])
  ;({ context } = await strictPhone(browser))
})
afterAll(async () => {
  await browser?.close()
  await sites?.stop()
})

interface Me {
  kind: string
  name: string
  account: string
  jurisdiction: string
}
/** A tab of an app, and who its portal takes its person for. */
interface Tab {
  page: Page
  me(): Promise<Me>
}

async function tabOf(app: AppSite, n: number): Promise<Tab> {
  const person = sites.people[n]
  if (!person) throw new Error('the demo has too few residents')
  const page = await strict(context)
  let authorization = ''
  page.on('request', (request) => (authorization = request.headers()['authorization'] ?? authorization))
  await signInAt(page, app, person, '/?path=/settings')
  await portalOf(page).getByText(person.name).first().waitFor()
  return {
    page,
    async me() {
      const answer = await fetch(`${sites.server.url}/trpc/identity.me`, { headers: { authorization } })
      return ((await answer.json()) as { result: { data: Me } }).result.data
    },
  }
}

test('two apps hold the portal side by side: each for its own person, of its own area', async () => {
  const [city, part] = [await tabOf(sites.app, 0), await tabOf(sites.other, 1)]
  const [there, here] = [await city.me(), await part.me()]
  expect([there.name, here.name]).toEqual([sites.people[0]?.name, sites.people[1]?.name])
  expect(there.account).not.toBe(here.account)
  expect(here.jurisdiction).toBe(sites.other.jurisdiction)
  // Nothing of the one reaches the other: a look at both again, in the other order.
  await part.page.reload()
  await portalOf(part.page).getByText(here.name).first().waitFor()
  expect([await part.me(), await city.me()]).toEqual([here, there])

  // The same person with the same number at an app that has made sure of no number is somebody else here.
  const same = await (await tabOf(sites.other, 0)).me()
  expect([same.name, same.account === there.account]).toEqual([there.name, false])
  expect(await context.cookies(sites.portal)).toEqual([])
})

test('in a frame no door is offered whose cookie could not reach it', async () => {
  const page = await strict(context)
  await page.goto(`${sites.app.url}/sign-in?next=${encodeURIComponent('/?path=/sign-in')}`)
  await page.getByRole('button', { name: sites.people[0]?.name ?? '' }).click()
  const portal = portalOf(page)
  await portal.getByRole('heading', { name: words['signIn.none'] }).waitFor()
  expect(await portal.getByRole('heading', { name: words['signIn.demo'] }).count()).toBe(0)
  expect(await portal.getByRole('button', { name: sites.people[0]?.name ?? '' }).count()).toBe(0)
  await page.close()
})

test('as a page the portal has a door for each app, and the cookie of one leaves the frames of both alone', async () => {
  const page = await strict(context)
  await page.goto(`${sites.portal}/sign-in?back=/settings`)
  await listens(page)
  const door = ({ name }: AppSite) => page.getByRole('button', { name: words['signIn.by'].replace('{app}', name) })
  await door(sites.app).waitFor()
  await door(sites.other).waitFor()
  expect(await barriers(page)).toEqual([])
  // Whoever signed in at that app last in this browser.
  await door(sites.other).click()
  await page.waitForURL(`${sites.portal}/settings`)
  await page
    .getByText(sites.people[0]?.name ?? '')
    .first()
    .waitFor()
  const frame = await tabOf(sites.app, 1)
  expect((await frame.me()).name).toBe(sites.people[1]?.name)
  await page.reload()
  await page
    .getByText(sites.people[0]?.name ?? '')
    .first()
    .waitFor()
  expect(sites.strayCookies()).toEqual([])
})
