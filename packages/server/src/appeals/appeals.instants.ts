import { dayText } from '@civicgrid/contracts'

const DAY = 86_400_000
const DAYS_KEPT = 2_000
const days = new Map<number, string>()

/** ISO UTC; a view is full of instants, and days repeat. */
export function iso(at: number): string {
  const day = Math.floor(at / DAY)
  let text = days.get(day)
  if (text === undefined) {
    if (days.size >= DAYS_KEPT) days.clear()
    days.set(day, (text = dayText(day)))
  }
  const ms = at - day * DAY
  const two = (unit: number, of: number): string => String(Math.floor(ms / unit) % of).padStart(2, '0')
  return `${text}T${two(3_600_000, 24)}:${two(60_000, 60)}:${two(1_000, 60)}.${String(ms % 1_000).padStart(3, '0')}Z`
}

export const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at))
