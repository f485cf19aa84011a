import { CivicError } from '@civicgrid/contracts'

/** @throws CivicError TIMEOUT when the work takes longer; the work itself goes on, and its idempotency key still answers. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new CivicError('TIMEOUT', { message: `no answer within ${ms} ms`, retryAfterMs: 2000 })),
      ms,
    )
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
