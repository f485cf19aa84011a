import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type Axe from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

declare global {
  // Put there by its own source.
  var axe: typeof Axe
}

/** What stands in the way of somebody, rule by rule with the elements, as axe finds it; every rule it has. */
export async function barriers(page: Page): Promise<string[]> {
  // Evaluated, not added as a script: our pages allow no script but their own.
  await page.evaluate(source)
  return page.evaluate(async () => {
    const { violations } = await axe.run(document, {
      resultTypes: ['violations'],
    })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => {
        const why = failureSummary.split('\n').slice(1).join(' ').replace(/\s+/g, ' ').trim()
        return `${id}: ${html.slice(0, 160)} — ${why.slice(0, 200)}`
      }),
    )
  })
}

/** How many pixels a page is wider than its screen. */
export const wider = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
