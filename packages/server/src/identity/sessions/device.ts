/**
 * A device in two words, `app/system`, as its user agent says: enough for its owner to know it again. The faces have the
 * words for them; what is not listed is `other`. The first that fits wins: WeChat says that it is Chrome besides.
 */
const APPS: readonly (readonly [string, RegExp])[] = [
  ['wechat', /MicroMessenger/],
  ['alipay', /AlipayClient/],
  ['dingtalk', /DingTalk/],
  ['wecom', /wxwork/i],
  ['edge', /Edg(e|A|iOS)?\//],
  ['qq', /MQQBrowser|QQ\//],
  ['uc', /UCBrowser/],
  ['huawei', /HuaweiBrowser/],
  ['firefox', /Firefox|FxiOS/],
  ['chrome', /Chrome|CriOS/],
  ['safari', /Safari/],
]
const SYSTEMS: readonly (readonly [string, RegExp])[] = [
  ['harmony', /OpenHarmony|HarmonyOS/],
  ['iphone', /iPhone/],
  ['ipad', /iPad/],
  ['android', /Android/],
  ['windows', /Windows/],
  ['mac', /Macintosh/],
  ['linux', /Linux/],
]

const named = (table: typeof APPS, agent: string): string => table.find(([, sign]) => sign.test(agent))?.[0] ?? 'other'

/** `wechat/iphone`; null where nothing was said. */
export function deviceOf(userAgent: string | undefined): string | null {
  return userAgent ? `${named(APPS, userAgent)}/${named(SYSTEMS, userAgent)}` : null
}

/** What `deviceOf` put together, for who reads of it. */
export function deviceWords(device: string | null): { app: string; system: string } {
  const [app = 'other', system = 'other'] = device?.split('/') ?? []
  return { app, system }
}
