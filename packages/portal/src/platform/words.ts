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

/** Loads the words of one locale; the other is never fetched. */
export async function loadWords(wanted: Locale): Promise<void> {
  const list =
    wanted === 'en'
      ? await import('@civicgrid/kit/locales/en/resident')
      : await import('@civicgrid/kit/locales/zh-CN/resident')
  setWords(wanted, list.resident)
}
