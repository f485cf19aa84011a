import type { Locale } from '@civicgrid/kit'
import { ROOT_PX, type ElderSize } from '@civicgrid/kit/sizes'
import { city } from './boot.ts'
import { kept } from './store.ts'

export type Theme = 'auto' | 'light' | 'dark'
export interface Prefs {
  /** Null until somebody chose: then the phone's own large letters speak. */
  elder: boolean | null
  /** Of the letters in elder mode. */
  size: ElderSize
  theme: Theme
  contrast: boolean
  locale: Locale | null
}

const KEY = 'civic-prefs'
const DEFAULTS: Prefs = { elder: null, size: ROOT_PX.elder, theme: 'auto', contrast: false, locale: null }

export function readPrefs(): Prefs {
  try {
    return { ...DEFAULTS, ...(JSON.parse(kept.get(KEY) ?? '{}') as Partial<Prefs>) }
  } catch {
    return { ...DEFAULTS }
  }
}

export function keepPrefs(prefs: Prefs): void {
  try {
    kept.set(KEY, JSON.stringify(prefs))
  } catch {
    // It holds until the program is closed.
  }
}

/** The language asked for in settings, else the city's own. */
export function chosenLocale(): Locale {
  const { locale } = readPrefs()
  return locale && city.locales.includes(locale) ? locale : city.defaultLocale
}
