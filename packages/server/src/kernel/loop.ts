/** Something that is done again and again: when woken, and every `everyMs` in case a waking was missed. */
export interface Loop {
  /** Does it soon; while it is being done, once more afterwards. */
  wake(): void
  /** Settles when it has been done after this call, from the beginning. */
  done(): Promise<void>
  /** Waits for what is under way, then never does it again. */
  stop(): Promise<void>
}

/** @param step must not throw */
export function startLoop(step: () => Promise<void>, everyMs: number): Loop {
  let running: Promise<void> | null = null
  let again: Promise<void> | null = null
  let stopped = false

  function run(): Promise<void> {
    if (stopped) return Promise.resolve()
    if (running !== null) {
      again ??= running.then(() => {
        again = null
        return run()
      })
      return again
    }
    running = step().finally(() => {
      running = null
    })
    return running
  }

  const timer = setInterval(() => void run(), everyMs)
  timer.unref()
  return {
    wake: () => void run(),
    done: run,
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
