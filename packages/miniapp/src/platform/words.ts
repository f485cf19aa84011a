import {
  createTranslate,
  localText,
  timeFormat,
  type Locale,
  type LocalText,
  type Tell,
  type TimeFormat,
  type Words,
} from '@civicgrid/kit'
import { first as firstEn } from '@civicgrid/kit/locales/en/first'
import { miniapp as miniappEn } from '@civicgrid/kit/locales/en/miniapp'
import { first as firstZh } from '@civicgrid/kit/locales/zh-CN/first'
import { miniapp as miniappZh } from '@civicgrid/kit/locales/zh-CN/miniapp'
import type { miniappMe } from '@civicgrid/kit/locales/zh-CN/miniapp-me'
import type { resident } from '@civicgrid/kit/locales/zh-CN/resident'
import { ref } from 'vue'
import { city } from './boot.ts'
import { chosenLocale } from './prefs-kept.ts'

type Source = typeof resident & typeof miniappZh & typeof miniappMe
type Lists = Record<Locale, Readonly<Record<string, string>>>

const tables: Record<Locale, Record<string, string>> = {
  'zh-CN': { ...firstZh, ...miniappZh },
  en: { ...firstEn, ...miniappEn },
}
/** Both languages are in the program, so a change shows at once. */
export const locale = ref<Locale>(chosenLocale())

/** Words of a package that is loaded later. */
export function addWords(lists: Lists): void {
  Object.assign(tables['zh-CN'], lists['zh-CN'])
  Object.assign(tables.en, lists.en)
}

export const t: ReturnType<typeof createTranslate<Source>> = (key, ...values) =>
  createTranslate<Source>(tables[locale.value] as Words<Source>)(key, ...values)

/** A sentence by a key that was made at run time; null when there is none. */
export const maybe = (key: string): string | null => tables[locale.value][key] ?? null
/** What moves an appeal on, also where a newer server says it in a word that this program lacks. */
const MOVES: ReadonlySet<string> = new Set(['status', 'event'])

/** The word for an enum value of the wire. */
export const word = (prefix: string, value: string): string =>
  maybe(`${prefix}.${value}`) ?? t(MOVES.has(prefix) ? 'appeal.newStep' : 'mini.newer')
/** A text of the city's data in the resident's language. */
export const local = (text: LocalText | string | null | undefined): string => localText(text, locale.value)
/** How times are told in this city. */
export const time = (): TimeFormat => timeFormat(locale.value, city.utcOffsetMinutes)

/** For what kit tells. */
export const tell: Tell = { t, word, local, time }
