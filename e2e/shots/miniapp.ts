import type { Network, PhoneOptions, ShownPhone } from '@civicgrid/miniapp-harness'
import type { Locator, Page } from 'playwright-core'
import { answered } from '../appeals/behind.ts'
import { holdShown, pairOf, phoneNetwork, words } from '../miniapp/phones.ts'
import { castOf } from '../support/cast.ts'
import type { Shot } from './resident.ts'

/** The mini-program, in a phone that runs it as built. */

const RESIDENT = 'resident-li'
const MODES = ['phone', 'phone-dark', 'phone-elder', 'phone-en', 'small', 'small-elder-en']

/** What settings have kept is told to a page of the portal; the program keeps it under a name of its own. */
async function prefsOf(page: Page): Promise<string> {
  await page.route('https://phone.example/empty', (route) => route.fulfill({ contentType: 'text/html', body: '' }))
  await page.goto('https://phone.example/empty')
  return page.evaluate(() => localStorage.getItem('civic.prefs') ?? '{}')
}

/** The door lets nobody in over and over: one pair for all pictures. */
let pair: ReturnType<typeof pairOf> | undefined

let made: Promise<string> | undefined
/** An appeal whose result waits for its resident's word. */
const waiting = (base: string): Promise<string> =>
  (made ??= castOf(base).then(async (cast) => {
    const who = cast.residents.find(({ persona }) => persona === RESIDENT)
    if (!who) throw new Error(`the demo has no ${RESIDENT}`)
    return (await answered(base, cast, who, '楼道灯不亮，老人看不见台阶')).code
  }))

/** What is done on the page before its picture is taken. */
type Act = (seen: Locator, phone: ShownPhone, network: Network) => Promise<unknown>

interface Seen {
  act?: Act
  /** By somebody who chose to be signed out. */
  guest?: boolean
  modes?: readonly string[]
}

export const shot = (
  name: string,
  path: (code: string, base: string) => string | Promise<string>,
  text: (word: typeof words) => string | RegExp,
  { act, guest = false, modes = MODES, ...options }: Seen & PhoneOptions = {},
): Shot => ({
  name: `miniapp-${name}`,
  as: null,
  modes: [...modes],
  open: async (page, base) => {
    const [code, prefs] = [await waiting(base), await prefsOf(page)]
    const signedIn = guest ? { 'civic-left': '1' } : { 'civic-pair': await (pair ??= pairOf(base, RESIDENT)) }
    const network = phoneNetwork(base)
    const there = await path(code, base)
    const storage = { 'civic-prefs': prefs, ...signedIn }
    const phone = await holdShown(page, base, { ...options, storage }, network)
    await page.locator('wx-page').first().waitFor()
    if (there !== '') await phone.open(there)
    const seen = page.locator('wx-page:not([hidden])')
    // In English the word is another one: then the page's own bar is enough.
    if (prefs.includes('"en"')) await page.waitForLoadState('networkidle')
    else await seen.getByText(text(words)).first().waitFor()
    await act?.(seen, phone, network)
  },
})

export const MINIAPP: readonly Shot[] = [
  shot(
    'home',
    () => '',
    (word) => word('home.mineAll'),
  ),
  shot(
    'settings',
    () => '/settings/index',
    (word) => word('settings.account'),
  ),
  shot(
    'send',
    () => '/appeals/send/index',
    (word) => new RegExp(`${word('send.submit')}|${word('send.next')}`),
  ),
  shot(
    'sent',
    (code) => `/appeals/sent/index?code=${code}`,
    (word) => word('sent.thanks'),
  ),
  shot(
    'mine',
    () => '/appeals/mine/index',
    (word) => word('mine.open'),
  ),
  shot(
    'appeal',
    (code) => `/appeals/appeal/index?code=${code}`,
    (word) => word('appeal.timeline'),
  ),
  shot(
    'rate',
    (code) => `/appeals/rate/index?code=${code}&version=1`,
    (word) => word('rate.submit'),
  ),
  shot(
    'ways',
    () => '/me/ways/index',
    (word) => word('devices.title'),
  ),
  shot(
    'grants',
    () => '/me/grants/index',
    (word) => word('grants.noneText'),
  ),
  shot(
    'data',
    () => '/me/data/index',
    (word) => word('mydata.deleteLook'),
  ),
  shot(
    'privacy',
    () => '/me/privacy/index',
    (word) => word('mini.privacyKeeps'),
  ),
]
