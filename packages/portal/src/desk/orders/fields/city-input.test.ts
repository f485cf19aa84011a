import { describe, expect, it } from 'vitest'
import { fromInput, toInput } from './city-input.ts'

describe('a time typed at the desk', () => {
  it('is a time on the wall of the city, wherever the computer stands', () => {
    expect(fromInput('2026-03-04T09:30', 480)).toBe('2026-03-04T01:30:00.000Z')
    expect(toInput('2026-03-04T01:30:00.000Z', 480)).toBe('2026-03-04T09:30')
  })
  it('past midnight in the city is the next day', () =>
    expect(toInput('2026-03-04T16:05:00Z', 480)).toBe('2026-03-05T00:05'))
  it('nothing typed is no time', () => {
    expect(fromInput('', 480)).toBe('')
    expect(toInput('', 480)).toBe('')
  })
})
