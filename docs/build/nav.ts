/** What stands where in the sidebar. A guide that nobody put anywhere comes last, so that none is lost. */

export type Locale = 'en' | 'zh'

interface Group {
  readonly en: string
  readonly zh: string
  /** Names of guides, without `.md`. */
  readonly guides: readonly string[]
}

export const GROUPS: readonly Group[] = [
  { en: 'Begin', zh: '开始', guides: ['quick-start', 'testing', 'headless', 'sdk', 'reference', 'errors'] },
  {
    en: 'Be let in',
    zh: '接入与授权',
    guides: ['integration-desk', 'oidc'],
  },
  { en: 'Embed', zh: '嵌入', guides: ['embedding', 'host-app', 'host-checklist'] },
  { en: 'Without our SDK', zh: '不用 SDK', guides: ['rest', 'webhooks'] },
  {
    en: 'Capabilities',
    zh: '能力',
    guides: ['appeals', 'journeys', 'my-data', 'sign-in', 'resident-sign-in', 'miniapp'],
  },
  { en: 'Trust', zh: '安全与版本', guides: ['security', 'threat-model', 'versions', 'releases'] },
  { en: 'Run a city', zh: '运行一座城市', guides: ['residents', 'staff', 'import', 'keys', 'speed'] },
]

const REST = { en: 'More', zh: '其他' }
/** On top of the book of the API that the server writes itself. */
const API = { en: 'REST reference', zh: 'REST 参考' }

interface SidebarItem {
  readonly text: string
  readonly link: string
  readonly target?: string
}

/** @param titles of the guides that there are, by name */
export function sidebarOf(
  titles: ReadonlyMap<string, string>,
  locale: Locale,
): { text: string; items: SidebarItem[] }[] {
  const base = locale === 'zh' ? '/zh/' : '/'
  const named = new Set(GROUPS.flatMap(({ guides }) => guides))
  const rest = { ...REST, guides: [...titles.keys()].filter((name) => !named.has(name)) }
  return [...GROUPS, rest].flatMap((group) => {
    const items: SidebarItem[] = group.guides.flatMap((name) => {
      const text = titles.get(name)
      return text === undefined ? [] : [{ text, link: `${base}${name}` }]
    })
    // Beside the documentation, on the same server: another page, so a plain link.
    if (group.guides.includes('rest')) items.push({ text: API[locale], link: '/api/v1/', target: '_self' })
    return items.length === 0 ? [] : [{ text: group[locale], items }]
  })
}
