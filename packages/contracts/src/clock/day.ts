/**
 * Days as numbers and as text, without Date formatting or Intl: the clocks run over
 * millions of appeals, and a city has one fixed offset from UTC.
 */

export const MINUTE = 60_000
export const HOUR = 3_600_000
export const DAY = 86_400_000

/** The number of the city's calendar day (0 = 1970-01-01 there) in which an instant falls. */
export function dayNumber(ms: number, utcOffsetMinutes: number): number {
  return Math.floor((ms + utcOffsetMinutes * MINUTE) / DAY)
}

/** The instant at which a calendar day of the city begins, in epoch milliseconds. */
export function dayStart(day: number, utcOffsetMinutes: number): number {
  return day * DAY - utcOffsetMinutes * MINUTE
}

const pad = (n: number) => (n < 10 ? `0${n}` : `${n}`)

/** `YYYY-MM-DD` of a day number (proleptic Gregorian, years 1 to 9999). */
export function dayText(day: number): string {
  // Howard Hinnant's civil_from_days: whole numbers only, no Date object.
  const z = day + 719_468
  const era = Math.floor(z / 146_097)
  const doe = z - era * 146_097
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365)
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100))
  const mp = Math.floor((5 * doy + 2) / 153)
  const month = mp < 10 ? mp + 3 : mp - 9
  const year = yoe + era * 400 + (month <= 2 ? 1 : 0)
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(doy - Math.floor((153 * mp + 2) / 5) + 1)}`
}

/** The day number of `YYYY-MM-DD`. Throws RangeError when the text is not a real day. */
export function dayFromText(text: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN
  const day = ms / DAY
  // Date.parse takes 2026-02-30 for 2 March in some engines, so the text must come back the same.
  if (Number.isNaN(ms) || dayText(day) !== text) throw new RangeError(`not a day: ${text}`)
  return day
}

/** The city's calendar day, `YYYY-MM-DD`, in which an instant falls: "today" is this, never 24 hours. */
export function dayOf(ms: number, utcOffsetMinutes: number): string {
  return dayText(dayNumber(ms, utcOffsetMinutes))
}

/** Saturday or Sunday. */
export function isWeekend(day: number): boolean {
  const weekday = (((day + 4) % 7) + 7) % 7 // 1970-01-01 was a Thursday (4); Sunday is 0
  return weekday === 0 || weekday === 6
}
