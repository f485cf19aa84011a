import { LOCALES, type Locale } from '@civicgrid/kit'
import { reactive, watch } from 'vue'

export const THEMES = ['auto', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** How this person likes the desk on this computer. */
export interface Preferences {
  locale: Locale
  theme: Theme
  /** Single-key shortcuts; they can be switched off, since speech input types letters too (WCAG 2.1.4). */
  keys: boolean
  /** The timeline begins with the newest event. */
  newestFirst: boolean
}

const STORED = 'civicgrid.desk'

/** What was kept, where each part still makes sense; blank for anything else. */
export function readPreferences(kept: string | null, languages: readonly string[]): Preferences {
  const locale: Locale = languages[0]?.startsWith('zh') === false ? 'en' : 'zh-CN'
  const blank: Preferences = { locale, theme: 'auto', keys: true, newestFirst: true }
  try {
    const found = JSON.parse(kept ?? '{}') as Partial<Preferences> | null
    return {
      locale: LOCALES.find((known) => known === found?.locale) ?? blank.locale,
      theme: THEMES.find((known) => known === found?.theme) ?? blank.theme,
      keys: found?.keys ?? blank.keys,
      newestFirst: found?.newestFirst ?? blank.newestFirst,
    }
  } catch {
    return blank
  }
}

/** The preferences of this browser; a change is kept and shown at once on the root element. */
export function usePreferences(root: HTMLElement, storage: Storage): Preferences {
  // The desk speaks Chinese first, whatever the browser says; a chosen language stays.
  const preferences = reactive(readPreferences(storage.getItem(STORED), ['zh-CN']))
  watch(
    preferences,
    () => {
      root.dataset.theme = preferences.theme
      root.lang = preferences.locale
      try {
        storage.setItem(STORED, JSON.stringify(preferences))
      } catch {
        // A full storage forgets a preference, no more.
      }
    },
    { immediate: true },
  )
  return preferences
}
