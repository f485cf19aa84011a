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
export function withDeadline<T>(
  signal: AbortSignal | undefined,
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const inner = new AbortController()
    const stop = (reason: unknown) => {
      end()
      reject(reason)
      inner.abort()
    }
    const aborted = () => stop(signal && reasonOf(signal))
    const timer = setTimeout(
      () => stop(new CivicError('TIMEOUT', { message: `no answer within ${timeoutMs} ms` })),
      timeoutMs,
    )
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', aborted)
    }
    if (signal?.aborted) return aborted()
    signal?.addEventListener('abort', aborted)
    work(inner.signal).then(
      (value) => {
        end()
        resolve(value)
      },
      (error: unknown) => {
        end()
        reject(error)
      },
    )
  })
}

/** Waits; rejects with the signal's reason at once when it is aborted. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(reasonOf(signal))
    const aborted = () => {
      clearTimeout(timer)
      reject(signal && reasonOf(signal))
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', aborted)
      resolve()
    }, ms)
    signal?.addEventListener('abort', aborted, { once: true })
  })
}
