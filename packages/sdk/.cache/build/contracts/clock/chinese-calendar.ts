// The data files, not the library's functions: those read days in the machine's own time zone.
import arrangement from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import library from 'chinese-days/package.json' with { type: 'json' }
import type { Calendar, CalendarOverrides } from './calendar.ts'
import { dayFromText, isWeekend } from './day.ts'

const holidays = new Set(Object.keys(arrangement.holidays))
const workdays = new Set(Object.keys(arrangement.workdays))
const years = [...holidays].map((day) => Number(day.slice(0, 4)))

/** The years whose holidays and make-up workdays (调休) the library knows, both included. */
export const KNOWN_YEARS = { from: Math.min(...years), to: Math.max(...years) } as const

/** FNV-1a, 32 bits, as hex: enough to tell two override files of one name apart. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}

function versionOf(overrides: CalendarOverrides | undefined): string {
  const base = `chinese-days@${library.version}(${KNOWN_YEARS.from}-${KNOWN_YEARS.to},else weekdays)`
  if (!overrides) return base
  const days = [...overrides.holidays].sort().join() + '|' + [...overrides.workdays].sort().join()
  return `${base}+${overrides.name}#${fingerprint(days)}`
}

/**
 * The State Council's yearly arrangement (国务院办公厅关于部分节假日安排的通知), as the
 * chinese-days library carries it, under the city's own overrides. A day in a year that neither
 * knows is a workday from Monday to Friday; the version names the years that are known.
 * Throws RangeError when an override is not a real day or stands in both lists.
 */
export function chineseCalendar(options: {
  overrides?: CalendarOverrides | undefined
  workingHours: readonly (readonly [number, number])[]
  utcOffsetMinutes: number
}): Calendar {
  const closed = new Set(options.overrides?.holidays)
  const open = new Set(options.overrides?.workdays)
  for (const day of [...closed, ...open]) dayFromText(day)
  for (const day of closed) {
    if (open.has(day)) throw new RangeError(`${day} is both a holiday and a workday`)
  }
  return {
    version: versionOf(options.overrides),
    workingHours: options.workingHours,
    utcOffsetMinutes: options.utcOffsetMinutes,
    isWorkday(day) {
      if (closed.has(day)) return false
      if (open.has(day) || workdays.has(day)) return true
      return !holidays.has(day) && !isWeekend(dayFromText(day))
    },
  }
}
