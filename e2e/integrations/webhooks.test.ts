import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createCivic } from '@civicgrid/sdk'
import { verifyWebhook } from '@civicgrid/sdk/webhooks'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cookieName } from '../../packages/server/src/http/cookies.ts'
import { registerStaff } from '../../packages/server/src/identity/register.ts'
import { createSessions } from '../../packages/server/src/identity/sessions/sessions.ts'
import { insertEngineer } from '../../packages/server/src/integrations/desk/integration-desk.store.ts'
import { demoKeyring, openDatabase, systemClock, systemRandom } from '../../packages/server/src/kernel/index.ts'
import { createIntegrationForTest } from '../../packages/server/test/integrations.ts'
import { barriers, wider } from '../support/axe.ts'
import { DESK } from '../support/browser.ts'
import { open, visit } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { desk } from '../support/words.ts'

// A partner's engineer sets up where their system hears of things, tries it, and has something sent again.

const here = journey({ inOrder: true, env: { WEBHOOK_ALLOW: '127.0.0.1' } })
const got: { headers: IncomingHttpHeaders; body: string }[] = []
const partner = createServer((incoming, outgoing) => {
  let body = ''
  incoming.on('data', (chunk: Buffer) => (body += chunk.toString()))
  incoming.on('end', () => {
    got.push({ headers: incoming.headers, body })
    outgoing.writeHead(204).end()
  })
})
beforeAll(() => new Promise<void>((resolve) => partner.listen(0, '127.0.0.1', resolve)))
afterAll(() => partner.close())

const button = (name: string) => page.getByRole('button', { name, exact: true })
let page: Page
let address = ''
let secret = ''

/** The desk of an engineer whose integration was granted everything; how that goes is a journey of its own. */
async function engineer(): Promise<{ integration: string; token: string }> {
  const { root } = await createCivic({ baseUrl: here.url }).city.get()
  const db = await openDatabase({ url: here.server.databaseUrl, keys: demoKeyring() })
  try {
    const kernel = { db, clock: systemClock, random: systemRandom }
    const { id, publicId } = await createIntegrationForTest(kernel, { jurisdiction: root.path })
    const grant = { role: 'integrationEngineer', areaPath: root.path, bodyCode: null, from: 0, until: null } as const
    const staffId = await db.work(async (tx) => {
      const made = await registerStaff(tx, { name: '程工', roles: [grant] })
      await insertEngineer(tx, made, id, Date.now())
      return made
    })
    const { token } = await createSessions(kernel).open('staff', staffId, { via: 'password', strong: true })
    return { integration: publicId, token }
  } finally {
    await db.close()
  }
}

test('an address of the city’s own network is refused; a good one is added, and its secret is shown once', async () => {
  const { integration, token } = await engineer()
  page = await open(here.browser, DESK)
  await page.context().addCookies([{ name: cookieName('staff', false), value: token, url: here.url }])
  await visit(page, `${here.url}/desk/integrations/${integration}`)
  await page.getByRole('link', { name: desk('webhook.open') }).click()
  const url = page.getByLabel(desk('webhook.url'))
  await url.fill('https://10.0.0.8/hooks')
  await button(desk('webhook.add')).click()
  await page.getByText(desk('webhook.urlPrivate')).waitFor()
  await url.fill(`http://127.0.0.1:${(partner.address() as AddressInfo).port}/hooks`)
  await button(desk('webhook.add')).click()
  const shown = page.getByLabel(desk('webhook.secret'))
  secret = await shown.inputValue()
  expect(secret).toMatch(/^whsec_/)
  expect(await barriers(page)).toEqual([])
  await button(desk('webhook.secretDone')).click()
  await shown.waitFor({ state: 'detached' })
  address = page.url()
  await visit(page, address)
  await button(desk('webhook.action.test')).waitFor()
  expect(await page.content()).not.toContain(secret)
})

test('a test comes to the partner’s server, signed; it stands in the log, and is sent again at a tap', async () => {
  await button(desk('webhook.action.test')).click()
  await expect.poll(() => got.length, { timeout: 20_000 }).toBe(1)
  const [first] = got
  if (!first) throw new Error('nothing came')
  expect((await verifyWebhook(secret, first.headers, first.body)).type).toBe('webhook.test')

  const line = page.getByRole('button', { name: desk('webhook.delivery.delivered') })
  await expect
    .poll(
      async () => {
        await visit(page, address)
        await page.getByRole('heading', { name: desk('webhook.log') }).waitFor()
        await page.getByText('webhook.test').first().waitFor()
        return line.count()
      },
      { timeout: 20_000 },
    )
    .toBe(1)
  await line.click()
  await button(desk('webhook.replay')).click()
  await expect.poll(() => got.length, { timeout: 20_000 }).toBe(2)
  expect(got[1]?.headers['webhook-id']).toBe(first.headers['webhook-id'])
  expect(await barriers(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await wider(page)).toBe(0)
})
