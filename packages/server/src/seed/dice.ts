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
  const draw = (below: number): number => random(6).readUIntBE(0, 6) % below
  const self: Dice = {
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
  return self
}
