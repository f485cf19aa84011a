import type { Logger } from 'pino'

/** Something that has to be done again and again, by whoever is running. */
export interface Chore {
  name: string
  everyMs: number
  /** Also once when the server starts: what a server that was killed has left half done. */
  atStart?: boolean
  run(): Promise<unknown>
}

/** Does each chore after its time has passed, never twice at once. @returns a function that stops and waits for those under way */
export function startChores(chores: readonly Chore[], log: Logger): () => Promise<void> {
  const running = new Set<Promise<void>>()
  const timers = chores.map(({ name, everyMs, atStart = false, run }) => {
    let busy = false
    const once = (): void => {
      if (busy) return
      busy = true
      const work = run()
        .then(
          () => {},
          (err: unknown) => log.warn({ chore: name, err }, 'not done'),
        )
        .finally(() => {
          busy = false
          running.delete(work)
        })
      running.add(work)
    }
    if (atStart) once()
    return setInterval(once, everyMs).unref()
  })
  return async () => {
    for (const timer of timers) clearInterval(timer)
    await Promise.all(running)
  }
}
