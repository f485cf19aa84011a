import { CivicError } from '@civicgrid/contracts'

/**
 * Lets a few jobs run at a time and a few wait; whoever comes when both are full is sent away at once,
 * since a queue that grows answers nobody.
 */
export interface Line {
  /** @throws CivicError OVERLOADED when the queue is full, and whatever the job throws */
  run<T>(job: () => Promise<T>): Promise<T>
  /** How many jobs wait now. */
  waiting(): number
}

export function createLine(options: { running: number; waiting: number; retryAfterMs: number }): Line {
  const waiting: (() => void)[] = []
  let running = 0
  return {
    waiting: () => waiting.length,
    async run(job) {
      if (running >= options.running) {
        if (waiting.length >= options.waiting)
          throw new CivicError('OVERLOADED', {
            message: 'too many at once',
            retryAfterMs: options.retryAfterMs,
          })
        // Whoever finishes hands its place over, so nobody new slips in between.
        await new Promise<void>((resolve) => waiting.push(resolve))
      } else running++
      try {
        return await job()
      } finally {
        const next = waiting.shift()
        if (next) next()
        else running--
      }
    },
  }
}
