import type { Tally } from './insight.tally.ts'

/** Shares that are published: each shows what it was counted of, and how much of everything that was. */
export const RATES = ['atOnce', 'onTime', 'solved', 'satisfied'] as const
export type RateName = (typeof RATES)[number]

export interface Rate {
  readonly numerator: number
  readonly denominator: number
  /** Out of how many in all the denominator could be counted: the coverage is denominator / of. */
  readonly of: number
}

/**
 * The published shares of a tally. Silence counts for nothing: who did not rate is in `of` alone, neither content nor not.
 */
export function ratesOf(tally: Tally): Readonly<Record<RateName, Rate>> {
  const { results, atOnce, limited, onTime, rated, solved, satisfied } = tally
  return {
    atOnce: { numerator: atOnce, denominator: results, of: results },
    onTime: { numerator: onTime, denominator: limited, of: results },
    solved: { numerator: solved, denominator: rated, of: results },
    satisfied: { numerator: satisfied, denominator: rated, of: results },
  }
}

/** A share in whole tenths of a percent; null where nothing was counted. Never rounded up to 100% or down to 0%. */
export function percentOf(part: number, whole: number): number | null {
  if (whole === 0) return null
  const tenths = Math.round((1000 * part) / whole)
  if (tenths === 1000 && part < whole) return 99.9
  return tenths === 0 && part > 0 ? 0.1 : tenths / 10
}
