import library from 'chinese-days'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KNOWN_YEARS, chineseCalendar } from './chinese-calendar.ts'
import { dayFromText, dayNumber, dayOf, dayText } from './day.ts'

const plain = { workingHours: [[540, 1020]] as const, utcOffsetMinutes: 480 }

describe('the Chinese calendar', () => {
  const china = chineseCalendar(plain)

  it('agrees with the library on every day that it knows', () => {
    const last = dayFromText(`${KNOWN_YEARS.to}-12-31`)
    for (let day = dayFromText(`${KNOWN_YEARS.from}-01-01`); day <= last; day++) {
      const text = dayText(day)
      // Noon: the library reads a day in the machine's own zone.
      expect([text, china.isWorkday(text)]).toEqual([text, library.isWorkday(`${text}T12:00:00`)])
    }
  })

  it.each([
    ['2026-02-14', true],
    ['2026-02-28', true],
    ['2026-05-09', true],
    ['2026-10-10', true],
    ['2026-02-17', false],
    ['2026-10-01', false],
    ['2026-09-19', false],
    ['2026-11-23', true],
  ])('%s is a workday: %s', (day, works) => {
    expect(china.isWorkday(day)).toBe(works)
  })

  it('takes weekdays for years it does not know, and its version says so', () => {
    const year = KNOWN_YEARS.to + 1
    const days = Array.from({ length: 7 }, (_, i) => dayText(dayFromText(`${year}-01-01`) + i))
    expect(days.filter((day) => china.isWorkday(day))).toHaveLength(5)
    expect(china.version).toBe(`chinese-days@1.5.7(2004-${KNOWN_YEARS.to},else weekdays)`)
  })

  it("the city's overrides win, and change the version by their days", () => {
    const overrides = { name: 'haitang-2027', holidays: ['2027-02-08'], workdays: ['2027-02-06'] }
    const local = chineseCalendar({ ...plain, overrides })
    expect(local.isWorkday('2027-02-08')).toBe(false)
    expect(local.isWorkday('2027-02-06')).toBe(true)
    expect(local.version).toMatch(/\+haitang-2027#[0-9a-f]{8}$/)
    const other = chineseCalendar({ ...plain, overrides: { ...overrides, workdays: [] } })
    expect(other.version).not.toBe(local.version)
  })

  it('refuses overrides that are no days or contradict themselves', () => {
    const broken = (holidays: string[], workdays: string[]) => () =>
      chineseCalendar({ ...plain, overrides: { name: 'x', holidays, workdays } })
    expect(broken(['2027-02-30'], [])).toThrow('not a day: 2027-02-30')
    expect(broken(['2027-02-08'], ['2027-02-08'])).toThrow('2027-02-08 is both a holiday and a workday')
  })
})

describe('days', () => {
  it('a day number and its text turn into each other over two thousand years', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayFromText('0100-01-01'), max: dayFromText('2999-12-31') }), (day) => {
        expect(dayFromText(dayText(day))).toBe(day)
        expect(dayText(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10))
      }),
    )
  })

  it("today is the city's calendar day, whatever the machine's zone is", () => {
    expect(dayOf(Date.parse('2026-03-04T15:59:59.999Z'), 480)).toBe('2026-03-04')
    expect(dayOf(Date.parse('2026-03-04T16:00:00Z'), 480)).toBe('2026-03-05')
    expect(dayOf(Date.parse('2026-03-05T04:59:59Z'), -300)).toBe('2026-03-04')
    expect(dayNumber(-1, 0)).toBe(-1)
  })
})
