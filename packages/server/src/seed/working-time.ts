import { dayNumber, dayStart, dayText, type Calendar } from '@civicgrid/contracts'

const MINUTE = 60_000

/** The same instant if offices are open then, otherwise the next opening and some minutes. */
export function atWork(instant: number, calendar: Calendar, someMinutes: number): number {
  for (let day = dayNumber(instant, calendar.utcOffsetMinutes); ; day++) {
    if (!calendar.isWorkday(dayText(day))) continue
    const midnight = dayStart(day, calendar.utcOffsetMinutes)
    for (const [from, to] of calendar.workingHours) {
      if (instant >= midnight + to * MINUTE) continue
      const opening = midnight + from * MINUTE
      return instant >= opening ? instant : opening + Math.min(someMinutes, to - from - 1) * MINUTE
    }
  }
}
