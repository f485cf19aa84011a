import type { Locale } from './nav.ts'

const HOME = {
  en: {
    name: 'CivicGrid',
    text: 'Embed it in an afternoon',
    tagline: 'A city’s closed loop of appeals for your app, your page or your server: against a mock in five minutes.',
    actions: [
      ['Five lines', './quick-start'],
      ['Embed a page', './host-app'],
      ['Error book', './errors'],
    ],
    features: [
      ['A mock that behaves', 'A whole city in memory. It decides by the server’s own rules, and its clock is yours.'],
      ['One SDK', 'Typed, under 9 kB, no dependency: browser, mini-program or server. Or plain HTTP by OpenAPI 3.1.'],
      ['Made to be trusted', 'Consent that ends at once, tokens that say nothing, webhooks that go nowhere private.'],
    ],
  },
  zh: {
    name: 'CivicGrid',
    text: '一个下午完成接入',
    tagline: '把城市的诉求闭环接入您的 App、网页或服务端：五分钟即可对模拟城市跑通第一个调用。',
    actions: [
      ['五行代码', './quick-start'],
      ['对接验收清单', './host-checklist'],
      ['错误手册', './errors'],
    ],
    features: [
      ['像真的一样的模拟城市', '整座城市在内存中运行，用服务端同一套规则作决定，时钟由您拨动。'],
      ['一套 SDK', '带类型、不足 9 kB、零依赖：浏览器、小程序、服务端都能用；也可直接按 OpenAPI 3.1 调 HTTP。'],
      ['可信任', '撤回授权立即生效，令牌不含信息，回调不会发往内网地址。'],
    ],
  },
} as const

/** The first page. */
export function homeOf(locale: Locale): string {
  const { name, text, tagline, actions, features } = HOME[locale]
  const page = {
    layout: 'home',
    hero: {
      name,
      text,
      tagline,
      actions: actions.map(([words, link], i) => ({ theme: i === 0 ? 'brand' : 'alt', text: words, link })),
    },
    features: features.map(([title, details]) => ({ title, details })),
  }
  // JSON is YAML.
  return `---\n${JSON.stringify(page, null, 2)}\n---\n`
}
