import type { Random } from '../kernel/index.ts'

/** Choices that are the same for the same seed. */
export interface Dice {
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number
  /** True `percent` times in a hundred. */
  chance(percent: number): boolean
  /** @throws RangeError for an empty list */
  pick<T>(list: readonly T[]): T
  /** One of the values, each as often as its weight says. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T
}

export function dice(random: Random): Dice {
  return throwing((below) => random(6).readUIntBE(0, 6) % below)
}

/**
 * Dice for millions of throws: sfc32, by Chris Doty-Humphrey, which passes the usual batteries of tests and costs some
 * nanoseconds. Never for keys or codes.
 */
export function quickDice(seed: number): Dice {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, seed | 0, 1]
  const next = (): number => {
    const t = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return t >>> 0
  }
  for (let i = 0; i < 12; i++) next()
  return throwing((below) => next() % below)
}

/** @param draw a whole number from 0 to below `below` */
function throwing(draw: (below: number) => number): Dice {
  return {
    between: (from, to) => from + draw(to - from + 1),
    chance: (percent) => draw(100) < percent,
    pick(list) {
      const found = list[draw(Math.max(1, list.length))]
      if (found === undefined) throw new RangeError('nothing to pick from')
      return found
    },
    weighted(weights) {
      const entries = Object.entries<number>(weights)
      let left = draw(entries.reduce((sum, [, weight]) => sum + weight, 0))
      for (const [value, weight] of entries) {
        if (left < weight) return value as keyof typeof weights
        left -= weight
      }
      throw new RangeError('no weights')
    },
  }
}
