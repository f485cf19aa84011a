import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { EMBED_PATH } from '@civicgrid/contracts/constants'
import type { CityBoot } from '../src/platform/boot.ts'
import type { BuildCity } from './city.ts'
import { PAINT } from './head.ts'

/** One entry of Vite's manifest. */
interface Chunk {
  file: string
  name?: string
  css?: string[]
  imports?: string[]
  dynamicImports?: string[]
}
type Manifest = Record<string, Chunk>

/** Pages that a guest is likely to open first, and the source of each; every other address gets `app.html`, a frame that waits. */
const PAGES = [
  { path: '/', file: 'index.html', source: 'src/home/HomePage.vue', words: ['first'] },
  { path: '/send', file: 'send.html', source: 'src/appeals/send/SendPage.vue', words: ['first', 'telling'] },
] as const

/** The other pages: what is fetched beside the entry when an address begins so. The first that fits is meant. */
const ROUTES = [
  ['/appeal/', 'src/appeals/appeal/AppealPage.vue'],
  ['/mine', 'src/appeals/MinePage.vue'],
  ['/sent/', 'src/appeals/send/SentPage.vue'],
  ['/later', 'src/appeals/later/LaterPage.vue'],
  ['/joined/', 'src/appeals/joined/JoinedPage.vue'],
  ['/near', 'src/appeals/near/NearPage.vue'],
  ['/board/', 'src/board/PublicPage.vue'],
  ['/board', 'src/board/BoardPage.vue'],
  ['/rate/', 'src/appeals/rate/RatePage.vue'],
  ['/look', 'src/appeals/LookPage.vue'],
  ['/authorities/', 'src/appeals/acted/ActedPage.vue'],
  ['/authorities', 'src/authorities/AuthoritiesPage.vue'],
  ['/my-data', 'src/my-data/MyDataPage.vue'],
  ['/sign-in', 'src/identity/SignInPage.vue'],
  ['/settings', 'src/settings/SettingsPage.vue'],
  ['/enter', 'src/identity/EnterPage.vue'],
  // Whatever else it is, there is no such page.
  ['/', 'src/app/LostPage.vue'],
] as const
/** Their chunks carry the styles of what stands before any of them is there: the frame, and grey bars. */
const WAITING = /\/(?:PageFrame|parts)-[^/]+\.css$/

const ENTRY = 'index.html'
const EMBED_CSS = new URL('../src/platform/embed/embed.css', import.meta.url)

/** Where a part of the words is: in a chunk of its own, or in one that is called so with what it is made of. */
function keyOfWords(manifest: Manifest, locale: string, part: string): string {
  const source = `../kit/src/locales/${locale}/${part}.ts`
  const key =
    source in manifest ? source : Object.keys(manifest).find((each) => manifest[each]?.name === `${part}-${locale}`)
  if (key === undefined) throw new Error(`the words ${part} in ${locale} are not in the build`)
  return key
}

/** A chunk and all it imports at once, what is imported first coming first: CSS in any other order breaks the layout. */
function withImports(manifest: Manifest, key: string, seen = new Set<string>()): Chunk[] {
  const chunk = manifest[key]
  if (!chunk || seen.has(key)) return []
  seen.add(key)
  return [...(chunk.imports ?? []).flatMap((each) => withImports(manifest, each, seen)), chunk]
}

/**
 * Fetches the page's script only when the page has been painted: what is prerendered can be read and its links followed
 * before. Where nobody says when that was, with the end of loading; out of sight, where nothing is painted, a second later.
 */
function loader(
  entry: string,
  preload: string[],
  words: Record<string, string[]>,
  routes: readonly (readonly [begin: string, files: readonly string[]])[] = [],
  framed = false,
): string {
  const files = [...new Set(routes.flatMap(([, each]) => each))]
  const byRoute = routes.map(([begin, each]) => [begin, each.map((file) => files.indexOf(file))])
  const ofRoute =
    routes.length === 0
      ? 'var m=[];'
      : `var F=${JSON.stringify(files)},m=(${JSON.stringify(byRoute)}.filter(function(r){return !location.pathname.indexOf(r[0])})[0]||[0,[]])[1].map(function(i){return F[i]});`
  // Where Trusted Types are demanded no script gets an address from a text; an import may have one.
  const run = framed
    ? `import('${entry}')`
    : `var s=document.createElement('script');s.type='module';s.src='${entry}';h.appendChild(s)`
  const fetchAll = `${ofRoute}var h=document.head,w=${JSON.stringify(words)}[document.documentElement.lang];${JSON.stringify(preload)}.concat(w||[],m).forEach(function(u){var l=document.createElement('link');if(/css$/.test(u)){l.rel='preload';l.as='style'}else l.rel='modulepreload';l.href=u;h.appendChild(l)});${run}`
  const whenPainted = `var P=window.PerformanceObserver,t=P&&P.supportedEntryTypes||[];if(t.indexOf('paint')<0)return setTimeout(f);new P(function(l,o){o.disconnect();setTimeout(f)}).observe({type:'paint',buffered:true});setTimeout(f,1000)`
  return `(function(d){function f(){if(d)return;d=1;${fetchAll}}addEventListener('load',function(){${whenPainted}})})()`
}

/** Writes the pages of a built portal: HTML that shows before any script, with its CSS inside. The server allows its inline scripts by their hashes. */
export async function prerender(
  dist: string,
  { boot }: BuildCity,
  /** Of a path; of null what stands while a page that is not prerendered is on its way. */
  render: (path: string | null, boot: CityBoot) => Promise<string>,
  /** What asks for what a page shows; and what stands in its place in a partner's frame, before anything is painted. */
  scripts: { begin: string; embed: string },
): Promise<void> {
  const manifest = JSON.parse(readFileSync(`${dist}/.vite/manifest.json`, 'utf8')) as Manifest
  const template = readFileSync(`${dist}/index.html`, 'utf8').replace(
    /\s*<script type="module"[^>]*><\/script>|\s*<link rel="(?:modulepreload|stylesheet)"[^>]*>/g,
    '',
  )
  const entryChunks = withImports(manifest, ENTRY)
  const entry = entryChunks.at(-1)
  if (!entry) throw new Error('the build has no entry')
  const entryFile = `/${entry.file}`
  const partsOf = (source: string | null): readonly string[] =>
    PAGES.find((page) => page.source === source)?.words ?? ['first', 'telling', 'pages']
  const wordsOf = (source: string | null): Record<string, string[]> =>
    Object.fromEntries(
      boot.locales.map((locale) => [
        locale,
        partsOf(source)
          .flatMap((part) => withImports(manifest, keyOfWords(manifest, locale, part)))
          .filter((chunk) => !entryChunks.includes(chunk))
          .map(({ file }) => `/${file}`),
      ]),
    )

  const routes = ROUTES.map(([begin, source]) => {
    const chunks = withImports(manifest, source).filter((chunk) => !entryChunks.includes(chunk))
    if (chunks.length === 0) throw new Error(`${source} is not in the build`)
    return [
      begin,
      chunks
        .flatMap(({ file, css = [] }) => [file, ...css.filter((each) => !WAITING.test(each))])
        .map((file) => `/${file}`),
    ] as const
  })
  const waiting = [
    ...new Set(Object.values(manifest).flatMap(({ css = [] }) => css.filter((file) => WAITING.test(file)))),
  ]

  function page(html: string, source: string | null, framed = false): string {
    const chunks =
      source === null
        ? entryChunks
        : [...entryChunks, ...withImports(manifest, source).filter((chunk) => !entryChunks.includes(chunk))]
    const files = [...new Set([...chunks.flatMap((chunk) => chunk.css ?? []), ...(source === null ? waiting : [])])]
    const css = files.map((file) => readFileSync(`${dist}/${file}`, 'utf8')).join('')
    // A chunk whose style is linked does not fetch it; a link to something that is no style fetches nothing.
    const links = files.map((file) => `<link rel="stylesheet" type="text/x-inlined" href="/${file}">`).join('')
    const preload = chunks.filter((chunk) => chunk !== entry).map((chunk) => `/${chunk.file}`)
    const ofRoutes =
      source === null ? routes.map(([begin, each]) => [framed ? EMBED_PATH + begin : begin, each] as const) : []
    const script = loader(entryFile, preload, wordsOf(source), ofRoutes, framed)
    const begin = source === null && !framed ? `<script>${scripts.begin}</script>` : ''
    return (framed ? framedHead(template) : template)
      .replace('</head>', `<style>${css}</style>${links}</head>`)
      .replace('<!--page-->', () => html)
      .replace('</body>', () => `${begin}<script>${script}</script></body>`)
  }

  /** In a partner's frame its page says how ours looks, from before the first paint. */
  function framedHead(head: string): string {
    if (!head.includes(PAINT)) throw new Error('the head does not say how a page looks before it is painted')
    const css = readFileSync(EMBED_CSS, 'utf8')
      .replace(/\/\*.*?\*\//gs, '')
      .replace(/\s+/g, ' ')
    return head.replace(PAINT, () => scripts.embed).replace('</head>', () => `<style>${css}</style></head>`)
  }

  mkdirSync(`${dist}${EMBED_PATH}`, { recursive: true })
  writeFileSync(
    `${dist}${EMBED_PATH}/send.html`,
    page(await render('/send', boot), 'src/appeals/send/SendPage.vue', true),
  )
  writeFileSync(`${dist}${EMBED_PATH}/index.html`, page(await render(null, boot), null, true))
  for (const { path, file, source } of PAGES) {
    if (!manifest[source]) throw new Error(`${source} is not in the build`)
    writeFileSync(`${dist}/${file}`, page(await render(path, boot), source))
  }
  writeFileSync(`${dist}/app.html`, page(await render(null, boot), null))
  rmSync(`${dist}/.vite`, { recursive: true })
}
