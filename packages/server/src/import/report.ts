import type { Refusal } from './row.ts'

/** What became of a file. No personal data: lines are named by their number, words are of lists, not of people. */
export interface ImportReport {
  file: string
  rows: number
  /** New appeals. */
  taken: number
  /** Were there already, and went further round the loop now. */
  continued: number
  /** Were there already, just so. */
  known: number
  refused: { line: number; externalId: string | null; reason: Refusal | string; words: string }[]
  /** Words that the city and the map do not know, by how often they came, most frequent first. */
  unmapped: Record<'category' | 'kind' | 'outcome' | 'rating', { words: string; rows: number }[]>
  /** Rows taken without the number that stood there, since nobody could dial it. */
  unreadablePhones: number
  /** Ended before its last row; run it again to go on. */
  stopped: boolean
  seconds: number
}

/** Keeps count while an import runs. */
export class Tally {
  rows = 0
  taken = 0
  continued = 0
  known = 0
  unreadablePhones = 0
  readonly refused: ImportReport['refused'] = []
  readonly #words = new Map<string, number>()

  unmapped(field: string, words: string): void {
    const key = `${field}\n${words}`
    this.#words.set(key, (this.#words.get(key) ?? 0) + 1)
  }

  report(file: string, stopped: boolean, seconds: number): ImportReport {
    const of = (field: string): { words: string; rows: number }[] =>
      [...this.#words]
        .filter(([key]) => key.startsWith(`${field}\n`))
        .map(([key, rows]) => ({ words: key.slice(field.length + 1), rows }))
        .sort((a, b) => b.rows - a.rows || (a.words < b.words ? -1 : 1))
    const { rows, taken, continued, known, refused, unreadablePhones } = this
    refused.sort((a, b) => a.line - b.line)
    const unmapped = { category: of('category'), kind: of('kind'), outcome: of('outcome'), rating: of('rating') }
    return {
      file,
      rows,
      taken,
      continued,
      known,
      refused,
      unmapped,
      unreadablePhones,
      stopped,
      seconds: Math.round(seconds * 10) / 10,
    }
  }
}

const SHOWN = 20

/** The report as a person reads it; the whole of it is in the JSON beside. */
export function reportText(report: ImportReport): string {
  const { rows, taken, continued, known, refused, unmapped, unreadablePhones, stopped, seconds } = report
  const lines = [
    `${rows} rows in ${seconds} s: ${taken} taken, ${continued} continued, ${known} known already, ${refused.length} refused`,
  ]
  const reasons = Map.groupBy(refused, ({ reason }) => reason)
  for (const [reason, all] of reasons) lines.push(`  ${reason}: ${all.length}`)
  for (const { line, externalId, reason, words } of refused.slice(0, SHOWN))
    lines.push(`  line ${line} ${externalId ?? ''} ${reason} ${words}`.trimEnd())
  if (refused.length > SHOWN) lines.push(`  … ${refused.length - SHOWN} more in the report`)
  for (const [field, words] of Object.entries(unmapped))
    for (const entry of words.slice(0, SHOWN)) lines.push(`  ${field} not known: ${entry.words} (${entry.rows})`)
  if (unreadablePhones > 0) lines.push(`  ${unreadablePhones} rows without a number that can be dialled`)
  if (stopped) lines.push('  stopped before the end: run it again to go on')
  return lines.join('\n')
}
