import type { LiveEnd } from './live.types.ts'

const UTF8 = new TextEncoder()
const BLANK = UTF8.encode('\n')
const line = (value: object): Uint8Array => UTF8.encode(`${JSON.stringify(value)}\n`)
/** Lines that may wait for a slow reader. */
const WAITING_MAX = 4

/** The lines of one stream (NDJSON), for as long as somebody reads them. */
export interface LiveStream {
  readonly body: ReadableStream<Uint8Array>
  /** Where the thing stands. For a slow reader only the newest is kept: each one says all. */
  say(position: string): void
  /** A blank line, so that nobody between takes the stream for dead. @returns false: the reader has taken nothing for a while */
  breathe(): boolean
  /** The last line, and why there is no other. */
  end(why: LiveEnd): void
  /** Lets go of a reader that takes nothing. */
  drop(): void
}

/** @param left called once, when the reader goes away by itself */
export function liveStream(left: () => void): LiveStream {
  let out: ReadableStreamDefaultController<Uint8Array> | undefined
  let newest: string | null = null
  const full = () => (out?.desiredSize ?? 0) <= 0
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        out = controller
      },
      pull() {
        if (newest === null) return
        out?.enqueue(line({ position: newest }))
        newest = null
      },
      cancel() {
        out = undefined
        left()
      },
    },
    { highWaterMark: WAITING_MAX },
  )
  return {
    body,
    say(position) {
      newest = full() ? position : null
      if (newest === null) out?.enqueue(line({ position }))
    },
    breathe() {
      if (!out || full()) return false
      out.enqueue(BLANK)
      return true
    },
    end(why) {
      out?.enqueue(line({ end: why }))
      out?.close()
      out = undefined
    },
    drop() {
      out?.error(new Error('the reader takes nothing'))
      out = undefined
    },
  }
}
