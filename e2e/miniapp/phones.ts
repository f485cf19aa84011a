import { randomBytes } from 'node:crypto'
import {
  apiShapes,
  createNetwork,
  loadProgram,
  quickPhone,
  shownPhone,
  type Network,
  type Outcome,
  type PhoneOptions,
  type Program,
  type QuickPhone,
  type ShownPhone,
} from '@civicgrid/miniapp-harness'
import { miniapp } from '@civicgrid/kit/locales/zh-CN/miniapp'
import { miniappMe } from '@civicgrid/kit/locales/zh-CN/miniapp-me'
import { resident } from '@civicgrid/kit/locales/zh-CN/resident'
import type { SessionPair } from '@civicgrid/sdk'
import type { Page } from 'playwright-core'
import { prepareMiniapp } from '../../tools/prepare-miniapp.ts'
import { fragmentedSound } from '../../packages/server/test/recordings.ts'
import { APP, wechatStandIn, type WeChatStandIn } from '../../packages/server/test/wechat.ts'
import { city } from '../support/cast.ts'
import { photos } from '../support/photos.ts'

const said = { ...resident, ...miniapp, ...miniappMe }
/** What the program says in zh-CN, slots left as they are. */
export const words = (key: keyof typeof said): string => said[key]

export const PHOTO = 'wxfile://tmp/photo.jpg'
/** Nine different ones: a file that is saved is moved. */
export const PHOTOS = Array.from({ length: 9 }, (_, i) => `wxfile://tmp/photo-${i + 1}.jpg`)
/** What the phone's recorder gives. */
export const RECORDING = 'wxfile://tmp/voice.m4a'
/** How `chooseMedia` ends with so many of them. */
export const chosen = (count: number): Outcome => ({
  success: {
    type: 'image',
    tempFiles: PHOTOS.slice(0, count).map((tempFilePath) => ({ tempFilePath, size: 1000, fileType: 'image' })),
  },
})

/** A phone's network, leading to the server of this test, and the files on the phone. */
export function phoneNetwork(url: string): Network {
  const [first = '', ...paths] = photos(1 + PHOTOS.length)
  const files = Object.fromEntries(PHOTOS.map((name, i) => [name, paths[i] ?? first]))
  return createNetwork({
    to: { [server()]: url },
    files: { ...files, [PHOTO]: first, [RECORDING]: fragmentedSound(3) },
  })
}

/** Where the program believes the service to be. */
const server = () => {
  const { miniProgram } = city.city.settings
  if (!miniProgram) throw new Error('the city has no mini-program')
  return miniProgram.server
}

/** WeChat's own servers; every login code is asked for by `newcomer` or `comesBack`. */
export async function wechat(): Promise<{ standIn: WeChatStandIn; env: Record<string, string> }> {
  const standIn = await wechatStandIn(() => Date.now())
  return { standIn, env: { WECHAT_APP_ID: APP.appId, WECHAT_APP_SECRET: APP.secret, WECHAT_URL: standIn.url } }
}

let program: Promise<Program> | undefined
/** The program as it was built, read once. */
export const builtProgram = (): Promise<Program> =>
  (program ??= prepareMiniapp().then((dist) => loadProgram(dist, apiShapes())))

export interface Held {
  readonly phone: QuickPhone
  readonly network: Network
}

/** A phone in somebody's hand, its network leading to the server of this test. @param before the program starts */
export async function hold(
  url: string,
  options: PhoneOptions = {},
  before?: (network: Network) => void,
): Promise<Held> {
  const network = phoneNetwork(url)
  before?.(network)
  const phone = await quickPhone(await builtProgram(), network, options)
  return { phone, network }
}

/** A pair as the program keeps it, for a persona of the demo. */
export async function pairOf(url: string, persona: string): Promise<SessionPair> {
  const answer = await fetch(`${url}/trpc/identity.demoSignIn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomBytes(16).toString('hex') },
    body: JSON.stringify({ persona }),
  })
  const { result } = (await answer.json()) as { result: { data: { token: string; expiresAt: string } } }
  const { token: access, expiresAt } = result.data
  return { access, refresh: access, expiresAt, endsAt: expiresAt }
}

/** A phone in a real browser, its network leading to the server. */
export async function holdShown(
  page: Page,
  url: string,
  options: PhoneOptions = {},
  network = phoneNetwork(url),
): Promise<ShownPhone> {
  // Photos of appeals, which a picture asks for by itself.
  await page.route(`${server()}/files/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url())
    const answer = await fetch(url + pathname + search)
    await route.fulfill({ status: answer.status, body: Buffer.from(await answer.arrayBuffer()) })
  })
  return shownPhone(page, await builtProgram(), network, options)
}
