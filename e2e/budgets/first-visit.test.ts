import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, PHONE } from '../support/browser.ts'
import { startServer } from '../support/server.ts'
import type { RunningServer } from '../support/server.ts'

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

interface FirstVisit {
  /** Gzipped kB (1,000 bytes) of every script that a phone fetches, and of every style, also the ones in the page. */
  readonly scripts: number
  readonly styles: number
  /** All scripts as text. */
  readonly code: string
}

async function firstVisit(path: string): Promise<FirstVisit> {
  const context = await browser.newContext(PHONE)
  const page = await context.newPage()
  const bodies: Promise<{ path: string; text: string }>[] = []
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (/\.(js|css)$/.test(pathname)) bodies.push(response.text().then((text) => ({ path: pathname, text })))
  })
  await page.goto(`${server.url}${path}`, { waitUntil: 'networkidle' })
  const loaded = await Promise.all(bodies)
  const inPage = await page.locator('style').allTextContents()
  await context.close()
  const texts = (extension: string) => loaded.filter((one) => one.path.endsWith(extension)).map((one) => one.text)
  return {
    scripts: gzippedKb(texts('.js')),
    styles: gzippedKb([...texts('.css'), ...inPage]),
    code: texts('.js').join('\n'),
  }
}

const gzippedKb = (texts: string[]) => texts.reduce((sum, text) => sum + gzipSync(text).length, 0) / 1000

/** Words of libraries that a resident never loads: they outlive minifying. */
const FORBIDDEN = ['ElMessage', 'element-plus', 'ZodError', 'invalid_union', 'PrismaClient']

test.each([
  ['/', 70],
  ['/send', 85],
])(
  'a first visit of %s takes at most %d kB of script and 12 kB of style, and no library of the desk or server',
  async (path, limit) => {
    const { scripts, styles, code } = await firstVisit(path)
    expect(scripts).toBeGreaterThan(10)
    expect(scripts).toBeLessThanOrEqual(limit)
    expect(styles).toBeLessThanOrEqual(12)
    expect(FORBIDDEN.filter((word) => code.includes(word))).toEqual([])
  },
)
