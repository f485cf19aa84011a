import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { errorBook } from './error-book.ts'
import { homeOf } from './home.ts'
import type { Locale } from './nav.ts'
import { referenceOf } from './reference.ts'

/** Where the guides are written; the site is made of them, and they read well where they are. */
export const GUIDES = join(import.meta.dirname, '..', 'guides')

/** What is served at /docs. */
export const DIST = join(import.meta.dirname, '..', 'dist')

/** Said above a page that has not been written in Chinese yet. */
const ENGLISH_ONLY = '::: info 暂无中文\n本页暂时只有英文。\n:::\n\n'

export interface Guide {
  readonly name: string
  readonly locale: Locale
  readonly text: string
}

/** Every guide as it is written, in each of its languages. */
export function readGuides(folder = GUIDES): Guide[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .map((file) => {
      const zh = file.endsWith('.zh-CN.md')
      const name = file.slice(0, zh ? -'.zh-CN.md'.length : -'.md'.length)
      return { name, locale: zh ? 'zh' : 'en', text: readFileSync(join(folder, file), 'utf8') }
    })
}

export const titleOf = (text: string): string => /^# (.+)$/m.exec(text)?.[1]?.replaceAll('`', '') ?? ''

const LINK = /(?<!!)\[([^\]]+)\]\(([^)\s]+)\)/g

/** The site's own links: to guides by name, in the same language; what lies elsewhere in the repository is named, not linked. */
export function relinked(text: string, names: ReadonlySet<string>): string {
  return text.replaceAll(LINK, (whole, words: string, target: string) => {
    if (/^(https?:|#|mailto:|\/)/.test(target)) return whole
    const [path = '', anchor] = target.split('#')
    const name = path.replace(/^\.\//, '').replace(/(\.zh-CN)?\.md$/, '')
    if (names.has(name)) return `[${words}](./${name}${anchor === undefined ? '' : `#${anchor}`})`
    return words
  })
}

/** Links of a guide that lead nowhere: to no file of the repository. */
export function brokenLinks({ text }: Guide, folder = GUIDES): string[] {
  const prose = text.replaceAll(/^```.*?^```$/gms, '')
  return [...prose.matchAll(/\[[^\]]+\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^(https?:|#|mailto:|\/)/.test(target))
    .filter(
      (target) => !existsSync(join(folder, decodeURI(target.split('#')[0] ?? ''))) && !target.startsWith('errors'),
    )
}

/** Writes the pages of both languages. @returns the titles of the guides by name, for each */
export function writePages(into: string): Record<Locale, Map<string, string>> {
  rmSync(into, { recursive: true, force: true })
  const guides = readGuides()
  const books = (['en', 'zh'] as const).flatMap((locale): Guide[] => [
    { name: 'errors', locale, text: errorBook(locale) },
    { name: 'reference', locale, text: referenceOf(locale) },
  ])
  const all = [...guides, ...books]
  const names = new Set(all.map(({ name }) => name))
  const titles = { en: new Map<string, string>(), zh: new Map<string, string>() }
  for (const name of names) {
    const english = all.find((guide) => guide.name === name && guide.locale === 'en')
    const chinese = all.find((guide) => guide.name === name && guide.locale === 'zh')
    const one = english ?? chinese
    if (!one) continue
    put(into, 'en', name, relinked(one.text, names))
    put(into, 'zh', name, (chinese ? '' : ENGLISH_ONLY) + relinked((chinese ?? one).text, names))
    titles.en.set(name, titleOf(one.text))
    titles.zh.set(name, titleOf((chinese ?? one).text))
  }
  for (const locale of ['en', 'zh'] as const) {
    put(into, locale, 'index', homeOf(locale))
    cpSync(join(GUIDES, 'pictures'), join(into, folderOf(locale), 'pictures'), { recursive: true })
  }
  return titles
}

const folderOf = (locale: Locale): string => (locale === 'zh' ? 'zh' : '.')

function put(into: string, locale: Locale, name: string, text: string): void {
  const file = join(into, folderOf(locale), `${name}.md`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
