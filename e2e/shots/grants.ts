import type { Page } from 'playwright-core'
import type { Shot } from './resident.ts'

// A partner asks, and what was agreed to. The demo's partners ask nobody by themselves, so what the server would say of one
// stands here.

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en })
const PURPOSE = text('让您在小区应用里反映问题、看进度', 'So that you can report and follow in the estate’s app')
const scope = (name: string) => ({ scope: name, purpose: PURPOSE, until: '2027-06-30T16:00:00.000Z' })
const who = { name: text('邻里通', 'Neighbourly'), operator: '邻里通科技' }

const REQUEST = {
  integration: { ...who, ref: 'civic_A', returnsTo: 'app.neighbourly.example' },
  scopes: [scope('appeals.submit'), scope('appeals.track'), scope('files.upload')],
  until: '2027-06-30T16:00:00.000Z',
  agreedAt: null,
}
const grant = {
  ...who,
  ref: 'a',
  scopes: REQUEST.scopes,
  standing: 'active',
  givenAt: '2026-09-01T02:00:00.000Z',
  until: '2027-06-30T16:00:00.000Z',
  endedAt: null,
  endedBy: null,
  usedAt: '2026-09-03T02:00:00.000Z',
}
const GRANTS = {
  items: [
    grant,
    {
      ...grant,
      ref: 'b',
      name: text('阳光物业', 'Sunny Estates'),
      operator: '阳光物业服务有限公司',
      scopes: [scope('appeals.submit')],
      standing: 'ended',
      endedAt: '2026-09-02T02:00:00.000Z',
      endedBy: 'resident',
    },
  ],
}

/** Answers one procedure, also where it is asked together with others. */
export const says = (page: Page, procedure: string, data: object) =>
  page.route(
    ({ pathname }) => pathname.startsWith('/trpc/') && pathname.includes(procedure),
    async (route) => {
      const names = new URL(route.request().url()).pathname.slice('/trpc/'.length).split(',')
      const mine = { result: { data } }
      const response = await route.fetch()
      const answer: unknown = await response.json()
      const json: unknown = Array.isArray(answer)
        ? answer.map((one: unknown, i) => (names[i] === procedure ? mine : one))
        : mine
      await route.fulfill({ status: 200, json })
    },
  )

export const GRANTS_SHOTS: readonly Shot[] = [
  {
    name: 'consent',
    as: 'resident-li',
    open: async (page, base) => {
      await says(page, 'consents.request', REQUEST)
      await page.goto(`${base}/consent/AAAAAAAAAAAAAAAAAAAAA`, { waitUntil: 'networkidle' })
      await page.locator('.answers').waitFor()
    },
  },
  {
    name: 'consent-over',
    as: 'resident-li',
    open: async (page, base) => {
      await page.goto(`${base}/consent/AAAAAAAAAAAAAAAAAAAAA`, { waitUntil: 'networkidle' })
      await page.locator('.empty').waitFor()
    },
  },
  {
    name: 'consent-problem',
    as: 'resident-li',
    open: async (page, base) => {
      await page.goto(`${base}/consent-problem?error=invalid_client`, { waitUntil: 'networkidle' })
      await page.locator('.empty').waitFor()
    },
  },
  {
    name: 'grants',
    as: 'resident-li',
    open: async (page, base) => {
      await says(page, 'consents.list', GRANTS)
      await page.goto(`${base}/my/grants`, { waitUntil: 'networkidle' })
      await page.locator('.card').nth(1).waitFor()
    },
  },
  {
    name: 'grants-undo',
    as: 'resident-li',
    open: async (page, base) => {
      await says(page, 'consents.list', GRANTS)
      await page.goto(`${base}/my/grants`, { waitUntil: 'networkidle' })
      await page.locator('.card .btn').first().click()
      await page.locator('.sheet').waitFor()
    },
  },
]
