import { cityTime } from '@civicgrid/kit'

/** How far back the dashboard looks, in days of the city; today is the last of them. */
export const PERIODS = [7, 30, 90, 365] as const
export type Period = (typeof PERIODS)[number]

export const periodFrom = (asked: unknown): Period => PERIODS.find((days) => String(days) === asked) ?? 30

const DAY = 86_400_000
const dayText = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

/** First and last day, `YYYY-MM-DD` on the city's wall. */
export function rangeOf(period: Period, now: number, offset: number): { from: string; to: string } {
  const { day } = cityTime(now, offset)
  return { from: dayText(day - period + 1), to: dayText(day) }
}
