import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type Axe from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

declare global {
  // Put there by its own source.
  var axe: typeof Axe
}

/**
 * What stands in the way of somebody, rule by rule with the elements, as axe finds it.
 * @param rules every one that axe has unless some are named: what changed since the last look needs no others
 * @param within the page unless a part of it is named by a selector, such as a layer that covers the rest
 */
export async function barriers(page: Page, rules?: readonly string[], within?: string): Promise<string[]> {
  // Evaluated, not added as a script: our pages allow no script but their own.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const options: Axe.RunOptions = { resultTypes: ['violations'] }
  if (rules) options.runOnly = { type: 'rule', values: [...rules] }
  const asked = { options, within: within ?? 'html' }
  return page.evaluate(async ({ options, within }) => {
    const { violations } = await axe.run(within === 'html' ? document : within, options)
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => {
        const why = failureSummary.split('\n').slice(1).join(' ').replace(/\s+/g, ' ').trim()
        return `${id}: ${html.slice(0, 160)} — ${why.slice(0, 200)}`
      }),
    )
  }, asked)
}

/** What cannot be read in the other colours of a page: in the dark, and in high contrast on both grounds. */
export async function unread(page: Page): Promise<string[]> {
  const found: string[] = []
  const paint = (theme: string, contrast: boolean) =>
    page.evaluate(
      async ([theme, contrast]) => {
        const { dataset } = document.documentElement
        dataset['theme'] = theme
        if (contrast) dataset['contrast'] = 'high'
        else delete dataset['contrast']
        // A change that nobody sees takes a frame all the same.
        await new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))
      },
      [theme, contrast] as const,
    )
  for (const [theme, contrast] of [
    ['dark', false],
    ['dark', true],
    ['light', true],
  ] as const) {
    await paint(theme, contrast)
    const these = await barriers(page, ['color-contrast'])
    found.push(...these.map((what) => `${theme}${contrast ? ', high contrast' : ''}: ${what}`))
  }
  await paint('auto', false)
  return found
}

/** How many pixels a page is wider than its screen. */
export const wider = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
