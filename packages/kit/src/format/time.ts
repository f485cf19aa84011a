import type { Locale } from '../i18n/translate.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** What a clock and a calendar on the wall of the city show. `weekday` 0 is Sunday; `day` counts days since 1970. */
export interface CityTime {
  year: number
  month: number
  date: number
  weekday: number
  hour: number
  minute: number
  day: number
}

/**
 * Reads an instant on the city's wall. Chinese cities have one fixed offset, so no time-zone table (Intl) is needed.
 * @param instant ISO UTC text or epoch milliseconds.
 * @param offset minutes east of UTC; Asia/Shanghai is 480.
 */
export function cityTime(instant: string | number, offset: number): CityTime {
  const ms = (typeof instant === 'number' ? instant : Date.parse(instant)) + offset * MINUTE
  const at = new Date(ms)
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    date: at.getUTCDate(),
    weekday: at.getUTCDay(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    day: Math.floor(ms / DAY),
  }
}

/** Whether it is night in the city. @param hours minutes of the day; past midnight where `from` is the greater */
export function isNight(instant: number, offset: number, hours: { from: number; until: number }): boolean {
  const { hour, minute } = cityTime(instant, offset)
  const at = hour * 60 + minute
  const { from, until } = hours
  return from <= until ? at >= from && at < until : at >= from || at < until
}

const two = (n: number) => String(n).padStart(2, '0')
const WEEKDAYS = {
  'zh-CN': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const NEAR = {
  'zh-CN': { '-1': '昨天', 0: '今天', 1: '明天' },
  en: { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' },
} as const

export interface TimeFormat {
  /** 09:05 */
  clock(instant: string | number): string
  /** 今天, 明天, 周三 within six days, else 3月4日, with the year when it is another one. */
  day(instant: string | number, now: number): string
  /** 周三17:00 — a day and a clock: how every promise is told. */
  moment(instant: string | number, now: number): string
  /** 周三17:00前 */
  promise(instant: string | number, now: number): string
  /** 2026-03-04 09:05, for records. */
  full(instant: string | number): string
  /** 刚刚, 5分钟前, 3小时前, then the day. */
  ago(instant: string | number, now: number): string
  /** 还有2小时 or 已超3天, rounded to the larger unit; what is left until a due time. */
  left(instant: string | number, now: number): { late: boolean; text: string }
}

/** How this locale tells times in this city. */
export function timeFormat(locale: Locale, offset = 480): TimeFormat {
  const zh = locale === 'zh-CN'
  const read = (instant: string | number) => cityTime(instant, offset)
  const clock = (instant: string | number) => {
    const at = read(instant)
    return `${two(at.hour)}:${two(at.minute)}`
  }
  const day = (instant: string | number, now: number) => {
    const at = read(instant)
    const today = read(now)
    const apart = at.day - today.day
    if (apart === 0 || apart === 1 || apart === -1) return NEAR[locale][apart]
    if (Math.abs(apart) <= 6 && apart > 0) return WEEKDAYS[locale][at.weekday] ?? ''
    const monthDay = zh ? `${at.month}月${at.date}日` : `${at.date} ${MONTHS[at.month - 1] ?? ''}`
    if (at.year === today.year) return monthDay
    return zh ? `${at.year}年${monthDay}` : `${monthDay} ${at.year}`
  }
  const moment = (instant: string | number, now: number) => `${day(instant, now)}${zh ? '' : ' '}${clock(instant)}`
  const ago = (instant: string | number, now: number) => {
    const past = now - (typeof instant === 'number' ? instant : Date.parse(instant))
    if (past < MINUTE) return zh ? '刚刚' : 'just now'
    if (past < HOUR) return zh ? `${Math.floor(past / MINUTE)}分钟前` : `${Math.floor(past / MINUTE)} min ago`
    if (past < 12 * HOUR) return zh ? `${Math.floor(past / HOUR)}小时前` : `${Math.floor(past / HOUR)} h ago`
    return moment(instant, now)
  }
  const left = (instant: string | number, now: number) => {
    const gap = (typeof instant === 'number' ? instant : Date.parse(instant)) - now
    const size = Math.abs(gap)
    const [count, unit, enUnit] =
      size >= 2 * DAY
        ? [Math.floor(size / DAY), '天', 'd']
        : size >= HOUR
          ? [Math.floor(size / HOUR), '小时', 'h']
          : [Math.max(1, Math.floor(size / MINUTE)), '分钟', 'min']
    if (gap < 0) return { late: true, text: zh ? `已超${count}${unit}` : `${count} ${enUnit} late` }
    return { late: false, text: zh ? `还有${count}${unit}` : `${count} ${enUnit} left` }
  }
  return {
    clock,
    day,
    moment,
    promise: (instant, now) => (zh ? `${moment(instant, now)}前` : `by ${moment(instant, now)}`),
    full: (instant) => {
      const at = read(instant)
      return `${at.year}-${two(at.month)}-${two(at.date)} ${clock(instant)}`
    },
    ago,
    left,
  }
}
