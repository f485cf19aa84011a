import type { Page } from 'playwright-core'

/** What of a page moves, or would when it changes, for longer than anybody sees. */
export const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const SEEN_MS = 20
    const ms = (durations: string) =>
      Math.max(
        ...durations.split(',').map((each) => Number.parseFloat(each) * (each.trim().endsWith('ms') ? 1 : 1_000)),
      )
    const found = new Set<string>()
    for (const element of document.querySelectorAll('*')) {
      for (const part of [null, '::before', '::after']) {
        const style = getComputedStyle(element, part)
        const name = `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}${part ?? ''}`
        if (style.animationName !== 'none' && ms(style.animationDuration) > SEEN_MS) found.add(`${name} is animated`)
        if (ms(style.transitionDuration) > SEEN_MS) found.add(`${name} changes slowly`)
      }
    }
    if (getComputedStyle(document.documentElement).scrollBehavior === 'smooth') found.add('the page scrolls slowly')
    return [...found]
  })
