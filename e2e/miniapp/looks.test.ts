/** Every page of the mini-program in a real browser: told to a screen reader, large enough for a finger, nowhere too wide. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { fromWgs84 } from '@civicgrid/contracts/constants'
import { ROOT_PX } from '@civicgrid/kit/sizes'
import type { PhoneOptions, ShownPhone } from '@civicgrid/miniapp-harness'
import { withoutPhoto } from '../appeals/behind.ts'
import { setScene, type Scene } from '../pages/scene.ts'
import { launchBrowser, PHONE } from '../support/browser.ts'
import { as, castOf, city, type Cast } from '../support/cast.ts'
import { startServer, type RunningServer } from '../support/server.ts'
import { builtProgram, holdShown, pairOf, phoneNetwork, words } from './phones.ts'

let server: RunningServer
let browser: Browser
let storage: Record<string, unknown>
/** In the city, as WeChat tells it. */
let spot: readonly [lng: number, lat: number]
let resident: Cast['residents'][number]
let scene: Scene
beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
  const cast = await castOf(server.url)
  spot = fromWgs84([cast.place.lng, cast.place.lat], 'GCJ-02')
  const [first] = cast.residents
  if (!first) throw new Error('the demo has no resident')
  resident = first
  storage = { 'civic-pair': await pairOf(server.url, resident.persona) }
  scene = await setScene({ ...server, cast })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** What is only looked at may be looked at once more in a page of its own; `npm test` names what held only then. */
const TWICE = { retry: 1 } as const

/** Pages, and what stands on each once it is there. */
const pages = (): [path: string, text: string | RegExp][] => [
  ['/home/index', words('home.mineAll')],
  ['/identity/sign-in/index', words('home.mineAll')],
  ['/settings/index', words('settings.account')],
  // In elder mode one question a page.
  ['/appeals/send/index', new RegExp(`${words('send.submit')}|${words('send.next')}`)],
  [`/appeals/sent/index?code=${scene.done}`, words('sent.thanks')],
  ['/appeals/mine/index', words('app.end')],
  ['/appeals/later/index', words('later.none')],
  [`/appeals/appeal/index?code=${scene.done}`, words('appeal.timeline')],
  ['/appeals/look/index', words('look.tailHint')],
  ['/board/list/index', words('app.end')],
  [`/board/public/index?ref=${scene.ref}`, words('board.reply')],
  ['/board/near/index', words('near.text')],
  [`/board/joined/index?ref=${scene.ref}`, words('joined.privacy')],
  [`/appeals/rate/index?code=${scene.done}&version=1`, words('rate.submit')],
  ['/me/ways/index', words('devices.title')],
  ['/me/authorities/index', words(city.city.settings.authorities ? 'authority.give' : 'authority.none')],
  ['/me/grants/index', words('grants.noneText')],
  ['/me/data/index', words('mydata.deleteLook')],
  ['/me/privacy/index', words('mini.privacyKeeps')],
  ['/me/prove/index', new RegExp(`${words('prove.text')}|${words('prove.none')}`)],
  ['/me/acted/index?authority=of-nobody', new RegExp(`${words('authority.appealsNone')}|${words('app.retry')}`)],
]

/** Words beyond the screen, or cut off by a box around them; runs in the page. The first lines of a long text are no cut. */
function cutOff(): string[] {
  const hides = (box: Element) => {
    const { overflowX, overflowY, webkitLineClamp } = getComputedStyle(box)
    return [overflowX, overflowY].some((how) => how === 'hidden' || how === 'clip') && webkitLineClamp === 'none'
  }
  const cut: string[] = []
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const page = node.parentElement?.closest('wx-page:not([hidden])')
    if (!page || !node.textContent?.trim()) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const { left, right, top, bottom, width } = range.getBoundingClientRect()
    let out = width > 0 && (left < -0.5 || right > innerWidth + 0.5)
    for (let box = node.parentElement; box && box !== page; box = box.parentElement) {
      const edge = box.getBoundingClientRect()
      const over = Math.max(edge.left - left, right - edge.right, edge.top - top, bottom - edge.bottom)
      if (width > 0 && over > 1 && hides(box)) out = true
    }
    if (out) cut.push(`cut off: «${node.textContent.trim().slice(0, 20)}»`)
  }
  return cut
}

/** What is wrong with what stands on the page: too small, too wide, or nothing that a screen reader could say. */
async function wrongOn({ page, ...phone }: ShownPhone, least: number): Promise<unknown[]> {
  const small = (await phone.targets()).filter(({ height, width }) => height < least - 0.5 || width < least - 0.5)
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  const cut = await page.evaluate(cutOff)
  return [...(await phone.untold()), ...small, ...cut, ...(wider > 0 ? [`${wider} px too wide`] : [])]
}

test('no page of the program is left out', async () => {
  const { app } = await builtProgram()
  const all = [
    ...app.pages,
    ...(app.subPackages ?? []).flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`)),
  ]
  const looked = pages().map(([path]) => path.slice(1).split('?')[0])
  expect(all.filter((page) => !looked.includes(page))).toEqual([])
})

describe.each([
  { mode: 'normal', letters: ROOT_PX.normal, width: 375, prefs: {}, least: 44 },
  { mode: 'elder', letters: ROOT_PX.elder, width: 320, prefs: { elder: true, theme: 'dark' }, least: 60 },
  { mode: 'elder', letters: ROOT_PX.elderMost, width: 320, prefs: { elder: true, size: ROOT_PX.elderMost }, least: 60 },
])('$mode, letters of $letters px, $width px wide', ({ mode, width, prefs, least }) => {
  async function shown(options: PhoneOptions = {}): Promise<ShownPhone> {
    const context = await browser.newContext({ ...PHONE, viewport: { width, height: 740 } })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    const kept = { ...storage, 'civic-prefs': JSON.stringify(prefs) }
    const phone = await holdShown(page, server.url, { ...options, storage: kept, width })
    await page.getByText(words('home.mineAll')).waitFor()
    return phone
  }

  test('every page tells what can be tapped, large enough, and is no wider than the phone', TWICE, async () => {
    const phone = await shown()
    for (const [path, text] of pages()) {
      expect(await phone.open(path), path).toBeNull()
      await phone.page.locator('wx-page:not([hidden])').getByText(text).first().waitFor()
      expect(await wrongOn(phone, least), path).toEqual([])
      await phone.back()
    }
    expect((await phone.state()).faults).toEqual([])
  })

  test(
    'so do the questions of the form one by one, their layers, and what is said when something is refused',
    TWICE,
    async () => {
      const [longitude, latitude] = spot
      const phone = await shown({
        privacy: 'unasked',
        answers: { chooseLocation: { success: { name: '这里', address: '', longitude, latitude } } },
      })
      await phone.open(`/appeals/send/index?category=${withoutPhoto().code}`)
      const seen = phone.page.locator('wx-page:not([hidden])')
      const press = (name: string) => seen.getByRole('button', { name, exact: true }).click()
      const look = async (what: string) => expect(await wrongOn(phone, least), what).toEqual([])
      /** Opens a layer, looks at it, and closes it again. */
      async function layer(opener: string, title: string): Promise<void> {
        await press(opener)
        await seen.getByRole('dialog', { name: title }).waitFor()
        await look(title)
        await seen
          .getByRole('dialog')
          .getByRole('button', { name: words('app.close') })
          .last()
          .click()
        await seen.getByRole('dialog').waitFor({ state: 'detached' })
      }
      async function next(what: string): Promise<void> {
        if (mode !== 'elder') return
        await press(words('send.next'))
        await seen.getByText(what).first().waitFor()
        await look(what)
      }
      await seen.locator('textarea').fill('小区北门的路灯坏了三天，晚上看不见路')
      await seen.getByRole('radio', { name: words('send.whenOther') }).click()
      await layer(words('send.speak'), words('record.title'))
      await layer(words('send.template'), words('send.templatePick'))
      await next(words('send.category'))
      await next(words('send.media'))
      await layer(words('photo.add'), words('mini.privacyTitle'))
      await seen.getByText(words('mini.unagreed')).waitFor()
      await press(words('photo.add'))
      await press(words('mini.privacyYes'))
      await seen.getByLabel(words('photo.remove').replace('{n}', '1')).waitFor()
      await phone.answer('getLocation', { fail: 'getLocation:fail auth deny' })
      await next(words('send.place'))
      await layer(words('mini.placeByName'), words('place.title'))
      await press(words('place.locate'))
      await seen.getByText(words('mini.locationDenied')).waitFor()
      await look(words('mini.locationDenied'))
      await seen.getByRole('button', { name: words('send.placePick') }).click()
      await seen.getByText(words('send.address'), { exact: true }).waitFor()
      await next(words('send.contact'))
      await seen.getByRole('checkbox', { name: words('send.forOther') }).click()
      await seen.getByText(words('send.otherName'), { exact: true }).waitFor()
      await look(words('send.otherName'))
      expect((await phone.state()).faults).toEqual([])
    },
  )
})

test(
  'five hundred of one’s own come page by page: few are drawn, and no page sends what is there already',
  TWICE,
  async () => {
    const network = phoneNetwork(server.url)
    const { request } = network
    const [real] = (await as(server.url, resident).appeals.mine({ limit: 1 }).page()).items
    network.request = async (said) => {
      if (!said.url.includes('appeals.mine')) return request(said)
      const from = Number(/"cursor":"(\d+)"/.exec(decodeURIComponent(said.url))?.[1] ?? 0)
      const items = Array.from({ length: 20 }, (_, i) => ({
        ...real,
        code: `MINE${from + i + 1}`,
        excerpt: `一共五百件里的第${from + i + 1}件`,
      }))
      const nextCursor = from + 20 < 500 ? String(from + 20) : null
      return { statusCode: 200, header: {}, data: JSON.stringify({ result: { data: { items, nextCursor } } }) }
    }
    const context = await browser.newContext(PHONE)
    onTestFinished(() => context.close())
    const page = await context.newPage()
    const phone = await holdShown(page, server.url, { storage, path: 'appeals/mine/index' }, network)
    const row = (n: number) => page.getByText(`一共五百件里的第${n}件`, { exact: true })
    const drawn = page.getByRole('listitem')
    await row(20).waitFor()
    const before = (await phone.state()).setData.length
    const fewDrawn = () => expect.poll(() => drawn.count(), { timeout: 10_000 }).toBeLessThanOrEqual(120)
    for (let shown = 40; shown <= 500; shown += 20) {
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
      await row(shown).waitFor()
      await fewDrawn()
    }
    await row(1).waitFor({ state: 'detached' })
    const height = () => page.evaluate(() => document.documentElement.scrollHeight)
    const whole = await height()
    // Half-way, then at once to the first: what was a gap is rows again, and what is left behind a gap.
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2))
    await row(250).waitFor()
    await row(500).waitFor({ state: 'detached' })
    await page.evaluate(() => scrollTo(0, 0))
    await row(1).waitFor()
    await row(250).waitFor({ state: 'detached' })
    await fewDrawn()
    expect(Math.abs((await height()) - whole)).toBeLessThan(100)
    const { setData, faults } = await phone.state()
    expect(Math.max(...setData.slice(before).map(({ bytes }) => bytes))).toBeLessThan(64 * 1024)
    expect(faults).toEqual([])
  },
)
