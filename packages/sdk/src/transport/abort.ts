import { CivicError } from '@civicgrid/contracts/constants'

/** Why a signal was aborted; old web-views do not say. */
export function reasonOf(signal: AbortSignal): unknown {
  if (signal.reason !== undefined) return signal.reason
  const error = new Error('aborted')
  error.name = 'AbortError'
  return error
}

/**
 * Runs a piece of work under the caller's signal and a deadline. Settles at either, also when the work itself does not
 * listen to the signal it is given.
 * @throws the caller's reason, or CivicError TIMEOUT
 */
export async function withDeadline<T>(
  signal: AbortSignal | undefined,
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (signal?.aborted) throw reasonOf(signal)
  const inner = new AbortController()
  let end = () => {}
  const stopped = new Promise<never>((_, reject) => {
    const stop = (reason: unknown) => {
      reject(reason)
      inner.abort()
    }
    const aborted = () => stop(signal && reasonOf(signal))
    const late = () => stop(new CivicError('TIMEOUT', { message: `no answer within ${timeoutMs} ms` }))
    const timer = setTimeout(late, timeoutMs)
    signal?.addEventListener('abort', aborted)
    end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', aborted)
    }
  })
  try {
    return await Promise.race([work(inner.signal), stopped])
  } finally {
    end()
  }
}

/**
 * Waits; rejects with the signal's reason at once when it is aborted.
 * @param handle is given what ends the wait early
 */
export function sleep(ms: number, signal?: AbortSignal, handle?: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(reasonOf(signal))
    const aborted = () => {
      clearTimeout(timer)
      reject(signal && reasonOf(signal))
    }
    const wake = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', aborted)
      resolve()
    }
    const timer = setTimeout(wake, ms)
    signal?.addEventListener('abort', aborted, { once: true })
    handle?.(wake)
  })
}
