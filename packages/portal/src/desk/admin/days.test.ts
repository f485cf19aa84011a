import { expect, it } from 'vitest'
import { dayOf, startOf } from './days.ts'

it('a day begins when it does on the city’s wall, and an instant falls into the day that is there', () => {
  expect(startOf('2026-03-01', 480)).toBe('2026-02-28T16:00:00.000Z')
  expect(dayOf('2026-02-28T16:00:00.000Z', 480)).toBe('2026-03-01')
  expect(startOf('', 480)).toBeNull()
})
