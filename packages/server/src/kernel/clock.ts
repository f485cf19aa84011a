/** Where "now" comes from; nothing else reads the time. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** A clock that stands still until it is moved; for tests, sandboxes and imports of the past. */
export interface MovableClock extends Clock {
  set(instant: number): void
  advance(milliseconds: number): void
}

export function movableClock(start: number): MovableClock {
  let instant = start
  return {
    now: () => instant,
    set(to) {
      instant = to
    },
    advance(milliseconds) {
      instant += milliseconds
    },
  }
}

/** Runs on with the system's clock from wherever it was moved to; what a demo or sandbox server uses. */
export function shiftableClock(base: Clock = systemClock): MovableClock {
  let shift = 0
  return {
    now: () => base.now() + shift,
    set(to) {
      shift = to - base.now()
    },
    advance(milliseconds) {
      shift += milliseconds
    },
  }
}
