import { cityTime } from '@civicgrid/kit'

const two = (n: number) => String(n).padStart(2, '0')

/** What an `<input type=datetime-local>` shows for an instant on the city's wall; empty for none. */
export function toInput(instant: string, offset: number): string {
  if (!instant) return ''
  const at = cityTime(instant, offset)
  return `${at.year}-${two(at.month)}-${two(at.date)}T${two(at.hour)}:${two(at.minute)}`
}

/** The instant (ISO UTC) that was typed, read on the city's wall whatever zone this computer is in; empty for none. */
export function fromInput(typed: string, offset: number): string {
  const ms = Date.parse(`${typed}Z`)
  return Number.isNaN(ms) ? '' : new Date(ms - offset * 60_000).toISOString()
}
