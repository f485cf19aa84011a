import {
  createTranslate,
  localText,
  timeFormat,
  wordFor,
  type LocalText,
  type Locale,
  type TimeFormat,
  type Translate,
  type Words,
} from '@civicgrid/kit'
import type { resident } from '@civicgrid/kit/locales/zh-CN/resident'
import { city } from './boot.ts'

type Source = typeof resident
export type WordKey = keyof Source

// One locale a load: a change of language reloads the page, so these are set once, before anything is drawn.
let words: Words<Source>
let translate: Translate<Source>
let current: Locale = 'zh-CN'
let times: TimeFormat | undefined

export function setWords(locale: Locale, list: Words<Source>): void {
  words = list
  current = locale
  translate = createTranslate<Source>(list)
  times = undefined
}

export const t: Translate<Source> = (key, ...values) => translate(key, ...values)

export const locale = (): Locale => current

/** A sentence by a key that was made at run time; null when there is none. */
export function maybe(key: string): string | null {
  return (words as Readonly<Record<string, string>>)[key] ?? null
}

/** The word for an enum value of the wire. */
export const word = (prefix: string, value: string): string => wordFor(words, prefix, value)

/** A text of the city's data in the resident's language. */
export const local = (text: LocalText | string | null | undefined): string => localText(text, current)

/** How times are told in this city. */
export function time(): TimeFormat {
  times ??= timeFormat(current, city().utcOffsetMinutes)
  return times
}

/** Parts of the words, in both languages; each is fetched when the first page that needs it is. */
const PARTS = {
  'zh-CN': {
    first: async () => (await import('@civicgrid/kit/locales/zh-CN/first')).first,
    telling: async () => (await import('@civicgrid/kit/locales/zh-CN/telling')).telling,
    pages: async () => (await import('@civicgrid/kit/locales/zh-CN/pages')).pages,
    ways: async () => (await import('@civicgrid/kit/locales/zh-CN/ways')).ways,
    authorities: async () => (await import('@civicgrid/kit/locales/zh-CN/authorities')).authorities,
    myData: async () => (await import('@civicgrid/kit/locales/zh-CN/my-data')).myData,
    grants: async () => (await import('@civicgrid/kit/locales/zh-CN/grants')).grants,
  },
  en: {
    first: async () => (await import('@civicgrid/kit/locales/en/first')).first,
    telling: async () => (await import('@civicgrid/kit/locales/en/telling')).telling,
    pages: async () => (await import('@civicgrid/kit/locales/en/pages')).pages,
    ways: async () => (await import('@civicgrid/kit/locales/en/ways')).ways,
    authorities: async () => (await import('@civicgrid/kit/locales/en/authorities')).authorities,
    myData: async () => (await import('@civicgrid/kit/locales/en/my-data')).myData,
    grants: async () => (await import('@civicgrid/kit/locales/en/grants')).grants,
  },
} as const
type Part = keyof (typeof PARTS)['zh-CN']

const loaded: Partial<Words<Source>> = {}
const asked = new Set<string>()

/** Loads words of one locale, each part once; the other language is never fetched. */
export async function loadWords(wanted: Locale, ...parts: Part[]): Promise<void> {
  const missing = parts.filter((part) => !asked.has(part))
  const lists = await Promise.all(missing.map((part) => PARTS[wanted][part]()))
  for (const part of missing) asked.add(part)
  for (const list of lists) Object.assign(loaded, list)
  setWords(wanted, loaded as Words<Source>)
}
