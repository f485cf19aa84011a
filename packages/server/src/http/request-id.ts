import { randomBytes } from 'node:crypto'

const GIVEN = /^[\w-]{8,64}$/

/** The id that a client or proxy gave, if it is one that can stand in a log; else a new one. */
export function requestIdFrom(header: string | string[] | undefined): string {
  return typeof header === 'string' && GIVEN.test(header) ? header : randomBytes(9).toString('base64url')
}
