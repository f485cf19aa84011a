import { describe, expect, it } from 'vitest'
import { periodFrom, rangeOf } from './period.ts'

describe('the days that the dashboard looks at', () => {
  it('end with the city’s today, which in China begins eight hours before that of UTC', () => {
    const lateEvening = Date.UTC(2026, 2, 2, 16, 30)
    expect(rangeOf(7, lateEvening, 480)).toEqual({ from: '2026-02-25', to: '2026-03-03' })
    expect(rangeOf(7, lateEvening, 0)).toEqual({ from: '2026-02-24', to: '2026-03-02' })
  })
  it('are thirty unless the address says one of the others', () =>
    expect(['7', '90', '8', undefined].map(periodFrom)).toEqual([7, 90, 30, 30]))
})
