import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locale } from './nav.ts'

/** Where the accepted reports of the SDK's public surface lie (docs/guides/releases.md). */
const REPORTS = join(import.meta.dirname, '../../packages/sdk/api')

const WORDS = {
  en: {
    title: 'TypeScript reference',
    intro: 'Every name that the SDK exports, door by door, as it is stored and held by the tests.',
  },
  zh: { title: 'TypeScript 参考', intro: 'SDK 各入口导出的全部名称。这份报告存档在库，由测试把关。' },
} as const

/** The core first, then its doors by name. */
const coreFirst = (a: string, b: string): number =>
  Number(b === 'index') - Number(a === 'index') || a.localeCompare(b, 'en')

/** All doors as one page, in one language. */
export function referenceOf(locale: Locale, folder = REPORTS): string {
  const { title, intro } = WORDS[locale]
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.api.md')) : []
  const doors = files
    .map((name) => name.slice(0, -'.api.md'.length))
    .toSorted(coreFirst)
    .flatMap((door) => {
      const report = readFileSync(join(folder, `${door}.api.md`), 'utf8')
      const code = /^```ts\n(.*?)^```$/ms.exec(report)?.[1] ?? ''
      const said = code.replaceAll(/^\s*\/\/ (@public|\(undocumented\)).*\n/gm, '').trim()
      return [`## @civicgrid/sdk${door === 'index' ? '' : `/${door}`}`, '', '```ts', said, '```', '']
    })
  return [`# ${title}`, '', intro, '', ...doors].join('\n')
}
