import type { Actor } from '@civicgrid/contracts'
import type { MockAppeals } from './appeals.ts'

/** The live stream of one appeal, as the server speaks: a line for each version, and the right to it asked with each. */
export function createLive(appeals: MockAppeals) {
  return (actor: Actor, code: string, after: string | null, signal: AbortSignal): Response => {
    let told = appeals.positionOf(actor, code)
    let stop = (): void => {}
    const text = new TextEncoder()
    const line = (said: object) => text.encode(`${JSON.stringify(said)}\n`)
    const body = new ReadableStream<Uint8Array>({
      start(stream) {
        stream.enqueue(String(told) === after ? text.encode('\n') : line({ position: String(told) }))
        const end = (last?: object) => {
          stop()
          if (last) stream.enqueue(line(last))
          stream.close()
        }
        stop = appeals.follow(() => {
          try {
            const now = appeals.positionOf(actor, code)
            if (now !== told) stream.enqueue(line({ position: String((told = now)) }))
          } catch {
            end({ end: 'refused' })
          }
        })
        signal.addEventListener('abort', () => {
          stop()
          // Whoever has left reads no last line.
          stream.error(signal.reason)
        })
      },
      cancel: () => stop(),
    })
    return new Response(body, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8' } })
  }
}
export type MockLive = ReturnType<typeof createLive>
