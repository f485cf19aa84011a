import type { Locale } from '@civicgrid/kit'
import { ROOT_PX } from '@civicgrid/kit/sizes'
import { defineStore } from 'pinia'
import { city } from './boot.ts'
import { keep } from './keep.ts'
import { PREFS_KEY } from './prefs-key.ts'

export type Theme = 'auto' | 'light' | 'dark'

export interface Prefs {
  elder: boolean
  /** Root text size in elder mode, px. */
  size: number
  theme: Theme
  contrast: boolean
  /** Nothing moves, also where the phone does not ask for that. */
  still: boolean
  /** Photos are fetched on a tap. */
  thrift: boolean
  locale: Locale | null
}

const DEFAULTS: Prefs = {
  elder: false,
  size: ROOT_PX.elder,
  theme: 'auto',
  contrast: false,
  still: false,
  thrift: false,
  locale: null,
}

/** In a partner's frame its page says how ours looks, and nothing of that is kept here. */
const given = () => (window as Window & { civicPrefs?: string }).civicPrefs

function read(): Prefs {
  try {
    return { ...DEFAULTS, ...(JSON.parse(given() ?? keep.get(PREFS_KEY) ?? '{}') as Partial<Prefs>) }
  } catch {
    return DEFAULTS
  }
}

/** The language asked for in settings, else the city's own: the prerendered page is in that one. */
export function chosenLocale(): Locale {
  const { locale } = read()
  return locale && city().locales.includes(locale) ? locale : city().defaultLocale
}

/** Marks the root element, from which every colour and size follows. */
function show(prefs: Prefs): void {
  const root = document.documentElement
  root.dataset['theme'] = prefs.theme
  if (prefs.elder) root.setAttribute('data-elder', '')
  else root.removeAttribute('data-elder')
  root.style.setProperty('--cg-root', `${prefs.size}px`)
  if (prefs.contrast) root.dataset['contrast'] = 'high'
  else delete root.dataset['contrast']
  if (prefs.still) root.setAttribute('data-still', '')
  else root.removeAttribute('data-still')
}

export const usePrefs = defineStore('prefs', {
  state: (): Prefs => (typeof document === 'undefined' ? { ...DEFAULTS } : read()),
  actions: {
    change(next: Partial<Prefs>) {
      this.$patch(next)
      show(this.$state)
      try {
        if (!given()) keep.set(PREFS_KEY, JSON.stringify(this.$state))
      } catch {
        // It holds until the page is left.
      }
    },
    /** Another language is another list of words: the page starts anew. */
    speak(locale: Locale) {
      this.change({ locale })
      location.reload()
    },
  },
})
