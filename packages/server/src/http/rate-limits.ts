import { CivicError, type Actor } from '@civicgrid/contracts'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { addressKey } from './address.ts'

/**
 * How often anybody may ask, in points for each window. A signed-in caller is counted by who they are, since phones of a
 * whole town share an address; a guest by address. Everybody besides counts against the wide bucket of their address,
 * which is for one machine gone wild, not for a busy town hall.
 */
export const RATE_LIMITS = {
  query: { seconds: 60, resident: 600, staff: 1200, guest: 600, address: 12_000 },
  command: { seconds: 60, resident: 60, staff: 600, guest: 30, address: 3_000 },
  /** By code and the end of a number: enough to mistype, too little to try. */
  lookUp: { seconds: 600, resident: 20, staff: 60, guest: 20, address: 200 },
  upload: { seconds: 600, resident: 60, staff: 600, guest: 10, address: 2_000 },
  signIn: { seconds: 60, resident: 30, staff: 30, guest: 30, address: 300 },
  /** A challenge or a ticket: nobody guesses 256 bits, and all phones of a town may come in at once by one address. */
  ticket: { seconds: 60, resident: 60, staff: 60, guest: 6_000, address: 12_000 },
  /** By the few machines of a host app's backend, for all of its people. */
  hostTicket: { seconds: 60, resident: 60_000, staff: 60_000, guest: 60_000, address: 60_000 },
  file: { seconds: 60, resident: 1200, staff: 3000, guest: 1200, address: 24_000 },
} as const
export type RateClass = keyof typeof RATE_LIMITS
type Who = 'resident' | 'staff' | 'guest' | 'address'

export interface RateLimits {
  /** @throws CivicError RATE_LIMITED with retryAfterMs */
  take(kind: RateClass, actor: Actor, address: string, points?: number): Promise<void>
}

/** Counts in memory: one process, or each of several by itself. */
export function createRateLimits(table: Record<RateClass, Record<Who | 'seconds', number>> = RATE_LIMITS): RateLimits {
  const buckets = new Map<string, RateLimiterMemory>()
  const bucket = (kind: RateClass, who: Who): RateLimiterMemory => {
    const name = `${kind}:${who}`
    const known =
      buckets.get(name) ??
      new RateLimiterMemory({ points: table[kind][who], duration: table[kind].seconds, keyPrefix: name })
    buckets.set(name, known)
    return known
  }

  async function consume(kind: RateClass, who: Who, key: string, points: number): Promise<void> {
    try {
      await bucket(kind, who).consume(key, points)
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      throw new CivicError('RATE_LIMITED', {
        message: `too many: ${kind}`,
        retryAfterMs: Math.max(1000, refused.msBeforeNext),
      })
    }
  }

  return {
    async take(kind, actor, address, points = 1) {
      const near = addressKey(address)
      if (actor.kind === 'resident' || actor.kind === 'staff') await consume(kind, actor.kind, String(actor.id), points)
      // A partner's few machines, for all of its residents; what it may do is counted by scope besides.
      else if (actor.kind === 'integration') await consume(kind, 'staff', `integration ${actor.id}`, points)
      else await consume(kind, 'guest', near, points)
      await consume(kind, 'address', near, points)
    },
  }
}

export const NO_RATE_LIMITS: RateLimits = { take: () => Promise.resolve() }
