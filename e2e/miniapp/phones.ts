import { randomBytes } from 'node:crypto'
import {
  apiShapes,
  createNetwork,
  loadProgram,
  quickPhone,
  shownPhone,
  type Network,
  type PhoneOptions,
  type Program,
  type QuickPhone,
  type ShownPhone,
} from '@civicgrid/miniapp-harness'
import { miniapp } from '@civicgrid/kit/locales/zh-CN/miniapp'
import { resident } from '@civicgrid/kit/locales/zh-CN/resident'
import type { SessionPair } from '@civicgrid/sdk'
import type { Page } from 'playwright-core'
import { prepareMiniapp } from '../../tools/prepare-miniapp.ts'
import { APP, wechatStandIn, type WeChatStandIn } from '../../packages/server/test/wechat.ts'
import { city } from '../support/cast.ts'
import { photos } from '../support/photos.ts'

/** What the program says in zh-CN, slots left as they are. */
export const words = (key: keyof typeof resident | keyof typeof miniapp): string => ({ ...resident, ...miniapp })[key]

export const PHOTO = 'wxfile://tmp/photo.jpg'

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

/** A phone in somebody's hand, its network leading to the server of this test. */
export async function hold(url: string, options: PhoneOptions = {}): Promise<Held> {
  const [path = ''] = photos(1)
  const network = createNetwork({ to: { [server()]: url }, files: { [PHOTO]: path } })
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
export async function holdShown(page: Page, url: string, options: PhoneOptions = {}): Promise<ShownPhone> {
  const [path = ''] = photos(1)
  const network = createNetwork({ to: { [server()]: url }, files: { [PHOTO]: path } })
  return shownPhone(page, await builtProgram(), network, options)
}
