import type { CityProblem } from './city.schema.ts'

/** Collects problems of one file. */
export type Say = (path: string, reason: string) => void

export function saying(file: string, problems: CityProblem[]): Say {
  return (path, reason) => problems.push({ file, path, reason })
}

/** Says of every code that stands a second time where it stands and where it stood before. */
export function sayTwice(items: readonly { code: string; at: string }[], say: Say): void {
  const seen = new Map<string, string>()
  for (const { code, at } of items) {
    const before = seen.get(code)
    if (before === undefined) seen.set(code, at)
    else say(at, `code ${code} stands already at ${before}`)
  }
}

/** `{code, at}` of a list, for `sayTwice`. */
export function codesAt(items: readonly { code: string }[], prefix = ''): { code: string; at: string }[] {
  return items.map(({ code }, i) => ({ code, at: `${prefix}[${i}]` }))
}
