import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CallerOptions } from './caller.ts'
import type { Peer } from './context.ts'
import { readCookie } from './cookies.ts'
import { interactionCookie } from '../integrations/oidc/cookies.ts'
import { assertSameOrigin } from './same-origin.ts'

const KNOWN_SECONDS = 180 * 86_400

/** Who is behind a request. */
export function peerOf(
  { headers }: IncomingMessage,
  outgoing: ServerResponse,
  address: string,
  { https, origins }: Pick<CallerOptions, 'https' | 'origins'>,
): Peer {
  // Without a public address this is a developer's machine, under whatever name it is reached.
  const origin = origins[0] ?? `http://${headers.host ?? 'localhost'}`
  const name = https ? '__Host-civic-known' : 'civic-known'
  return {
    address,
    userAgent: headers['user-agent'],
    origin,
    get foreign() {
      return !isOwnPage(headers, origins)
    },
    from: headers.origin ?? null,
    asking: () => readCookie(headers.cookie, interactionCookie(https)) ?? null,
    known: {
      read: () => readCookie(headers.cookie, name),
      write(value) {
        const flags = `Path=/; Max-Age=${KNOWN_SECONDS}; HttpOnly; SameSite=Strict${https ? '; Secure' : ''}`
        outgoing.appendHeader('set-cookie', `${name}=${value}; ${flags}`)
      },
    },
  }
}

/** A program says nothing of pages; a browser says which page asks. */
function isOwnPage(headers: IncomingMessage['headers'], origins: readonly string[]): boolean {
  if (headers.origin === undefined && headers['sec-fetch-site'] === undefined) return true
  try {
    assertSameOrigin(headers, origins)
    return true
  } catch {
    return false
  }
}
