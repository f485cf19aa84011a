/** Calls as the server counts them. */
interface Row {
  readonly day: string
  readonly scope: string
  readonly status: number
  readonly calls: number
}
export interface UsageDay {
  readonly day: string
  readonly answered: number
  readonly failed: number
  /** How many of each scope, the most used first; `''` where none was found. */
  readonly scopes: readonly (readonly [scope: string, calls: number])[]
  /** How many of each status of HTTP that is an error. */
  readonly errors: readonly (readonly [status: number, calls: number])[]
}

const summed = <Key>(rows: readonly Row[], keyOf: (row: Row) => Key): [Key, number][] => {
  const sums = new Map<Key, number>()
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.calls)
  return [...sums].sort(([, a], [, b]) => b - a)
}
const total = (rows: readonly Row[]): number => rows.reduce((sum, { calls }) => sum + calls, 0)

/** One line a day, the newest first. */
export function usageByDay(rows: readonly Row[]): UsageDay[] {
  return [...new Set(rows.map(({ day }) => day))]
    .sort()
    .reverse()
    .map((day) => {
      const own = rows.filter((row) => row.day === day)
      const failed = own.filter(({ status }) => status >= 400)
      return {
        day,
        answered: total(own) - total(failed),
        failed: total(failed),
        scopes: summed(own, ({ scope }) => scope),
        errors: summed(failed, ({ status }) => status),
      }
    })
}
