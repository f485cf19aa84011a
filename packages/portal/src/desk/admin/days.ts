import { cityTime } from '@civicgrid/kit'

/** The first instant of a day on the city's wall; null for no day. @param day `YYYY-MM-DD` */
export function startOf(day: string, offset: number): string | null {
  const ms = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(ms) ? null : new Date(ms - offset * 60_000).toISOString()
}

const two = (n: number) => String(n).padStart(2, '0')

/** The city's day of an instant, `YYYY-MM-DD`. */
export function dayOf(instant: string | number, offset: number): string {
  const { year, month, date } = cityTime(instant, offset)
  return `${year}-${two(month)}-${two(date)}`
}
