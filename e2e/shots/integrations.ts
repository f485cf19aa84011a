import { createServer } from 'node:http'
import type { Page } from 'playwright-core'
import { partnerServer } from '../../examples/partner-server/app.ts'
import { DEMO_INTEGRATION, demoKey } from '../../examples/partner-server/demo-key.ts'
import { says } from './grants.ts'
import type { Shot } from './resident.ts'

// Pages of the city in the page of the demo's partner, and where that partner's engineer has its webhooks sent.

/** As the demo registers it. */
const SHOP = 'http://localhost:8789'
const OWNER = { subject: 'owner-0502', name: '5 幢 02 室业主', begin: { address: '5 幢 02 室', text: '楼道灯不亮' } }

let listening: Promise<void> | undefined
/** One for all pictures; it ends with the process. */
function shop(service: string): Promise<void> {
  return (listening ??= new Promise((resolve, reject) => {
    const people = [OWNER]
    const app = partnerServer({ service, origin: SHOP, integration: DEMO_INTEGRATION, key: demoKey(), people })
    const server = createServer((request, response) => {
      const set = response.setHeader.bind(response)
      // Its policy would keep out what makes a picture of the whole page.
      response.setHeader = (name, value) => (name === 'content-security-policy' ? response : set(name, value))
      app(request, response)
    })
    server.unref()
    server.once('error', reject)
    server.listen(Number(new URL(SHOP).port), resolve)
  }))
}

/** The partner's page with the sending form in it, looking as the mode says. */
async function embedded(page: Page, base: string): Promise<void> {
  await shop(base)
  await page.goto(SHOP)
  await page.getByRole('button', { name: OWNER.name }).click()
  await page.locator('#send').waitFor({ state: 'attached' })
  await page.evaluate(() => {
    const { theme, elder, locale } = JSON.parse(localStorage.getItem('civic.prefs') ?? '{}') as Record<string, unknown>
    for (const id of ['send', 'over']) {
      const element = document.getElementById(id)
      if (typeof theme === 'string') element?.setAttribute('theme', theme)
      if (typeof locale === 'string') element?.setAttribute('locale', locale)
      if (elder === true) element?.setAttribute('elder', '')
    }
  })
  await within(page).locator('textarea').first().waitFor()
  await within(page).locator('nav .link').waitFor()
  await page.waitForTimeout(400)
}
const within = (page: Page, element = '#send') => page.frameLocator(`${element} iframe`)

const at = (days: number) => new Date(Date.UTC(2026, 8, 3, 2) - days * 86_400_000).toISOString()
const endpoint = {
  ref: 'wh_a',
  version: 3,
  status: 'active',
  pausedFor: null,
  pausedAt: null,
  host: 'hooks.neighbourly.example',
  url: 'https://hooks.neighbourly.example/civic',
  types: ['appeal.answered', 'appeal.rated'],
  scheme: 'hmac',
  publicKey: null,
  overlapUntil: null,
  fails: 2,
  failingSince: at(1),
  waiting: 4,
  createdAt: at(30),
  allowedActions: ['change', 'rotate', 'pause', 'close', 'test', 'replay'],
  history: [{ type: 'webhookAdded', at: at(30), by: 'engineer', why: null, count: null }],
}
const delivery = (n: number, status: string, lastStatus: number | null) => ({
  messageId: `msg_${n}`,
  type: n % 2 ? 'appeal.answered' : 'appeal.rated',
  status,
  tries: status === 'delivered' ? 1 : 3,
  createdAt: at(n),
  endedAt: status === 'waiting' ? null : at(n - 0.5),
  dueAt: status === 'waiting' ? at(n - 1) : null,
  lastResult: status === 'delivered' ? 'ok' : 'status',
  lastStatus,
})

async function webhooks(page: Page, base: string, which = ''): Promise<void> {
  await says(page, 'webhooks.list', { items: [endpoint], mayAdd: true, stopped: null })
  await says(page, 'webhooks.get', endpoint)
  await says(page, 'webhooks.deliveries', {
    items: [delivery(1, 'waiting', 503), delivery(2, 'delivered', 204), delivery(3, 'failed', 500)],
    nextCursor: null,
  })
  await page.goto(`${base}/desk/webhooks/${DEMO_INTEGRATION}${which}`, { waitUntil: 'networkidle' })
  await page.getByText(endpoint.host).first().waitFor()
}

const DESK_MODES = ['phone', 'phone-dark', 'wide', 'wide-dark', 'wide-en']

export const INTEGRATIONS: readonly Shot[] = [
  { name: 'embedded-send', as: null, open: embedded },
  {
    name: 'embedded-my-data',
    as: null,
    open: async (page, base) => {
      await embedded(page, base)
      await within(page).locator('nav .link').click()
      await within(page).locator('.card').nth(3).waitFor()
      await page.waitForTimeout(400)
    },
  },
  {
    name: 'embedded-dialog',
    as: null,
    open: async (page, base) => {
      await embedded(page, base)
      await page.locator('#open').click()
      await within(page, '#over').locator('textarea').first().waitFor()
      await page.waitForTimeout(400)
    },
    modes: ['phone', 'phone-dark', 'wide'],
  },
  { name: 'desk-webhooks', as: 'admin-zhu', open: (page, base) => webhooks(page, base), modes: DESK_MODES },
  {
    name: 'desk-webhooks-one',
    as: 'admin-zhu',
    open: (page, base) => webhooks(page, base, '/wh_a'),
    modes: DESK_MODES,
  },
]
