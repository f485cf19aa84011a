/** Names that makers gave: the same in every language. */
const NAMES: Record<string, string> = {
  wechat: 'WeChat',
  alipay: 'Alipay',
  dingtalk: 'DingTalk',
  wecom: 'WeCom',
  edge: 'Edge',
  qq: 'QQ',
  uc: 'UC',
  huawei: 'HUAWEI',
  firefox: 'Firefox',
  chrome: 'Chrome',
  safari: 'Safari',
  harmony: 'HarmonyOS',
  iphone: 'iPhone',
  ipad: 'iPad',
  android: 'Android',
  windows: 'Windows',
  mac: 'Mac',
  linux: 'Linux',
}

/** `Edge · Windows`; a dash where nothing is known. */
export function deviceName({ app, system }: { app: string; system: string }): string {
  return [NAMES[app], NAMES[system]].filter(Boolean).join(' · ') || '—'
}
