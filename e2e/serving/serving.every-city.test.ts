import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, PHONE } from '../support/browser.ts'
import { startServer } from '../support/server.ts'
import type { RunningServer } from '../support/server.ts'

const city = process.env.TEST_CITY ?? 'haitang'
const settings = JSON.parse(
  readFileSync(fileURLToPath(new URL(`../../cities/${city}/city.json`, import.meta.url)), 'utf8'),
) as { serviceName: Record<string, string>; defaultLocale: string }

let server: RunningServer
let browser: Browser

beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test("the portal opens in the city's name, and nothing in it complains", async () => {
  const context = await browser.newContext({ ...PHONE, locale: settings.defaultLocale })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(server.url, { waitUntil: 'networkidle' })
  expect(await page.title()).toBe(settings.serviceName[settings.defaultLocale])
  expect(complaints).toEqual([])
  await context.close()
})

test('the process says that it lives and that it can serve', async () => {
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
})

test('a server that is asked to stop ends by itself, without an error', async () => {
  const other = await startServer()
  expect(await other.stop()).toBe(0)
})
