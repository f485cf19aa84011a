import Taro from '@tarojs/taro'
import { createResidentCivic } from '@civicgrid/sdk'
import { fetchOver, fillRandom, sendNamedOver, storedPair } from '@civicgrid/sdk/taro'
import { wechatSession, type UnknownInWeChat } from '@civicgrid/sdk/wechat'
import { city } from './boot.ts'
import { askToProve } from './step-up.ts'
import { kept } from './store.ts'

/** Set while somebody chose to be signed out: WeChat is not asked then. */
const LEFT = 'civic-left'

export const pair = storedPair(Taro, 'civic-pair')
/** The step by which whoever holds this phone shows who they are; set when WeChat knows them and we do not. */
export const unknown: { link: UnknownInWeChat | null } = { link: null }

export const hasLeft = (): boolean => kept.get(LEFT) !== null
export function setLeft(left: boolean): void {
  if (left) kept.set(LEFT, '1')
  else kept.remove(LEFT)
}

/** The one way to the server. Signed in by WeChat, without a question to anybody who is known. */
export const civic = createResidentCivic({
  baseUrl: city.server,
  client: 'miniapp/0.1.0',
  fetch: fetchOver(Taro),
  sendNamed: sendNamedOver(Taro),
  stepUp: askToProve,
  session: wechatSession({
    store: pair,
    login: async () => (hasLeft() ? null : (await Taro.login()).code),
    onUnknown: (link) => void (unknown.link = link),
  }),
})

/** Once, when the program starts. A browser has random bytes of its own. */
export const prepare = (): void => {
  if (process.env.TARO_ENV !== 'h5') fillRandom(Taro)
}
