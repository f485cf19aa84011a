import { cityTime } from '@civicgrid/kit'

/** How pressing a due time is; told by an icon and words as well as by colour. */
export type DueTone = 'late' | 'soon' | 'today' | 'later'

/** From here on somebody should drop other work, ms. */
const SOON_MS = 4 * 3_600_000

/**
 * @param dueAt ISO UTC
 * @param now epoch ms
 * @param offset the city's minutes east of UTC: "today" is its calendar day
 */
export function dueTone(dueAt: string, now: number, offset: number): DueTone {
  const left = Date.parse(dueAt) - now
  if (left < 0) return 'late'
  if (left <= SOON_MS) return 'soon'
  return cityTime(dueAt, offset).day === cityTime(now, offset).day ? 'today' : 'later'
}

/** How a clock that has ended did; null while it runs. */
export function clockResult(clock: { dueAt: string; doneAt: string | null }): 'inTime' | 'late' | null {
  if (clock.doneAt === null) return null
  return Date.parse(clock.doneAt) <= Date.parse(clock.dueAt) ? 'inTime' : 'late'
}
