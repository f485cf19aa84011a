/**
 * When a delivery is tried again, when an endpoint is left in peace, and how many deliveries are on their way to one at a
 * time. Pure: the time and the dice are handed in.
 */
const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How long after a try that failed the next one comes, at the longest; together just below three days. */
export const RETRY_AFTER_MS = [
  5 * SECOND,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  18 * HOUR,
  22 * HOUR,
] as const

/** A retry comes up to this part of its time earlier, so that what failed together does not come back together. */
export const JITTER = 0.2

/** An endpoint may ask for more time (Retry-After), never for more than this. */
export const RETRY_AFTER_MAX_MS = 2 * HOUR

/**
 * @param tries those made so far in this round, all of which failed
 * @param dice from 0 to 1, 1 not included
 * @param asked what Retry-After said, in milliseconds; null where it said nothing
 * @returns epoch milliseconds of the next try; null when it was the last one
 */
export function nextTryAt(tries: number, now: number, dice: number, asked: number | null = null): number | null {
  const wait = RETRY_AFTER_MS[tries - 1]
  if (wait === undefined) return null
  const jittered = Math.round(wait * (1 - JITTER * dice))
  return now + Math.max(jittered, Math.min(asked ?? 0, RETRY_AFTER_MAX_MS))
}

/** How long every try must have failed before an endpoint is paused, and how many tries at least. */
export const PAUSE_AFTER_MS = 24 * HOUR
export const PAUSE_AFTER_TRIES = 10

/** What an endpoint's tries have come to since it last took something. */
export interface EndpointHealth {
  /** Tries that failed, one after another. */
  readonly fails: number
  /** Epoch milliseconds of the first of them; null where there is none. */
  readonly failingSince: number | null
}
export const HEALTHY: EndpointHealth = { fails: 0, failingSince: null }

export function healthAfter(health: EndpointHealth, ok: boolean, at: number): EndpointHealth {
  if (ok) return HEALTHY
  return { fails: health.fails + 1, failingSince: health.failingSince ?? at }
}

export const failsForLong = ({ fails, failingSince }: EndpointHealth, now: number): boolean =>
  fails >= PAUSE_AFTER_TRIES && failingSince !== null && now - failingSince >= PAUSE_AFTER_MS

/** Deliveries on their way to one endpoint at a time: few, and one alone while it fails. */
export const LANE_WIDTH = 16
export const laneWidth = ({ fails }: EndpointHealth): number => (fails === 0 ? LANE_WIDTH : 1)

/** Tries that may fail one after another before an endpoint is left in peace for a while. */
const FAILS_IN_A_ROW = 3
const REST_MS = 500
const REST_MAX_MS = MINUTE
/**
 * How long nothing at all is sent to an endpoint that fails, in milliseconds: it has no use for what waits behind, and the
 * healthy ones have use for the time.
 */
export const restAfter = ({ fails }: EndpointHealth): number =>
  fails < FAILS_IN_A_ROW ? 0 : Math.min(REST_MAX_MS, REST_MS * 2 ** (fails - FAILS_IN_A_ROW))

/** How long what was delivered, given up or called off can be looked at and sent again. */
export const DELIVERY_DAYS = 30
/** How long the secret before still signs beside the new one. */
export const SECRET_OVERLAP_MS = 24 * HOUR
/** How long the log and its receiver may differ about the time. */
export const TIMESTAMP_TOLERANCE_SECONDS = 300
/** A tunnel that nobody has asked for so long is over. */
export const TUNNEL_IDLE_MS = 2 * MINUTE
