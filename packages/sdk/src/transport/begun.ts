import { outcomesOf, type Outcome } from './answer.ts'
import type { HttpAnswer } from './http.ts'

/** Reads that a page has sent before its client was there: one request, in tRPC's batch format, as the same person. */
export interface Begun {
  /** Of each its procedure and input, as `begunName` writes them, in the order of the answers. */
  readonly reads: readonly string[]
  /** Null: no answer came. */
  readonly answer: Promise<HttpAnswer | null>
}

/** What a read is known by. Its input is written with its fields in the order in which the page gives them. */
export const begunName = (path: string, input: unknown): string =>
  input === undefined ? path : `${path}?${JSON.stringify(input)}`

/** Hands out what was begun, each once. */
export interface Taken {
  /** What the server said to this read; undefined when it was not begun, null when no answer came. */
  take(path: string, input: unknown): Promise<Outcome | null> | undefined
  /** After a command nothing of it is known to be so any more, not even who is signed in. */
  forget(): void
}

export function takeBegun(begun: Begun | undefined): Taken {
  const left = new Set(begun?.reads)
  let said: Promise<Outcome[] | null> | undefined
  return {
    take(path, input) {
      if (!begun || left.size === 0) return undefined
      const name = begunName(path, input)
      if (!left.delete(name)) return undefined
      said ??= begun.answer.then((answer) => answer && outcomesOf(answer, begun.reads.length))
      return said.then((outcomes) => outcomes?.[begun.reads.indexOf(name)] ?? null)
    },
    forget: () => left.clear(),
  }
}
