/**
 * The stream that says when to look again. Loaded once somebody watches, and never needed: without it, or where it does not
 * get through, `watch` looks by the clock. It imports nothing at run time, so that it is one small file.
 */
import type { Credentials } from './session/session.ts'
import type { Fetch, Http } from './transport/http.ts'
import type { Link } from './transport/link.ts'

/** The way to the server, as the core has it. */
export interface LiveWay {
  readonly link: Link
  readonly credentials: Credentials
  readonly fetch: Fetch
}

/**
 * Opens the stream once.
 * @param heard is told of every piece that comes; `news` where it is more than a sign of life
 * @returns when the stream has ended; rejects where there was none
 */
export type OpenStream = (after: string, heard: (news: boolean) => void, signal: AbortSignal) => Promise<unknown>

export interface LiveOptions {
  readonly open: OpenStream
  /** What has been seen, for a stream that is taken up again. */
  after(): string
  /** Something is new, or the stream has ended: look. */
  wake(): void
  /** Settles when the page is looked at. */
  shown(): Promise<void>
}

/** While it listens, looks by the clock may be rare. */
export interface Ear {
  readonly listening: boolean
  stop(): void
}

/** The server speaks at once: what says nothing for this long gathers what it passes on, or is no stream. */
const FIRST_MS = 8_000
/** The server says something every 20 s. */
const SILENCE_MS = 50_000
/** A stream that ended sooner counts as none. */
const SHORT_MS = 4_000
/** After so many in a row, looks by the clock are what is left. */
const MISSES = 3
const PAUSE_MS = 1_000
const LOADED_MS = 3_000

/** Then a stream is taken up anew. */
const LIFE_MS = 3_600_000

/** Reads the answer as it comes, and tells of each piece. */
const readBy =
  (fetch: Fetch, heard: (news: boolean) => void): Http =>
  async ({ url, ...init }) => {
    const { status, body } = await fetch(url, init)
    if (status !== 200 || !body) throw new Error(`no stream: ${status}`)
    const reader = body.getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return { status, text: '', header: () => null }
      heard(value.some((byte) => byte !== 10))
    }
  }

/** @param path of the stream, from the server's root */
export const streamAt =
  ({ link, credentials, fetch }: LiveWay, path: string): OpenStream =>
  (after, heard, signal) =>
    link(
      { method: 'GET', path: `${path}?after=${after}`, signal, timeoutMs: LIFE_MS },
      credentials,
      readBy(fetch, heard),
    )

/** Listens until it is stopped, over one stream after the other; gives up by itself where none gets through. */
export function listen({ open, after, wake, shown }: LiveOptions): Ear {
  const ear = { listening: false, stop: () => {} }
  let stopped = false
  let current: AbortController | undefined
  ear.stop = () => {
    stopped = true
    ear.listening = false
    if (current) current.abort()
  }

  /** One stream, from its opening to its end. @returns whether it was worth having */
  async function once(): Promise<boolean> {
    const one = new AbortController()
    current = one
    const began = Date.now()
    let left = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const give = (ms: number) => {
      clearTimeout(timer)
      timer = setTimeout(() => one.abort(), ms)
    }
    // A hidden page holds no connection.
    const hidden = () => {
      if (!document.hidden) return
      left = true
      one.abort()
    }
    const page = typeof document === 'undefined' ? undefined : document
    if (page) page.addEventListener('visibilitychange', hidden)
    give(FIRST_MS)
    try {
      await open(
        after(),
        (news) => {
          ear.listening = !stopped
          give(SILENCE_MS)
          if (news) wake()
        },
        one.signal,
      )
    } catch {
      // Whatever was wrong, the look that follows says it.
    }
    clearTimeout(timer)
    if (page) page.removeEventListener('visibilitychange', hidden)
    const heard = ear.listening
    ear.listening = false
    // What came between its end and the next one, and whether it may still be read, a look tells.
    if (heard && !stopped) wake()
    return left || (heard && Date.now() - began >= SHORT_MS)
  }

  async function run(): Promise<void> {
    // A page that is still loading has better use for its line, and what it has just read is new enough.
    if (typeof document !== 'undefined') await new Promise((resolve) => setTimeout(resolve, LOADED_MS))
    for (let misses = 0; misses < MISSES;) {
      await shown()
      if (stopped) return
      misses = (await once()) ? 0 : misses + 1
      if (stopped) return
      const pause = PAUSE_MS * 2 ** misses * (1 + Math.random())
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
  // Only `shown` rejects, when the watch is over.
  run().catch(() => undefined)
  return ear
}
