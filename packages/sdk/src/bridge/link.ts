import type { Envelope, Handlers } from './messages.ts'

/** Whatever carries envelopes between the two sides. */
export interface Wire {
  post(message: Envelope): void
  close(): void
}

/** One side of a bridge: tells and asks what it may say, answers what the other may. */
export interface Link<Said, Heard> {
  tell<Type extends keyof Said & string>(type: Type, data: DataOf<Said, Type>): void
  /** @throws CivicError TIMEOUT without an answer in time; FORBIDDEN where the other side has no such answer */
  ask<Type extends keyof Said & string>(
    type: Type,
    data: DataOf<Said, Type>,
    timeoutMs?: number,
  ): Promise<AnswerOf<Said, Type>>
  /** Answers from now on; a handler given again takes the place of the one before. */
  on(handlers: Handlers<Heard>): void
  close(): void
}
type DataOf<Said, Type extends keyof Said> = Said[Type] extends { data: infer Data } ? Data : never
type AnswerOf<Said, Type extends keyof Said> = Said[Type] extends { answer: infer Answer } ? Answer : never

const ASK_MS = 15_000

/** How a side says that it got no answer. A partner's page, which never asks, loads no list of our errors for it. */
export type Failed = (code: 'FORBIDDEN' | 'TIMEOUT', message: string) => Error

function envelopeOf(message: unknown): Envelope | undefined {
  const parsed: unknown = typeof message === 'string' ? tryJson(message) : message
  if (typeof parsed !== 'object' || parsed === null || !('civic' in parsed) || parsed.civic !== 1) return undefined
  return parsed as Envelope
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** @returns the link, and what takes in what the wire brings: text or objects, of which only our envelopes are read */
export function createLink<Said, Heard>(
  wire: Wire,
  failed: Failed,
): { link: Link<Said, Heard>; receive(message: unknown): void } {
  const waiting = new Map<number, { resolve(data: unknown): void; reject(error: unknown): void }>()
  const handlers: Record<string, ((data: unknown) => unknown) | undefined> = {}
  let asked = 0

  async function answer(type: string, data: unknown, id: number | undefined): Promise<void> {
    const handler = Object.prototype.hasOwnProperty.call(handlers, type) ? handlers[type] : undefined
    try {
      if (!handler) throw failed('FORBIDDEN', `nobody listens for ${type}`)
      const said: unknown = await handler(data)
      if (id !== undefined) wire.post({ civic: 1, reply: id, data: said ?? null })
    } catch {
      // Why stays on its own side: what went wrong in there is not for the other one to read.
      if (id !== undefined) wire.post({ civic: 1, reply: id, failed: true })
    }
  }

  return {
    receive(message) {
      const envelope = envelopeOf(message)
      if (!envelope) return
      if ('type' in envelope) return void answer(envelope.type, envelope.data, envelope.id)
      const one = waiting.get(envelope.reply)
      if (!one) return
      waiting.delete(envelope.reply)
      if ('failed' in envelope) one.reject(failed('FORBIDDEN', 'the other side gives no answer'))
      else one.resolve(envelope.data)
    },
    link: {
      tell: (type, data) => wire.post({ civic: 1, type, data }),
      ask: (type, data, timeoutMs = ASK_MS) =>
        new Promise((resolve, reject) => {
          const id = (asked += 1)
          const timer = setTimeout(() => {
            waiting.delete(id)
            reject(failed('TIMEOUT', `no answer to ${type}`))
          }, timeoutMs)
          const settle =
            <T>(then: (value: T) => void) =>
            (value: T) => {
              clearTimeout(timer)
              then(value)
            }
          waiting.set(id, { resolve: settle(resolve as (data: unknown) => void), reject: settle(reject) })
          wire.post({ civic: 1, type, data, id })
        }),
      on: (more) => void Object.assign(handlers, more),
      close: () => wire.close(),
    },
  }
}
