import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CallerOptions } from './caller.ts'
import type { Peer } from './context.ts'
import { readCookie } from './cookies.ts'

const KNOWN_SECONDS = 180 * 86_400

/** Who is behind a request. */
export function peerOf(
  { headers }: IncomingMessage,
  outgoing: ServerResponse,
  address: string,
  { https, origins }: Pick<CallerOptions, 'https' | 'origins'>,
): Peer {
  const name = https ? '__Host-civic-known' : 'civic-known'
  return {
    address,
    userAgent: headers['user-agent'],
    // Without a public address this is a developer's machine, under whatever name it is reached.
    origin: origins[0] ?? `http://${headers.host ?? 'localhost'}`,
    from: headers.origin ?? null,
    known: {
      read: () => readCookie(headers.cookie, name),
      write(value) {
        const flags = `Path=/; Max-Age=${KNOWN_SECONDS}; HttpOnly; SameSite=Strict${https ? '; Secure' : ''}`
        outgoing.appendHeader('set-cookie', `${name}=${value}; ${flags}`)
      },
    },
  }
}
