import lighthouse, { type Flags } from 'lighthouse'
import { freePort } from '../../../tools/pg.ts'
import { launchBrowser } from '../../../e2e/support/browser.ts'
import { castOf } from '../../../e2e/support/cast.ts'
import { phone } from '../../../e2e/support/enter.ts'
import { addresses } from '../../../e2e/pages/looks.ts'
import { setScene } from '../../../e2e/pages/scene.ts'
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

/**
 * What a resident's phone makes of every page, by Lighthouse (mobile), median of 3: of a guest's first pages all figures,
 * of the others, as a resident with a history sees them, less, and once only on the slowest phone: minutes count.
 */
export async function portal(ours: Measured, databaseUrl: string): Promise<Result[]> {
  const cast = await castOf(ours.url)
  const scene = await setScene({ url: ours.url, cast, databaseUrl })
  const port = await freePort()
  const browser = await launchBrowser([`--remote-debugging-port=${port}`])
  const results: Result[] = []
  try {
    const own = await phone(browser, ours.url, { who: cast.residents[0] })
    const cookies = await own.context().cookies()
    const extraHeaders = { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }
    await own.context().close()
    for (const [name, path] of Object.entries(addresses(scene))) {
      const first = path === '/' || path === '/send'
      const called = first ? path : name
      const flags = first ? { port } : { port, extraHeaders }
      const usual = await visit(`${ours.url}${path}`, flags)
      const throttling = { cpuSlowdownMultiplier: SLOW }
      const slow = await visit(`${ours.url}${path}`, { ...flags, throttling }, first ? RUNS : 1)
      results.push(...(first ? apart(called, usual) : together(called, usual)))
      results.push(atLeast(`${called}: performance at ${SLOW}× slower CPU`, slow.performance, '', 85))
    }
  } finally {
    await browser.close()
  }
  return results
}

const apart = (path: string, { lcp, performance, accessibility, bestPractices }: Figures): Result[] => [
  atMost(`${path}: largest contentful paint`, lcp / 1000, 's', 1.4),
  atLeast(`${path}: performance`, performance, '', 98),
  atLeast(`${path}: accessibility`, accessibility, '', 100),
  atLeast(`${path}: best practices`, bestPractices, '', 100),
]

const together = (name: string, { performance, accessibility, bestPractices }: Figures): Result[] => [
  atLeast(`${name}: performance`, performance, '', 98),
  atLeast(`${name}: accessibility and best practices`, Math.min(accessibility, bestPractices), '', 100),
]
async function visit(url: string, flags: Flags, runs = RUNS): Promise<Figures> {
  const seen: Figures[] = []
  for (let run = 0; run < runs; run++) {
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
