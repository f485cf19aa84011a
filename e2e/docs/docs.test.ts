import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command } from '../../tools/command.ts'
import { barriers, wider } from '../support/axe.ts'
import { DESK, launchBrowser, PHONE } from '../support/browser.ts'
import { startServer, type RunningServer } from '../support/server.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

let server: RunningServer
let browser: Browser

beforeAll(async () => {
  const built = await command(root, process.execPath, ['docs/build/build.ts'], { NODE_ENV: 'production' })
  if (built.code !== 0) throw new Error(built.words)
  server = await startServer()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** A page of the documentation, and whatever the browser had against it. */
async function look(device: typeof PHONE): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext(device)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return { page, complaints }
}

test('a stranger comes from the first page to the five lines, reads them in Chinese and finds an error by its code', async () => {
  const { page, complaints } = await look(DESK)
  await page.goto(`${server.url}/docs`, { waitUntil: 'networkidle' })
  expect(await barriers(page)).toEqual([])
  await page.getByRole('main').getByRole('link', { name: 'Five lines' }).click()
  await page.getByText('mockCity().as(', { exact: false }).first().waitFor()
  expect(await barriers(page)).toEqual([])

  await page.goto(`${server.url}/docs/zh/quick-start`, { waitUntil: 'networkidle' })
  await page.getByRole('heading', { name: '五行代码' }).waitFor()
  await page.getByRole('button', { name: '搜索文档' }).click()
  await page.getByRole('searchbox').or(page.locator('#localsearch-input')).fill('RATE_LIMITED')
  await page.getByRole('option').first().click()
  await page.waitForURL('**/docs/zh/errors**')
  await page.getByText('操作太快了', { exact: false }).waitFor()
  expect(await barriers(page)).toEqual([])
  expect(complaints).toEqual([])
  await page.context().close()
})

test('on a phone nothing is wider than its screen, and a page that is not there says so', async () => {
  const { page, complaints } = await look(PHONE)
  for (const path of ['', 'zh/', 'zh/testing', 'errors', 'zh/host-checklist']) {
    await page.goto(`${server.url}/docs/${path}`, { waitUntil: 'networkidle' })
    expect(await wider(page), path).toBeLessThanOrEqual(0)
  }
  expect(complaints).toEqual([])
  expect((await page.goto(`${server.url}/docs/nothing`))?.status()).toBe(404)
  await page.getByText('404').waitFor()
  await page.context().close()
})
