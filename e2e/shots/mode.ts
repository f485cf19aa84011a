import type { BrowserContextOptions } from 'playwright-core'

/** One way of looking at a page: how large the screen is, and what settings have kept. */
export interface Mode {
  readonly name: string
  readonly context: BrowserContextOptions
  /** What the portal keeps under `civic.prefs`. */
  readonly prefs: {
    readonly elder?: boolean
    readonly theme?: 'light' | 'dark'
    readonly locale?: 'zh-CN' | 'en'
    readonly contrast?: boolean
  }
}

const shared = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' } as const
const phone: BrowserContextOptions = {
  ...shared,
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
}
const small: BrowserContextOptions = { ...phone, viewport: { width: 320, height: 640 } }
const wide: BrowserContextOptions = { ...shared, viewport: { width: 1440, height: 900 } }

export const MODES: readonly Mode[] = [
  { name: 'phone', context: phone, prefs: { theme: 'light' } },
  { name: 'phone-dark', context: phone, prefs: { theme: 'dark' } },
  { name: 'phone-elder', context: phone, prefs: { theme: 'light', elder: true } },
  { name: 'phone-en', context: phone, prefs: { theme: 'light', locale: 'en' } },
  { name: 'phone-contrast', context: phone, prefs: { theme: 'light', contrast: true } },
  { name: 'small', context: small, prefs: { theme: 'light' } },
  { name: 'small-elder-en', context: small, prefs: { theme: 'light', elder: true, locale: 'en' } },
  { name: 'wide', context: wide, prefs: { theme: 'light' } },
  { name: 'wide-dark', context: wide, prefs: { theme: 'dark' } },
  { name: 'wide-contrast', context: wide, prefs: { theme: 'light', contrast: true } },
  { name: 'wide-contrast-dark', context: wide, prefs: { theme: 'dark', contrast: true } },
  { name: 'wide-en', context: wide, prefs: { theme: 'light', locale: 'en' } },
]
