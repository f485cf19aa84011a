import type { Calendar } from './calendar.ts'
import { DAY, HOUR, MINUTE, dayNumber, dayStart, dayText } from './day.ts'

export const LIMIT_UNITS = ['minutes', 'hours', 'workingHours', 'naturalDays', 'workingDays'] as const
export type LimitUnit = (typeof LIMIT_UNITS)[number]

/** How long somebody has for something: a whole, positive amount of a unit. */
export interface Limit {
  amount: number
  unit: LimitUnit
}

/** More than the longest run of closed days that any real arrangement has: past it the calendar is broken. */
const LONGEST_CLOSURE = 400

const answers = new WeakMap<Calendar, Map<number, boolean>>()

/** A calendar answers each day once; text is made of a day only then. */
function isWorkday(calendar: Calendar, day: number): boolean {
  let known = answers.get(calendar)
  if (!known) answers.set(calendar, (known = new Map()))
  let answer = known.get(day)
  if (answer === undefined) known.set(day, (answer = calendar.isWorkday(dayText(day))))
  return answer
}

/** The first workday on or after a day. Throws RangeError when there is none in sight. */
function workdayFrom(calendar: Calendar, day: number): number {
  for (let d = day; d <= day + LONGEST_CLOSURE; d++) if (isWorkday(calendar, d)) return d
  throw new RangeError(`no workday within ${LONGEST_CLOSURE} days of ${dayText(day)}`)
}

function afterWorkingHours(start: number, hours: number, calendar: Calendar): number {
  const offset = calendar.utcOffsetMinutes
  let left = hours * HOUR
  for (let day = workdayFrom(calendar, dayNumber(start, offset)); ;) {
    const midnight = dayStart(day, offset)
    for (const [from, to] of calendar.workingHours) {
      const begin = Math.max(start, midnight + from * MINUTE)
      const end = midnight + to * MINUTE
      if (begin >= end) continue
      if (begin + left <= end) return begin + left
      left -= end - begin
    }
    day = workdayFrom(calendar, day + 1)
  }
}

function endOfWorkingDay(start: number, days: number, calendar: Calendar): number {
  let day = dayNumber(start, calendar.utcOffsetMinutes)
  for (let n = 0; n < days; n++) day = workdayFrom(calendar, day + 1)
  const closing = calendar.workingHours.at(-1)?.[1] ?? 0
  return dayStart(day, calendar.utcOffsetMinutes) + closing * MINUTE
}

/**
 * The last instant, in epoch milliseconds, at which something begun at `start` is still in time;
 * it is late when `now > dueAt`.
 *
 * - minutes, hours: by the clock from the start (民法典 第二百零一条第二款: a period in hours runs from
 *   its moment). Emergencies are given in hours, and run through nights and holidays.
 * - workingHours: only working time counts; begun outside it, it runs from the next opening.
 * - workingDays: the day of the start is not counted (第二百零一条第一款); due at closing time of the
 *   nth workday after it (第二百零三条第二款: where there are business hours, the period ends when
 *   business stops). Whatever is begun on a closed day or in the evening counts from the next workday.
 * - naturalDays: the day of the start is not counted; due in the last millisecond of the nth day
 *   after it. 第二百零三条第一款 would move a last day off a holiday; a city's promise in natural days
 *   is the plain day that a resident counts on a wall calendar, so it is not moved.
 *
 * Throws RangeError for an amount that is not a positive whole number, for a calendar without
 * working hours, and for one without a workday in sight.
 */
export function dueAt(start: number, limit: Limit, calendar: Calendar): number {
  const { amount, unit } = limit
  if (!Number.isSafeInteger(amount) || amount < 1) throw new RangeError(`not a limit: ${amount} ${unit}`)
  switch (unit) {
    case 'minutes':
      return start + amount * MINUTE
    case 'hours':
      return start + amount * HOUR
    case 'naturalDays': {
      const offset = calendar.utcOffsetMinutes
      return dayStart(dayNumber(start, offset) + amount, offset) + DAY - 1
    }
    case 'workingHours':
    case 'workingDays':
      if (!calendar.workingHours.some(([from, to]) => from < to)) throw new RangeError('no working hours')
      return unit === 'workingHours'
        ? afterWorkingHours(start, amount, calendar)
        : endOfWorkingDay(start, amount, calendar)
  }
}
