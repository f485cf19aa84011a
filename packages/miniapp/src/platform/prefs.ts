import Taro from '@tarojs/taro'
import type { Locale } from '@civicgrid/kit'
import { defineStore } from 'pinia'
import { keepPrefs, readPrefs, type Prefs } from './prefs-kept.ts'
import { locale } from './words.ts'

/** From here on the phone's own letters say that elder mode may help. */
const LARGE = 1.3

/** How the phone itself is set: how large it writes, and whether it is dark. */
function phone(): { large: boolean; night: boolean } {
  const { fontSizeScaleFactor = 1, theme } = Taro.getAppBaseInfo() as { fontSizeScaleFactor?: number; theme?: string }
  return { large: fontSizeScaleFactor >= LARGE, night: theme === 'dark' }
}

export const usePrefs = defineStore('prefs', {
  state: () => ({ ...readPrefs(), ...phone() }),
  getters: {
    isElder: ({ elder }): boolean => elder === true,
    isDark: ({ theme, night }): boolean => theme === 'dark' || (theme === 'auto' && night),
    /** Large letters on the phone, and nobody has said yet whether they want elder mode. */
    offersElder: ({ elder, large }): boolean => large && elder === null,
    /** Classes of every page's outermost view. */
    classes: ({ elder, size, theme, contrast }): string =>
      [
        'cg',
        theme === 'light' ? '' : `cg-${theme}`,
        contrast ? 'cg-contrast' : '',
        elder === true ? `cg-elder cg-size-${size}` : '',
      ]
        .filter(Boolean)
        .join(' '),
  },
  actions: {
    change(next: Partial<Prefs>): void {
      this.$patch(next)
      const { elder, size, theme, contrast, locale: chosen } = this
      keepPrefs({ elder, size, theme, contrast, locale: chosen })
    },
    speak(chosen: Locale): void {
      locale.value = chosen
      this.change({ locale: chosen })
    },
  },
})
