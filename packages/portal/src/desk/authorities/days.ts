const DAY = 86_400_000
const USUAL_DAYS = 30

/** A day as a date field has it, by the clock of this machine. */
function dayAt(instant: number): string {
  const at = new Date(instant)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** The last day that a term may have. @param now epoch milliseconds */
export const lastDay = (now: number, maxDays: number): string => dayAt(now + (maxDays - 1) * DAY)
export const usualDay = (now: number, maxDays: number): string => dayAt(now + (Math.min(USUAL_DAYS, maxDays) - 1) * DAY)

/** The end of a chosen day, ISO UTC, and never beyond what the city allows. */
export function endOf(day: string, now: number, maxDays: number): string {
  const end = new Date(`${day}T23:59:59`).getTime()
  return new Date(Math.min(end, now + maxDays * DAY - 60_000)).toISOString()
}
