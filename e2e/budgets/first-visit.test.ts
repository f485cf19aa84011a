import { gzipSync } from 'node:zlib'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { phone, settled, visit, visitWhole } from '../support/enter.ts'
import { journey } from '../support/journey.ts'
import { photos } from '../support/photos.ts'
import { t } from '../support/words.ts'
import { photoCount, photoField } from '../appeals/send-page.ts'
import { addresses } from '../pages/looks.ts'
import { setScene, type Scene } from '../pages/scene.ts'

const here = journey({ begin })
let scene: Scene
let signedIn: BrowserContextOptions
async function begin(): Promise<void> {
  const { url, cast, server, browser, resident } = here
  scene = await setScene({ url, cast, databaseUrl: server.databaseUrl })
  // Let in once: the door lets nobody in over and over.
  const page = await phone(browser, url, { who: resident })
  signedIn = { storageState: await page.context().storageState() }
  await page.context().close()
}

interface FirstVisit {
  /** Gzipped kB (1,000 bytes) of every script that a phone fetches, and of every style, also the ones in the page. */
  readonly scripts: number
  readonly styles: number
  /** All scripts as text. */
  readonly code: string
}

/** Everything of a kind that the page fetches from now on, in the order of the answers. */
function fetched(page: Page): () => Promise<{ path: string; text: string }[]> {
  const bodies: Promise<{ path: string; text: string }>[] = []
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (/\.(js|css)$/.test(pathname)) bodies.push(response.text().then((text) => ({ path: pathname, text })))
  })
  return () => Promise.all(bodies)
}

/** With an empty cache. */
async function firstVisit(path: string, visitor: BrowserContextOptions): Promise<FirstVisit> {
  const page = await phone(here.browser, here.url, visitor)
  const loaded = fetched(page)
  await visitWhole(page, here.url + path)
  await settled(page)
  const all = await loaded()
  const inPage = await page.locator('style').allTextContents()
  await page.context().close()
  const texts = (extension: string) => all.filter((one) => one.path.endsWith(extension)).map((one) => one.text)
  return {
    scripts: gzippedKb(texts('.js')),
    styles: gzippedKb([...texts('.css'), ...inPage]),
    code: texts('.js').join('\n'),
  }
}

const gzippedKb = (texts: string[]) => texts.reduce((sum, text) => sum + gzipSync(text).length, 0) / 1000

/** Words of libraries that a resident never loads: they outlive minifying. */
const FORBIDDEN = ['ElMessage', 'element-plus', 'ZodError', 'invalid_union', 'PrismaClient']

/** kB of script; what is opened first has less than the others. */
const LIMITS: Record<string, number> = { '/': 70, '/send': 85 }
const OTHERS = 100
const STYLES = 12

/** Addresses whose page has something to ask before its script is there. */
const BEGUN = /^\/(?:mine|near|board|look|later|authorities|my-data|settings|(?:appeal|sent|joined|rate)\/)/

/** Where guests are shown something else than a resident, not less of the same. */
const OF_GUESTS = ['/', '/send', '/mine', '/sign-in']

describe.each([
  ['a resident with a history', () => signedIn, () => true],
  ['a guest', () => ({}), (path: string) => OF_GUESTS.includes(path)],
])('a first visit by %s', (_, visitor, asked) => {
  test('of any page takes no more script and style than it may, and no library of the desk or server', async () => {
    const found: Record<string, unknown> = {}
    for (const [name, path] of Object.entries(addresses(scene))) {
      if (!asked(path)) continue
      const { scripts, styles, code } = await firstVisit(path, visitor())
      const words = FORBIDDEN.filter((word) => code.includes(word))
      expect(scripts).toBeGreaterThan(10)
      if (scripts > (LIMITS[path] ?? OTHERS) || styles > STYLES || words.length > 0)
        found[name] = { scripts, styles, words }
    }
    expect(found).toEqual({})
  })
})

test('what a page shows is begun in its HTML, and asked for once', async () => {
  const page = await phone(here.browser, here.url, signedIn)
  let asked: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    // What the page before it still asked for is not this one's.
    if (request.isNavigationRequest()) asked = []
    else if (pathname.startsWith('/trpc/')) asked.push(...pathname.slice('/trpc/'.length).split(','))
  })
  const found: Record<string, unknown> = {}
  for (const [name, path] of Object.entries(addresses(scene))) {
    await visit(page, `${here.url}${path}`)
    await settled(page)
    const reads = await page.evaluate(
      () => (window as Window & { civicBegun?: { reads: string[] } }).civicBegun?.reads ?? [],
    )
    const begun = reads.map((read) => read.split('?')[0])
    const once = begun.every((read) => asked.filter((each) => each === read).length === 1)
    if (begun.length > 0 !== BEGUN.test(path) || !once) found[name] = { begun, asked }
  }
  expect(found).toEqual({})
})

test('whoever saves data fetches no photo before asking for it, and all of it then', async () => {
  const page = await phone(here.browser, here.url)
  const photosSeen: Promise<Buffer>[] = []
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.startsWith('/files/')) photosSeen.push(response.body())
  })
  const kilobytes = async () =>
    (await Promise.all(photosSeen.splice(0))).reduce((sum, { length }) => sum + length, 0) / 1000
  const look = async (path: string) => {
    await visitWhole(page, here.url + path)
    return kilobytes()
  }
  const one = `/board/${scene.ref}`
  const [list, whole] = [await look('/board'), await look(one)]
  expect(list).toBeGreaterThan(1)
  expect(whole).toBeGreaterThan(list)
  await page.evaluate(() => localStorage.setItem('civic.prefs', JSON.stringify({ thrift: true })))
  // What was fetched before is in the cache, and would be answered from there.
  expect([await look('/board'), await look(one)]).toEqual([0, 0])
  await page.getByRole('button', { name: t('photo.thrift') }).click()
  await page.waitForFunction(() => {
    const both = [...document.querySelectorAll<HTMLImageElement>('.pair img')]
    return both.length === 2 && both.every(({ naturalWidth }) => naturalWidth > 0)
  })
  expect(await kilobytes()).toBeCloseTo(whole, 0)
  await page.context().close()
})

/** A chunk is called as its source is. */
const named = (all: readonly { path: string }[], name: string) =>
  all.filter(({ path }) => new RegExp(`/${name}-[^/]+\\.js$`).test(path))

describe('what only some people use is fetched with the first tap on it, and not before:', () => {
  const dialog = (page: Page) => page.getByRole('dialog').waitFor()
  const pressed = (name: string) => async (page: Page) => {
    await page.getByRole('button', { name }).first().click()
    await dialog(page)
  }
  test.each<[what: string, chunks: string[], path: () => string, tap: (page: Page) => Promise<void>]>([
    ['the map', ['PlaceSheet', 'PlaceMap'], () => '/send', pressed(t('send.placePick'))],
    ['the list of categories', ['CategorySheet'], () => '/send', pressed(t('send.categoryPick'))],
    ['the recorder', ['RecorderSheet'], () => '/send', pressed(t('send.speak'))],
    ['the templates', ['TemplateSheet'], () => '/send', pressed(t('send.template'))],
    ['the reader of door plates', ['PlateSheet'], () => '/send', pressed(t('place.plate'))],
    [
      'what makes photos smaller',
      ['shrink'],
      () => '/send',
      async (page) => {
        await photoField(page).setInputFiles(photos(1))
        await expect.poll(() => photoCount(page)).toBe(1)
      },
    ],
    [
      'the board’s map',
      ['BoardMap', 'PlaceMap'],
      () => '/board',
      async (page) => {
        await page.getByRole('button', { name: t('board.map') }).click()
        await page.getByRole('application').waitFor()
      },
    ],
    [
      'the map of what is published',
      ['PlaceMap'],
      () => `/board/${scene.ref}`,
      async (page) => {
        await page.getByRole('button', { name: t('board.map') }).click()
        await page.locator('.map canvas').waitFor()
      },
    ],
    ['the sheet for a rating', ['RateSheet'], () => `/appeal/${scene.done}`, pressed(t('rate.action'))],
    ['what draws a picture to share', ['ShareSheet'], () => `/appeal/${scene.done}`, pressed(t('appeal.share'))],
  ])('%s', async (_, chunks, path, tap) => {
    const page = await phone(here.browser, here.url, signedIn)
    const before = fetched(page)
    await visitWhole(page, here.url + path())
    await settled(page)
    const first = await before()
    expect(chunks.flatMap((name) => named(first, name))).toEqual([])
    await tap(page)
    const all = await before()
    expect(chunks.filter((name) => named(all, name).length === 0)).toEqual([])
    await page.context().close()
  })
})
