import { chromium as playwright } from 'playwright-core'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { chromium } from './chromium.ts'

/** A phone of a few years ago, held upright, with fingers. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 375, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
}

/** A wide screen at a desk. */
export const DESK: BrowserContextOptions = {
  viewport: { width: 1440, height: 900 },
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
}

/** Starts a real browser without a window; the caller closes it. `args` are Chromium's own flags. */
export async function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  const { executablePath, env } = await chromium()
  return playwright.launch({
    executablePath,
    args: ['--disable-dev-shm-usage', '--font-render-hinting=none', ...args],
    env: { ...definedEnv(), ...env },
  })
}

function definedEnv(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(entries)
}
