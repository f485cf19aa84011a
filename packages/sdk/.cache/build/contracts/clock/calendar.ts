/** When a city works. Pure data and lookups; who fills it is `chinese-calendar.ts` or a test. */
export interface Calendar {
  /** Says which data answered; stored with every due time, so that an old promise can be explained. */
  readonly version: string
  /** Whether offices work on a day of the city, `YYYY-MM-DD`. */
  isWorkday(day: string): boolean
  /** Working time of a workday: [from, to) in minutes after midnight, in order, not overlapping. */
  readonly workingHours: readonly (readonly [number, number])[]
  readonly utcOffsetMinutes: number
}

/** What a city states against the national arrangement: local holidays, or a year not yet in the library. */
export interface CalendarOverrides {
  /** Goes into the calendar's version, e.g. `haitang-2027`. */
  name: string
  /** `YYYY-MM-DD` on which offices are closed. */
  holidays: string[]
  /** `YYYY-MM-DD` on which offices work although it is a weekend or a holiday. */
  workdays: string[]
}
