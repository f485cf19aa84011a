import type { MockClock, Span } from './types.ts'

const DAY_MS = 86_400_000

export const msOf = ({ days = 0, hours = 0, minutes = 0, ms = 0 }: Span): number =>
  days * DAY_MS + hours * 3_600_000 + minutes * 60_000 + ms

/** @param onMove is told the instant that is gone to, and may stop on the way by `stop` */
export function clockFrom(start: string, onMove: (until: number, stop: (at: number) => void) => void): MockClock {
  let now = Date.parse(start)
  if (Number.isNaN(now)) throw new RangeError(`${start} is no instant`)
  function moveTo(until: number): void {
    if (!(until >= now)) throw new RangeError('a clock only goes forward')
    onMove(until, (at) => {
      now = Math.max(now, at)
    })
    now = until
  }
  return {
    now: () => now,
    advance: (span) => moveTo(now + msOf(span)),
    to: (instant) => moveTo(Date.parse(instant)),
  }
}
