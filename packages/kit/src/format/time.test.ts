import { describe, expect, it } from 'vitest'
import { cityTime, isNight, timeFormat } from './time.ts'

// A Monday in Shanghai: 2026-03-02 10:00.
const now = Date.parse('2026-03-02T02:00:00Z')
const zh = timeFormat('zh-CN')
const en = timeFormat('en')

describe('night in the city', () => {
  const past = { from: 1320, until: 360 }
  it('goes past midnight where it begins later than it ends, its last minute left out', () => {
    const at = (clock: string) => isNight(Date.parse(`2026-03-02T${clock}:00+08:00`), 480, past)
    expect(['21:59', '22:00', '23:59', '00:00', '05:59', '06:00', '12:00'].map(at)).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
      false,
    ])
  })
  it('or lies within one day', () => {
    expect(isNight(Date.parse('2026-03-02T01:00:00+08:00'), 480, { from: 0, until: 300 })).toBe(true)
    expect(isNight(now, 480, { from: 0, until: 300 })).toBe(false)
  })
})

describe('times on the city wall', () => {
  it('reads an instant eight hours east of UTC, over midnight and year ends', () => {
    expect(cityTime('2025-12-31T16:30:00Z', 480)).toMatchObject({
      year: 2026,
      month: 1,
      date: 1,
      hour: 0,
      minute: 30,
      weekday: 4,
    })
    expect(cityTime('2025-12-31T16:30:00Z', 0)).toMatchObject({ year: 2025, month: 12, date: 31, hour: 16 })
  })
  it('a promise within the week is a weekday and a clock', () => {
    expect(zh.promise('2026-03-04T09:00:00Z', now)).toBe('周三17:00前')
    expect(en.promise('2026-03-04T09:00:00Z', now)).toBe('by Wed 17:00')
  })
  it('today, tomorrow and yesterday are calendar days of the city, not 24 hours', () => {
    expect(zh.moment('2026-03-02T15:59:00Z', now)).toBe('今天23:59')
    expect(zh.moment('2026-03-02T16:00:00Z', now)).toBe('明天00:00')
    expect(zh.moment('2026-03-01T15:59:00Z', now)).toBe('昨天23:59')
  })
  it('a weekday never means one that is past, nor one a week ahead', () => {
    expect(zh.day('2026-02-27T02:00:00Z', now)).toBe('2月27日')
    expect(zh.day('2026-03-08T02:00:00Z', now)).toBe('周日')
    expect(zh.day('2026-03-09T02:00:00Z', now)).toBe('3月9日')
  })
  it('another year is named', () => {
    expect(zh.day('2025-11-05T02:00:00Z', now)).toBe('2025年11月5日')
    expect(en.day('2025-11-05T02:00:00Z', now)).toBe('5 Nov 2025')
  })
  it('what is past is told in the largest unit that fits', () => {
    expect(zh.ago(now - 20_000, now)).toBe('刚刚')
    expect(zh.ago(now - 5 * 60_000, now)).toBe('5分钟前')
    expect(zh.ago(now - 3 * 3_600_000, now)).toBe('3小时前')
    expect(zh.ago('2026-03-01T02:00:00Z', now)).toBe('昨天10:00')
  })
  it('a passed due time says so', () => {
    expect(zh.left(now + 90 * 60_000, now)).toEqual({ late: false, text: '还有1小时' })
    expect(zh.left(now - 3 * 86_400_000, now)).toEqual({ late: true, text: '已超3天' })
    expect(en.left(now - 30 * 60_000, now)).toEqual({ late: true, text: '30 min late' })
  })
  it('a record has date and clock', () => expect(zh.full('2026-03-04T01:05:00Z')).toBe('2026-03-04 09:05'))
})
