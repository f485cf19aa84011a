import { isCivicError } from './errors.ts'
import { reasonOf, sleep } from './transport/abort.ts'
import type * as Live from './live.ts'
import type { CallOptions } from './transport/caller.types.ts'
import type { Progress, TimelineEntry } from './wire/appeals.ts'

export interface WatchOptions extends CallOptions {
  /**
   * Milliseconds between two looks just after a change; grows twelvefold while nothing happens. 5,000 by default. Where the
   * server's live stream gets through it says when to look, and a look by the clock comes once in 24 intervals.
   */
  intervalMs?: number
}

/** What a watched appeal has become. */
export interface AppealUpdate {
  progress: Progress
  /** What is new on the timeline since the last update; all of it in the first one. */
  entries: TimelineEntry[]
}

const SLOWEST = 12
const LISTENING = 24
const GROWTH = 1.5

/** Nobody looks at a hidden page: it asks again when it is shown. */
function shown(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (typeof document === 'undefined' || !document.hidden) return resolve()
    const end = () => {
      document.removeEventListener('visibilitychange', seen)
      signal?.removeEventListener('abort', aborted)
    }
    const seen = () => {
      if (document.hidden) return
      end()
      resolve()
    }
    const aborted = () => {
      end()
      reject(signal && reasonOf(signal))
    }
    document.addEventListener('visibilitychange', seen)
    signal?.addEventListener('abort', aborted)
  })
}

/**
 * Looks again and again, one look at a time; a look that fails for a while (no network, an overloaded server) is made
 * later, and more seldom.
 * @param look reads the appeal once
 * @param way to the stream that says when; without it the clock alone does
 * @param path of that stream
 */
export async function* watchAppeal(
  look: (options: CallOptions) => Promise<Progress>,
  { intervalMs = 5_000, ...options }: WatchOptions = {},
  way?: Live.LiveWay,
  path = '',
): AsyncGenerator<AppealUpdate, void, undefined> {
  const { signal } = options
  let version = 0
  /** The outermost numbers that were told: what stands beside the appeal's own log is counted downward. */
  let [last, lowest] = [0, 0]
  let told = 0
  let factor = 1
  let ear: Live.Ear | undefined
  let over = false
  let news = false
  let wake = () => {}
  function hear({ listen, streamAt }: typeof Live): void {
    if (way && !over)
      ear = listen({
        open: streamAt(way, path),
        after: () => version + (lowest < 0 ? `.${-lowest}` : ''),
        shown: () => shown(signal),
        wake() {
          news = true
          wake()
        },
      })
  }
  try {
    for (;;) {
      await shown(signal)
      news = false
      let progress: Progress | undefined
      try {
        progress = await look(options)
      } catch (error) {
        if (!isCivicError(error) || !error.retryable) throw error
      }
      if (progress && (progress.version !== version || progress.timeline.length !== told)) {
        const entries = progress.timeline.filter(({ seq }) => seq > last || seq < lowest)
        if (way && version === 0) import('./live.ts').then(hear).catch(() => undefined)
        version = progress.version
        told = progress.timeline.length
        for (const { seq } of entries) [last, lowest] = [Math.max(last, seq), Math.min(lowest, seq)]
        factor = 1
        yield { progress, entries }
        if (progress.status === 'archived') return
      } else {
        factor = Math.min(SLOWEST, factor * GROWTH)
      }
      const ms = intervalMs * (ear && ear.listening ? LISTENING : factor)
      if (!news) await sleep(ms, signal, (awake) => (wake = awake))
    }
  } finally {
    over = true
    if (ear) ear.stop()
  }
}
