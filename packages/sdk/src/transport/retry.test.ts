import { CivicError } from '@civicgrid/contracts/constants'
import { describe, expect, test } from 'vitest'
import { pauseAfter, RETRY } from './retry.ts'

const overloaded = (retryAfterMs: number | null = null) => new CivicError('OVERLOADED', { retryAfterMs })
const many = (attempt: number, error = overloaded()) =>
  Array.from({ length: 500 }, () => pauseAfter(error, attempt, RETRY) ?? -1)

describe('the pause before another attempt', () => {
  test('is drawn anew each time, from nothing up to a bound that doubles', () => {
    for (const [attempt, bound] of [
      [0, 400],
      [1, 800],
      [2, 1_600],
    ] as const) {
      const pauses = many(attempt)
      expect(Math.min(...pauses)).toBeGreaterThanOrEqual(0)
      expect(Math.min(...pauses)).toBeLessThan(bound * 0.1)
      expect(Math.max(...pauses)).toBeGreaterThan(bound * 0.9)
      expect(Math.max(...pauses)).toBeLessThanOrEqual(bound)
    }
  })
  test('is never shorter than the server asks for, and never longer than the most', () => {
    const pauses = many(0, overloaded(3_000))
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(3_000)
    expect(Math.max(...many(2, overloaded(19_900)))).toBeLessThanOrEqual(20_000)
  })
  test('is not made at all when the server asks for more than the most', () => {
    expect(pauseAfter(overloaded(20_001), 0, RETRY)).toBeNull()
  })
  test('is not made after the last attempt, nor for what waiting does not mend', () => {
    expect(pauseAfter(overloaded(), 3, RETRY)).toBeNull()
    expect(pauseAfter(new CivicError('WRONG_STATE'), 0, RETRY)).toBeNull()
    expect(pauseAfter(new Error('a fault of the page'), 0, RETRY)).toBeNull()
  })
})
