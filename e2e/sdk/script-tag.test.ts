import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildScript } from '../../packages/sdk/build/build.ts'
import type * as Sdk from '../../packages/sdk/src/index.ts'
import { launchBrowser, PHONE } from '../support/browser.ts'
import { startServer, type RunningServer } from '../support/server.ts'

// The SDK as a page without a bundler has it, in a real browser, against the real server.

declare global {
  var CivicGrid: typeof Sdk
}

const folder = mkdtempSync(join(tmpdir(), 'civic-script-'))
let script = ''
let server: RunningServer
let browser: Browser
let context: BrowserContext
let page: Page

beforeAll(async () => {
  script = await buildScript(folder)
  server = await startServer()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  await context?.close()
  // Our own pages allow no script of somebody else's; this one stands for a partner's page on the same site.
  context = await browser.newContext({ ...PHONE, bypassCSP: true })
  page = await context.newPage()
  await page.goto(`${server.url}/healthz`)
  await page.addScriptTag({ path: script })
})

/** A resident, signed in by cookie. */
const signIn = () =>
  page.evaluate(async () => {
    const civic = CivicGrid.createCivic({ baseUrl: '' })
    const resident = (await civic.identity.demoPersonas()).find(({ realm }) => realm === 'resident')
    if (!resident) throw new Error('no resident')
    return (await civic.identity.demoSignIn(resident.persona)).me.kind
  })

describe('in a browser', () => {
  test('a resident signs in by cookie, and reads of one tick go in one request', async () => {
    expect(await signIn()).toBe('resident')
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    const [me, city, mine] = await page.evaluate(async () => {
      const civic = CivicGrid.createCivic({ baseUrl: '' })
      const answers = await Promise.all([civic.identity.me(), civic.city.get(), civic.appeals.mine().page()])
      return [answers[0].kind, answers[1].code, Array.isArray(answers[2].items)]
    })
    expect([me, mine]).toEqual(['resident', true])
    expect(city).toMatch(/^[a-z]+$/)
    expect(asked).toEqual(['/trpc/identity.me,city.get,appeals.mine'])
  })

  test('a photo says how much of it is sent, and is kept without what the phone wrote into it', async () => {
    await signIn()
    const { sent, file } = await page.evaluate(async () => {
      const civic = CivicGrid.createCivic({ baseUrl: '' })
      const sent: { sent: number; total: number }[] = []
      const file = await civic.files.upload(await noise(1600), { onProgress: (progress) => sent.push(progress) })
      const photo = await fetch(civic.files.url(file.url))
      return { sent, file: { ...file, shown: photo.headers.get('content-type') } }

      /** A picture that does not compress: some megabytes. */
      async function noise(side: number): Promise<Blob> {
        const canvas = new OffscreenCanvas(side, side)
        const image = new ImageData(side, side)
        for (let i = 0; i < image.data.length; i++) image.data[i] = i % 4 === 3 ? 255 : Math.random() * 256
        canvas.getContext('2d')?.putImageData(image, 0, 0)
        return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })
      }
    })
    expect(file).toMatchObject({ width: 1600, height: 1600, shown: 'image/jpeg' })
    const last = sent.at(-1)
    expect(last?.total).toBeGreaterThan(500_000)
    expect(last?.sent).toBe(last?.total)
    expect(sent.map((one) => one.sent)).toEqual(sent.map((one) => one.sent).toSorted((a, b) => a - b))
  })

  test('an upload on a slow line stops when it is told to', async () => {
    await signIn()
    const line = await context.newCDPSession(page)
    await line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: 100_000,
    })
    const given = page.waitForEvent('requestfailed')
    const name = await page.evaluate(() => {
      const civic = CivicGrid.createCivic({ baseUrl: '' })
      const stop = new AbortController()
      const photo = new Blob([new Uint8Array(3_000_000)], { type: 'image/jpeg' })
      return civic.files.upload(photo, { signal: stop.signal, onProgress: () => stop.abort() }).then(
        () => 'sent',
        (error: Error) => error.name,
      )
    })
    expect(name).toBe('AbortError')
    expect((await given).url()).toBe(`${server.url}/api/files`)
  })

  test('what the server refuses is a CivicError, also when it is an upload', async () => {
    await signIn()
    const codes = await page.evaluate(async () => {
      const civic = CivicGrid.createCivic({ baseUrl: '' })
      const codeOf = (work: Promise<unknown>) =>
        work.then(
          () => 'none',
          (error: unknown) => (CivicGrid.isCivicError(error) ? error.code : String(error)),
        )
      return [
        await codeOf(civic.progress.get('7K2M9PQX4RTVA')),
        await codeOf(civic.workOrders.counts()),
        await codeOf(
          civic.files.upload(new Blob(['PK\u0003\u0004 a zip']), { name: 'lamp.png', onProgress: () => {} }),
        ),
      ]
    })
    expect(codes).toEqual(['CODE_INVALID', 'UNAUTHENTICATED', 'FILE_TYPE_UNSUPPORTED'])
  })

  test('nobody is reached when there is no network, and everybody again when it is back', async () => {
    await context.setOffline(true)
    const ready = () =>
      page.evaluate(async () => {
        const { me, error } = await CivicGrid.createCivic({ baseUrl: '', retry: { times: 1, baseMs: 10 } }).ready()
        return me?.kind ?? error?.code
      })
    expect(await ready()).toBe('NETWORK')
    await context.setOffline(false)
    expect(await ready()).toBe('guest')
  })
})
