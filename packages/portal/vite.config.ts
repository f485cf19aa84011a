import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'
import { readCity } from './build/city.ts'
import { cityHead } from './build/head.ts'

const here = import.meta.dirname

/** The city's colours, name and boot facts in the head of every page, also while developing. */
function cityPages(): Plugin {
  return {
    name: 'civic-city',
    transformIndexHtml: {
      order: 'pre',
      handler(html) {
        const { title, tags } = cityHead(readCity())
        return html.replace('%TITLE%', title).replace('%DESCRIPTION%', title).replace('<!--city-->', tags)
      },
    },
  }
}

/**
 * Vant's icons are a font of 27 kB as base64 inside blocking CSS; our widgets draw their own. And its ground rules take
 * the ring from whatever has the focus, everywhere, once the first sheet has been open.
 */
function vantWithManners(): Plugin {
  return {
    name: 'civic-vant-with-manners',
    enforce: 'pre',
    load: (id) => (/vant\/(es|lib)\/icon\/index\.css$/.test(id) ? '' : null),
    transform: (code, id) =>
      /vant\/(es|lib)\/style\/base\.css$/.test(id) ? code.replace(/[^{}]*:focus[^{}]*\{outline:none\}/g, '') : null,
  }
}

/**
 * What every page of a resident's needs goes into one chunk: in a dozen small ones it is 3 kB larger, for there is less
 * to find again in each. What only some pages need stays apart, and so does all of the desk.
 */
const ON_EVERY_PAGE = new RegExp(
  [
    'node_modules/(?:@vue|vue|vue-router|pinia)/',
    'plugin-vue:export-helper',
    'portal/src/ui/(?:icons|UiIcon|NoticeLink)',
    'portal/src/platform/(?!host/(?!held)|embed/|waiting\\.|catalogue|draft-owner|copy|passing-photos)',
    'packages/sdk/src/(?!outbox|files|bridge|host|embed|live\\.|civic\\.ts|facades/(?:administration|desk|insight|access|work-orders|changes|integrations|integration-desk|webhooks)\\.)',
    'packages/kit/src/(?:i18n|view/(?!use-quiet|use-seen|draft-owner))',
  ].join('|'),
)

/**
 * Small things that most of the other pages share go together: a phone has six connections, and one file of twenty waits
 * for three others. Not what the send page has, which may cost less; and a part of the words with all that it is made of.
 */
const TOGETHER = [
  { name: 'frame', test: ON_EVERY_PAGE },
  {
    name: 'parts',
    test: /portal\/src\/ui\/(?:EmptyState|FailState|SkeletonCard|ViewSwitch|ListChunk|RowList|SignInCard|outcome-tone)/,
  },
  // Around each page, and what most forms are made of.
  {
    name: 'PageFrame',
    test: /portal\/src\/(?:ui\/(?:PageFrame|CheckRow|radio-keys)|platform\/catalogue)|contracts\/src\/appeals\/appeal\.constants/,
  },
  // Of the widgets' library what more than one of them stands on.
  { name: 'widgets', test: /vant\/es\/(?:utils|composables|style|loading|pull-refresh)\// },
  ...['zh-CN', 'en'].flatMap((locale) => [
    { name: `first-${locale}`, test: new RegExp(`locales/${locale}/(?:first|around|errors)\\.`) },
    { name: `pages-${locale}`, test: new RegExp(`locales/${locale}/(?:pages|board|devices|reading|loop)\\.`) },
  ]),
]

const pages = ['index', 'desk'].filter((page) => existsSync(resolve(here, `${page}.html`)))

export default defineConfig({
  root: here,
  plugins: [cityPages(), vantWithManners(), vue()],
  define: { __VUE_OPTIONS_API__: false, __VUE_PROD_DEVTOOLS__: false, __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false },
  build: {
    // Web-views of Android 8 and iOS 12: modules and dynamic import, little after that.
    target: ['chrome64', 'safari12'],
    cssTarget: ['chrome64', 'safari12'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    manifest: true,
    rolldownOptions: {
      // Contracts make codes with BigInt on the server; the pages only read them, so that part is not in the bundle.
      onLog: (level, log, forward) =>
        log.code === 'TOLERATED_TRANSFORM' && log.message.includes('Big integer') ? undefined : forward(level, log),
      output: { codeSplitting: { groups: TOGETHER } },
      input: Object.fromEntries(pages.map((page) => [page, resolve(here, `${page}.html`)])),
    },
  },
})
