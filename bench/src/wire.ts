import { randomUUID } from 'node:crypto'
import { REALM_HEADER, type Realm } from '../../packages/contracts/src/constants.ts'
import type { Shot } from './load.ts'

/** Calls as the SDK writes them. */
export const query = (
  procedure: string,
  input: object | undefined,
  token: string,
  realm: Realm = 'resident',
): Shot => ({
  method: 'GET',
  path: `/trpc/${procedure}${input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ''}`,
  headers: { authorization: `Bearer ${token}`, [REALM_HEADER]: realm },
})

export const command = (procedure: string, input: object, token: string, realm: Realm = 'resident'): Shot => ({
  method: 'POST',
  path: `/trpc/${procedure}`,
  headers: { authorization: `Bearer ${token}`, [REALM_HEADER]: realm, 'idempotency-key': randomUUID() },
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
