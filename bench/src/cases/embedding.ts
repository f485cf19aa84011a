import { createPrivateKey, createPublicKey } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { demoKey } from '../../../examples/partner-server/demo-key.ts'
import { launchBrowser, PHONE } from '../../../e2e/support/browser.ts'
import { admitIntegration } from '../../../packages/server/src/integrations/index.ts'
import { newToken, type Db } from '../../../packages/server/src/kernel/index.ts'
import { median } from '../median.ts'
import { atMost, fact, type Result } from '../report.ts'
import type { Measured } from '../server.ts'

const RUNS = 3
/** Lighthouse's phone: its processor, and its network. */
const SLOW = 4
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1_638_400 / 8, uploadThroughput: 750_000 / 8 }
const SAID = '楼道灯不亮'

type Browser = Awaited<ReturnType<typeof launchBrowser>>
declare global {
  /** Epoch milliseconds when the field was painted first, and when the page's script took over. */
  var embeddedAt: { painted?: number; whole?: number }
}

/** An integration whose page is at this origin. @returns its public id */
async function register(db: Db, origin: string, areaPath: string): Promise<string> {
  const { pem, kid } = demoKey()
  const jwk = { ...createPublicKey(createPrivateKey(pem)).export({ format: 'jwk' }), kid, use: 'sig' }
  const text = { 'zh-CN': '测速', en: 'Bench' }
  const now = Date.now()
  return db.work(async (tx) => {
    const publicId = `civic_${newToken(tx.random)}`
    const said = { publicId, name: text, operator: '测速', purpose: text, areaPath, redirects: [], origins: [origin] }
    await admitIntegration(tx, { ...said, jwk, scopes: ['embed'], until: now + 86_400_000 }, now)
    return publicId
  })
}

/** With an empty cache: when the field could be typed into, and when the whole page listened; ms after the loader came. */
async function once(browser: Browser, partner: string): Promise<{ painted: number; whole: number }> {
  const context = await browser.newContext(PHONE)
  try {
    await context.addInitScript(() => {
      globalThis.embeddedAt = {}
      const now = () => performance.timeOrigin + performance.now()
      const look = () => {
        const at = globalThis.embeddedAt
        if (document.querySelector('#ask-what textarea')) at.painted ??= now()
        if (document.querySelector('#app[data-v-app]')) at.whole ??= now()
        if (at.whole === undefined) requestAnimationFrame(look)
      }
      if (parent !== window) requestAnimationFrame(look)
    })
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', NETWORK)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW })
    await page.goto(partner, { waitUntil: 'commit' })
    const field = page.frameLocator('civic-appeal iframe').locator('#ask-what textarea')
    // What is typed at once is still there when the page's own script has come.
    await field.fill(SAID)
    const frame = await (await page.locator('civic-appeal iframe').elementHandle())?.contentFrame()
    await frame?.waitForFunction(() => globalThis.embeddedAt.whole !== undefined)
    if ((await field.inputValue()) !== SAID) throw new Error('what was typed is gone')
    const at = (await frame?.evaluate(() => globalThis.embeddedAt)) ?? {}
    const loader = await page.evaluate(() => {
      const entry = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/loader.js'))
      return performance.timeOrigin + (entry ? entry.startTime + entry.duration : Number.NaN)
    })
    return { painted: (at.painted ?? Number.NaN) - loader, whole: (at.whole ?? Number.NaN) - loader }
  } finally {
    await context.close()
  }
}

/** A partner's page on a slow phone: from its loader to a form of the city's that can be typed into; median of 3. */
export async function embedding(ours: Measured, db: Db, areaPath: string): Promise<Result[]> {
  let html = ''
  const partner = createServer((_, response) => response.setHeader('content-type', 'text/html').end(html))
  await new Promise<void>((resolve) => partner.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(partner.address() as AddressInfo).port}`
  const browser = await launchBrowser()
  try {
    const publicId = await register(db, origin, areaPath)
    html = `<!doctype html><meta name="viewport" content="width=device-width"><script src="${ours.url}/embed/v1/loader.js" async></script><civic-appeal integration="${publicId}"></civic-appeal>`
    const seen: Awaited<ReturnType<typeof once>>[] = []
    for (let run = 0; run < RUNS; run++) seen.push(await once(browser, origin))
    const of = (what: 'painted' | 'whole') => median(seen.map((one) => one[what]))
    return [
      atMost('an element interactive after its loader, slow phone', of('painted'), 'ms', 1_000),
      fact('its whole script listens, slow phone', of('whole'), 'ms'),
    ]
  } finally {
    await browser.close()
    await new Promise((resolve) => partner.close(resolve))
  }
}
