import { randomUUID } from 'node:crypto'
import type { Shot } from './load.ts'

/** Calls as the SDK writes them. */
export const query = (procedure: string, input: object, token: string): Shot => ({
  method: 'GET',
  path: `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`,
  headers: { authorization: `Bearer ${token}` },
})

export const command = (procedure: string, input: object, token: string): Shot => ({
  method: 'POST',
  path: `/trpc/${procedure}`,
  headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
  body: JSON.stringify(input),
})

/** Takes items in turn, from the start again at the end. */
export function inTurn<T>(items: readonly T[]): () => T {
  let at = 0
  return () => {
    const item = items[at++ % items.length]
    if (item === undefined) throw new RangeError('nothing to take')
    return item
  }
}
