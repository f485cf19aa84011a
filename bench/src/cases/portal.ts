import lighthouse, { type Flags } from 'lighthouse'
import { freePort } from '../../../tools/pg.ts'
import { launchBrowser } from '../../../e2e/support/browser.ts'
import { median } from '../median.ts'
import { atLeast, atMost, type Result } from '../report.ts'
import type { Measured } from '../server.ts'

const RUNS = 3
/** The emulated phone of Lighthouse's mobile default is 4 times slower; a cheap phone is 10. */
const SLOW = 10

interface Figures {
  readonly lcp: number
  readonly performance: number
  readonly accessibility: number
  readonly bestPractices: number
}

/** What a resident's phone makes of the first pages, by Lighthouse (mobile), median of 3. */
export async function portal(ours: Measured): Promise<Result[]> {
  const port = await freePort()
  const browser = await launchBrowser([`--remote-debugging-port=${port}`])
  const results: Result[] = []
  try {
    for (const path of ['/', '/send']) {
      const usual = await visit(`${ours.url}${path}`, { port })
      const slow = await visit(`${ours.url}${path}`, { port, throttling: { cpuSlowdownMultiplier: SLOW } })
      results.push(
        atMost(`${path}: largest contentful paint`, usual.lcp / 1000, 's', 1.4),
        atLeast(`${path}: performance`, usual.performance, '', 98),
        atLeast(`${path}: accessibility`, usual.accessibility, '', 100),
        atLeast(`${path}: best practices`, usual.bestPractices, '', 100),
        atLeast(`${path}: performance at ${SLOW}× slower CPU`, slow.performance, '', 85),
      )
    }
  } finally {
    await browser.close()
  }
  return results
}

async function visit(url: string, flags: Flags): Promise<Figures> {
  const seen: Figures[] = []
  for (let run = 0; run < RUNS; run++) {
    const result = await lighthouse(url, {
      ...flags,
      output: 'json',
      logLevel: 'error',
      onlyCategories: ['performance', 'accessibility', 'best-practices'],
    })
    if (!result) throw new Error(`no report of ${url}`)
    const { audits, categories } = result.lhr
    const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100)
    seen.push({
      lcp: audits['largest-contentful-paint']?.numericValue ?? Number.NaN,
      performance: score('performance'),
      accessibility: score('accessibility'),
      bestPractices: score('best-practices'),
    })
  }
  const of = (name: keyof Figures) => median(seen.map((figures) => figures[name]))
  return {
    lcp: of('lcp'),
    performance: of('performance'),
    accessibility: of('accessibility'),
    bestPractices: of('bestPractices'),
  }
}
