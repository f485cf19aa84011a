import type { DefaultTheme, UserConfig } from 'vitepress'
import { sidebarOf, type Locale } from './nav.ts'

const ZH_SEARCH = {
  button: { buttonText: '搜索', buttonAriaLabel: '搜索文档' },
  modal: {
    displayDetails: '显示详情',
    resetButtonTitle: '清除',
    backButtonTitle: '关闭',
    noResultsText: '没有找到：',
    footer: { selectText: '打开', navigateText: '移动', closeText: '关闭' },
  },
}

const ZH_WORDS: Partial<DefaultTheme.Config> = {
  outline: { label: '本页', level: [2, 3] },
  docFooter: { prev: '上一页', next: '下一页' },
  darkModeSwitchLabel: '深色',
  lightModeSwitchTitle: '浅色',
  darkModeSwitchTitle: '深色',
  sidebarMenuLabel: '目录',
  returnToTopLabel: '回到顶部',
  langMenuLabel: '语言',
  skipToContentLabel: '跳到正文',
}

/**
 * What the site is, as data alone: a function in here would reach the browser as text and be made from it there, which our
 * content policy forbids.
 */
export function configOf(titles: Record<Locale, ReadonlyMap<string, string>>, outDir: string): UserConfig {
  return {
    base: '/docs/',
    outDir,
    cleanUrls: true,
    ignoreDeadLinks: 'localhostLinks',
    lang: 'en',
    title: 'CivicGrid',
    description: 'The documentation of CivicGrid: the SDK, embedding, partners, REST and webhooks.',
    lastUpdated: false,
    markdown: { theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' } },
    metaChunk: true,
    locales: {
      root: { label: 'English', lang: 'en', themeConfig: { sidebar: sidebarOf(titles.en, 'en') } },
      zh: {
        label: '简体中文',
        lang: 'zh-CN',
        link: '/zh/',
        themeConfig: { ...ZH_WORDS, sidebar: sidebarOf(titles.zh, 'zh') },
      },
    },
    themeConfig: {
      outline: { level: [2, 3] },
      search: { provider: 'local', options: { locales: { zh: { translations: ZH_SEARCH } } } },
    },
  }
}
