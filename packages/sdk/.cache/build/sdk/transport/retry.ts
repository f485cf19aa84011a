import { isCivicError } from '../errors.ts'
import { reasonOf, sleep } from './abort.ts'

export interface RetryOptions {
  /** How often a failed attempt is tried again; 0 turns retrying off. */
  times: number
  /** Milliseconds: the longest pause before the first retry; doubled for each one after it. */
  baseMs: number
  /** Milliseconds: no pause is longer, and a server that asks for a longer one is not asked again. */
  maxMs: number
}

export const RETRY: RetryOptions = { times: 3, baseMs: 400, maxMs: 20_000 }

/**
 * How long to wait before the next attempt, or null to give up. Full jitter, so that a thousand phones that lost the
 * server together do not come back together; what the server asks for is the least.
 */
export function pauseAfter(error: unknown, attempt: number, { times, baseMs, maxMs }: RetryOptions): number | null {
  if (attempt >= times || !isCivicError(error) || !error.retryable) return null
  const least = error.retryAfterMs ?? 0
  if (least > maxMs) return null
  return least + Math.random() * Math.min(maxMs - least, baseMs * 2 ** attempt)
}

/** Only for what may be sent again: reads, and commands whose idempotency key stays the same. */
export async function retrying<T>(
  options: RetryOptions,
  signal: AbortSignal | undefined,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let n = 0; ; n++) {
    if (signal?.aborted) throw reasonOf(signal)
    try {
      return await attempt()
    } catch (error) {
      const pause = pauseAfter(error, n, options)
      if (pause === null) throw error
      await sleep(pause, signal)
    }
  }
}
