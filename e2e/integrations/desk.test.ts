import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as client from 'openid-client'
import { createCivic, type Persona } from '@civicgrid/sdk'
import type { Locator, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { cookieName } from '../../packages/server/src/http/cookies.ts'
import { createSessions } from '../../packages/server/src/identity/sessions/sessions.ts'
import { demoKeyring, openDatabase, systemClock } from '../../packages/server/src/kernel/index.ts'
import { freePort } from '../../tools/pg.ts'
import { barriers, wider } from '../support/axe.ts'
import { DESK } from '../support/browser.ts'
import { deskOf, open, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { desk, local } from '../support/words.ts'

// A partner comes to the city: registered, filled in by its own engineer, granted, tried out, used, and closed.

const sandboxes = mkdtempSync(join(tmpdir(), 'civic-sandboxes-'))
afterAll(() => rmSync(sandboxes, { recursive: true, force: true }))
const here = journey({
  inOrder: true,
  env: { SANDBOXES: '1', SANDBOX_PORT: String(await freePort()), SANDBOXES_DIR: sandboxes },
})

const NAME = '邻里通'
const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const jwk = (key: KeyObject) => JSON.stringify({ ...key.export({ format: 'jwk' }), kid: 'first' })
const button = (at: Page | Locator, name: string) => at.getByRole('button', { name, exact: true })
const section = (page: Page, title: string) =>
  page.locator('section.panel, form.panel').filter({ has: page.getByRole('heading', { name: title }) })
let city: Page
let partner: Page
let ref = ''
let token = ''

async function administrator(): Promise<Persona> {
  const personas = await createCivic({ baseUrl: here.url }).identity.demoPersonas()
  const found = personas.find(({ roles }) => roles.some(({ role }) => role === 'administrator'))
  if (!found) throw new Error('the demo has no administrator')
  return found
}

/** The desk of somebody who came in by their invitation; how that goes is a journey of its own. */
async function deskOfEngineer(name: string): Promise<Page> {
  const db = await openDatabase({ url: here.server.databaseUrl, keys: demoKeyring() })
  try {
    const staff = await db.read.get<{ id: number }>('SELECT "id" FROM "Staff" WHERE "name" = ?', name)
    const sessions = createSessions({ db, clock: systemClock })
    const session = await sessions.open('staff', staff?.id ?? 0, { via: 'password', strong: true })
    const page = await open(here.browser, DESK)
    await page.context().addCookies([{ name: cookieName('staff', false), value: session.token, url: here.url }])
    await visit(page, `${here.url}/desk`)
    return page
  } finally {
    await db.close()
  }
}

test('the city registers a partner and invites its engineer, who comes in to that one page and to nothing else', async () => {
  city = await deskOf(here.browser, here.url, await administrator(), '/desk/integrations')
  await city.getByLabel(desk('integration.nameZh')).fill(NAME)
  await city.getByLabel(desk('integration.nameEn')).fill('Neighbourly')
  await city.getByLabel(desk('integration.operator')).fill('邻里通科技有限公司')
  await button(city, desk('integration.register')).click()
  await city.getByRole('heading', { name: NAME, exact: true }).waitFor()
  await city.getByLabel(desk('integration.engineerName')).fill('程工')
  await button(city, desk('integration.addEngineer')).click()
  const people = section(city, desk('integration.engineers'))
  await button(people, desk('admin.access')).click()
  await people.getByLabel(desk('admin.loginName')).fill('cheng')
  await button(people, desk('admin.invite')).click()
  await people.getByLabel(desk('admin.link')).waitFor()

  partner = await deskOfEngineer('程工')
  await partner.getByRole('heading', { name: NAME, exact: true }).waitFor()
  expect(await partner.getByRole('navigation').getByRole('link').count()).toBe(1)
  expect(await barriers(partner)).toEqual([])
})

test('the engineer fills it in; a private key that is pasted stays in the page', async () => {
  const about = section(partner, desk('integration.about'))
  await button(about, desk('integration.edit')).click()
  await about.getByLabel(desk('integration.purposeZh')).fill('让居民在小区应用里反映问题')
  await about.getByLabel(desk('integration.purposeEn')).fill('Residents report from the estate’s app')
  await button(about, desk('integration.save')).click()
  ref = await about.getByLabel(desk('integration.id')).inputValue()

  const pasted = section(partner, desk('integration.keys'))
  const field = pasted.getByLabel(desk('integration.jwks'))
  await field.fill(jwk(keys.privateKey))
  await button(pasted, desk('integration.jwksAdd')).click()
  await pasted.getByText(desk('integration.jwksPrivate')).waitFor()
  expect(await field.inputValue()).toBe('')
  await field.fill(jwk(keys.publicKey))
  await button(pasted, desk('integration.jwksAdd')).click()
  await pasted.getByText(desk('integration.keyHolds')).waitFor()

  const addresses = section(partner, desk('integration.addresses'))
  await addresses.getByLabel(desk('integration.redirects')).fill('https://partner.example.cn/back')
  await button(addresses, desk('integration.save')).click()
  const requests = section(partner, desk('integration.consent'))
  await button(requests, desk('integration.demandPushed')).click()
  await requests.getByText(desk('integration.pushedOnly')).waitFor()
  expect(await requests.getByRole('button').count()).toBe(0)

  const scopes = section(partner, desk('integration.scopes'))
  await button(scopes, desk('integration.ask')).click()
  await scopes.getByLabel(desk('integration.which')).selectOption('changes.read')
  await scopes.getByLabel(desk('integration.purposeZh')).fill('每日对账')
  await scopes.getByLabel(desk('integration.purposeEn')).fill('To reconcile every day')
  await scopes.locator('[type=submit]').click()
  await scopes.getByText(desk('integration.standing.asked')).waitFor()
})

test('the city grants it for a term and lets it on; its server then uses what was granted, and that alone', async () => {
  await visit(city, `${here.url}/desk/integrations?status=waiting`)
  await city.getByRole('button', { name: NAME }).click()
  const scopes = section(city, desk('integration.scopes'))
  await button(scopes, desk('integration.approve')).click()
  await scopes.locator('[type=submit]').click()
  await scopes.getByText(desk('integration.standing.holds')).waitFor()
  await button(city, desk('integration.activate')).click()
  await button(city, desk('integration.suspend')).waitFor()
  expect(await barriers(city)).toEqual([])

  const key = await crypto.subtle.importKey(
    'pkcs8',
    keys.privateKey.export({ type: 'pkcs8', format: 'der' }),
    { name: 'ECDSA', namedCurve: 'P-256' },
    false,
    ['sign'],
  )
  const config = await client.discovery(
    new URL(`${here.url}/oidc`),
    ref,
    undefined,
    client.PrivateKeyJwt({ key, kid: 'first' }),
    { execute: [client.allowInsecureRequests] },
  )
  token = (await client.clientCredentialsGrant(config, { scope: 'changes.read' })).access_token
  expect((await asked('changes.since')).status).toBe(200)
  expect((await asked('appeals.mine')).status).toBe(403)
  await expect(client.clientCredentialsGrant(config, { scope: 'webhooks' })).rejects.toThrow()
})

const asked = (procedure: string) =>
  fetch(`${here.url}/trpc/${procedure}?input=%7B%7D`, { headers: { authorization: `Bearer ${token}` } })

test('what it called is shown by day, scope and status, with its last errors', async () => {
  const usage = section(partner, desk('integration.usage'))
  await expect
    .poll(
      async () => {
        await visit(partner, `${here.url}/desk/integrations/${ref}`)
        await usage.getByText(desk('integration.noUsage')).or(usage.getByRole('table')).waitFor()
        return usage.getByText('403 × 1').count()
      },
      { timeout: 20_000 },
    )
    .toBe(1)
  await usage.getByText(desk('integration.lastErrors')).click()
  await usage.getByText('SCOPE_MISSING').waitFor()
  expect(await barriers(partner)).toEqual([])
})

test('its sandbox opens as a place of its own, and its time goes forward', async () => {
  const box = section(partner, desk('integration.sandbox'))
  await button(box, desk('integration.sandboxOpen')).click()
  await box.getByText(desk('integration.sandboxRunning')).waitFor({ timeout: 60_000 })
  const address = await box.getByLabel(desk('integration.sandboxAddress')).inputValue()
  const civic = createCivic({ baseUrl: address })
  expect((await civic.identity.demoPersonas()).some(({ realm }) => realm === 'resident')).toBe(true)
  const time = box.getByText(desk('integration.sandboxTime', { when: '' }).trim())
  const before = await time.innerText()
  await button(box, desk('integration.sandboxMove', { amount: desk('integration.week') })).click()
  await expect.poll(() => time.innerText()).not.toBe(before)
  expect(await barriers(partner)).toEqual([])
  await button(box, desk('integration.sandboxClose')).click()
  await box.getByText(desk('integration.sandboxOff')).waitFor()
})

test('closed with tokens out, it is over at once for both, and said plainly', async () => {
  await button(city, desk('integration.close')).click()
  await city.getByText(desk('integration.closeHint')).waitFor()
  await city.getByLabel(desk('integration.reason')).fill('合作到期')
  await city
    .locator('form')
    .getByRole('button', { name: desk('integration.close') })
    .click()
  await city.getByRole('article').getByText(desk('integration.status.closed'), { exact: true }).waitFor()
  expect((await asked('changes.since')).status).toBe(401)
  await visit(partner, `${here.url}/desk/integrations/${ref}`)
  await partner.getByRole('article').getByText(desk('integration.status.closed'), { exact: true }).waitFor()
  await partner.locator('ol').getByText('合作到期').waitFor()
  expect(
    await partner
      .locator('ol')
      .getByText(local((await administrator()).name))
      .count(),
  ).toBe(0)
  await partner.setViewportSize({ width: 320, height: 640 })
  expect(await wider(partner)).toBe(0)
})
