import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Calendar } from './calendar.ts'
import { chineseCalendar } from './chinese-calendar.ts'
import { LIMIT_UNITS, dueAt, type Limit, type LimitUnit } from './clock.ts'
import { DAY, MINUTE, dayNumber, dayOf, dayStart, dayText } from './day.ts'

const hours = [
  [540, 720],
  [810, 1050],
] as const // 9:00–12:00, 13:30–17:30
const china = chineseCalendar({ workingHours: hours, utcOffsetMinutes: 480 })
const at = (text: string) => Date.parse(`${text}+08:00`)
const show = (ms: number) => new Date(ms + 480 * MINUTE).toISOString().slice(0, 16).replace('T', ' ')

describe('due times on the real calendar', () => {
  it.each<[string, number, LimitUnit, string, string]>([
    ['2026-03-04T10:00', 30, 'minutes', '2026-03-04 10:30', 'minutes run by the clock'],
    ['2026-02-14T23:00', 2, 'hours', '2026-02-15 01:00', 'hours run through a night before a holiday'],
    ['2026-03-04T10:00', 24, 'hours', '2026-03-05 10:00', '日 is 24 hours'],
    ['2026-03-04T10:00', 4, 'workingHours', '2026-03-04 15:30', 'the lunch break does not count'],
    ['2026-03-04T16:30', 4, 'workingHours', '2026-03-05 12:00', 'goes on next morning, ends at noon'],
    ['2026-03-04T12:30', 1, 'workingHours', '2026-03-04 14:30', 'begun at lunch, runs from 13:30'],
    ['2026-03-06T18:00', 4, 'workingHours', '2026-03-09 14:30', 'a Friday evening waits for Monday'],
    ['2026-03-04T10:00', 3, 'workingDays', '2026-03-09 17:30', 'Thursday, Friday, Monday'],
    ['2026-03-04T23:59', 1, 'workingDays', '2026-03-05 17:30', 'late at night is still that day'],
    ['2026-03-07T10:00', 1, 'workingDays', '2026-03-09 17:30', 'begun on Saturday, Monday is day 1'],
    ['2026-02-13T10:00', 1, 'workingDays', '2026-02-14 17:30', 'Saturday 14 February is a make-up workday'],
    ['2026-02-13T10:00', 2, 'workingDays', '2026-02-24 17:30', 'then nine days of Spring Festival'],
    ['2026-02-27T10:00', 1, 'workingDays', '2026-02-28 17:30', 'Saturday 28 February is one too'],
    ['2026-09-18T10:00', 1, 'workingDays', '2026-09-20 17:30', 'Sunday 20 September works, Saturday does not'],
    ['2026-09-30T16:30', 2, 'workingHours', '2026-10-08 10:00', 'over the National Day week'],
    ['2026-10-09T17:00', 1, 'workingDays', '2026-10-10 17:30', 'Saturday 10 October works'],
    ['2026-01-01T10:00', 1, 'workingDays', '2026-01-04 17:30', 'Sunday 4 January works'],
    [
      '2026-03-04T10:00',
      45,
      'workingDays',
      '2026-05-11 17:30',
      'mediation: over 清明 and 劳动节, Saturday 9 May works',
    ],
    ['2026-09-28T08:00', 5, 'naturalDays', '2026-10-03 23:59', 'natural days run through holidays'],
  ])('from %s, %i %s are due %s: %s', (start, amount, unit, due) => {
    expect(show(dueAt(at(start), { amount, unit }, china))).toBe(due)
  })

  it('a natural day ends in its last millisecond, still the same day', () => {
    const due = dueAt(at('2026-03-04T10:00'), { amount: 1, unit: 'naturalDays' }, china)
    expect(dayOf(due, 480)).toBe('2026-03-05')
    expect(dayOf(due + 1, 480)).toBe('2026-03-06')
  })

  it('refuses what is not a limit and a calendar that never works', () => {
    expect(() => dueAt(0, { amount: 0, unit: 'hours' }, china)).toThrow(RangeError)
    expect(() => dueAt(0, { amount: 1.5, unit: 'workingDays' }, china)).toThrow(RangeError)
    const idle: Calendar = { ...china, workingHours: [] }
    expect(() => dueAt(0, { amount: 1, unit: 'workingHours' }, idle)).toThrow('no working hours')
    const closed: Calendar = { ...china, isWorkday: () => false }
    expect(() => dueAt(0, { amount: 1, unit: 'workingDays' }, closed)).toThrow('no workday within')
  })
})

describe('for any start and any limit', () => {
  const start = fc.integer({ min: at('2025-01-01T00:00'), max: at('2028-12-31T00:00') })
  const limit: fc.Arbitrary<Limit> = fc.record({
    amount: fc.integer({ min: 1, max: 60 }),
    unit: fc.constantFrom(...LIMIT_UNITS),
  })

  it('a due time comes after its start', () => {
    fc.assert(fc.property(start, limit, (s, l) => dueAt(s, l, china) > s))
  })

  it('a later start is never due earlier', () => {
    const gap = fc.integer({ min: 0, max: 20 * DAY })
    fc.assert(
      fc.property(start, gap, limit, (s, g, l) => dueAt(s + g, l, china) >= dueAt(s, l, china)),
      { numRuns: 500 },
    )
  })

  it('a larger amount is due later', () => {
    fc.assert(
      fc.property(start, limit, (s, l) => {
        expect(dueAt(s, { ...l, amount: l.amount + 1 }, china)).toBeGreaterThan(dueAt(s, l, china))
      }),
    )
  })

  it('working units are due in working time of a workday', () => {
    const unit = fc.constantFrom<LimitUnit>('workingHours', 'workingDays')
    fc.assert(
      fc.property(start, limit, unit, (s, l, u) => {
        const due = dueAt(s, { ...l, unit: u }, china)
        const day = dayNumber(due, 480)
        const minute = (due - dayStart(day, 480)) / MINUTE
        expect(china.isWorkday(dayText(day))).toBe(true)
        expect(hours.some(([from, to]) => minute > from && minute <= to)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('n working days hold n workdays after the day of the start', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 60 }), (s, amount) => {
        const due = dueAt(s, { amount, unit: 'workingDays' }, china)
        let workdays = 0
        for (let d = dayNumber(s, 480) + 1; d <= dayNumber(due, 480); d++) {
          if (china.isWorkday(dayText(d))) workdays++
        }
        expect(workdays).toBe(amount)
      }),
    )
  })
})

it('a day is asked of the calendar once, however many due times are computed', () => {
  let asked = 0
  const counting = {
    ...china,
    isWorkday(day: string) {
      asked += 1
      return china.isWorkday(day)
    },
  }
  for (let i = 0; i < 10_000; i++) {
    dueAt(1_770_000_000_000 + i * 60_000, { amount: 45, unit: 'workingDays' }, counting)
  }
  // A week of starts and 45 working days on.
  expect(asked).toBeLessThan(100)
})
