import { LOCALES, type Locale } from '@civicgrid/kit'
import { reactive, watch } from 'vue'
import { PREFS_KEY } from '../../platform/prefs-key.ts'

export const THEMES = ['auto', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** How this person likes the desk on this computer. */
export interface Preferences {
  locale: Locale
  theme: Theme
  /** What is quiet becomes plain. */
  contrast: boolean
  /** Single-key shortcuts; they can be switched off, since speech input types letters too (WCAG 2.1.4). */
  keys: boolean
  /** The timeline begins with the newest event. */
  newestFirst: boolean
}

const DEFAULTS: Preferences = { locale: 'zh-CN', theme: 'auto', contrast: false, keys: true, newestFirst: true }

type Kept = Record<string, unknown>

function parsed(kept: string | null): Kept {
  try {
    const found: unknown = JSON.parse(kept ?? '{}')
    return typeof found === 'object' && found !== null ? { ...found } : {}
  } catch {
    return {}
  }
}

const flag = (value: unknown, otherwise: boolean): boolean => (typeof value === 'boolean' ? value : otherwise)

/** What was kept, where each part still makes sense. The desk speaks Chinese first, whatever the browser says. */
export function readPreferences(kept: string | null): Preferences {
  const found = parsed(kept)
  return {
    locale: LOCALES.find((known) => known === found['locale']) ?? DEFAULTS.locale,
    theme: THEMES.find((known) => known === found['theme']) ?? DEFAULTS.theme,
    contrast: flag(found['contrast'], DEFAULTS.contrast),
    keys: flag(found['deskKeys'], DEFAULTS.keys),
    newestFirst: flag(found['deskNewestFirst'], DEFAULTS.newestFirst),
  }
}

/**
 * What is kept after a change. The place is shared with the portal, since the script in the head of every page paints
 * from it; what the portal alone keeps there (elder size) stays.
 */
export function writePreferences(kept: string | null, { keys, newestFirst, ...shared }: Preferences): string {
  return JSON.stringify({ ...parsed(kept), ...shared, deskKeys: keys, deskNewestFirst: newestFirst })
}

/** The preferences of this browser; a change is kept and shown at once on the root element. */
export function usePreferences(root: HTMLElement, storage: Storage): Preferences {
  const preferences = reactive(readPreferences(storage.getItem(PREFS_KEY)))
  watch(
    preferences,
    () => {
      root.dataset['theme'] = preferences.theme
      if (preferences.contrast) root.dataset['contrast'] = 'high'
      else delete root.dataset['contrast']
      root.lang = preferences.locale
      try {
        storage.setItem(PREFS_KEY, writePreferences(storage.getItem(PREFS_KEY), preferences))
      } catch {
        // A full storage forgets a preference, no more.
      }
    },
    { immediate: true },
  )
  return preferences
}
