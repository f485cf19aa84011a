import { CLIENT_ASSERTION_TYPE, HOST_TICKETS_PATH } from '@civicgrid/contracts/constants'
import { isCivicError } from '../errors.ts'
import { withDeadline } from '../transport/abort.ts'
import { bodyOf } from '../transport/answer.ts'
import { httpOver, type Fetch } from '../transport/http.ts'
import { retrying, RETRY } from '../transport/retry.ts'
import type { HostTicket } from '../wire/identity.ts'
import { base64url, signer, type HostKey } from './key.ts'

/** Good for less than the minute that is allowed, so that a request may wait a little. */
const LIFE_S = 50

export interface HostClientOptions {
  /** Where the city's service is, such as `https://12345.example.cn`. */
  baseUrl: string
  /** The app's code in the city's registry. */
  hostApp: string
  /** What assertions are made for, as registered. */
  audience: string
  key: HostKey
  fetch?: Fetch
  /** Milliseconds for one attempt; 10,000 by default. */
  timeoutMs?: number
}

/** For whom a ticket is asked; `challenge` and `callback` are what the portal sent. */
export interface TicketInput {
  /** Whom the app has signed in, by a name of its own that never changes and is never another's. */
  subject: string
  profile?: { name?: string; phone?: string }
  /** When the app last had them prove who they are, where the portal asked for that (`prompt=login`). */
  authenticatedAt?: Date
  /** Area path that the person belongs to, such as `/haitang/tangxi`. */
  jurisdiction: string
  challenge: string
  callback: string
}

export interface HostClient {
  /**
   * A ticket for the person who is signed in at the app, to be handed to the portal's page that asked for it.
   * @throws CivicError TICKET_INVALID for what is not the portal's challenge, ASSERTION_INVALID, CLOCK_SKEW where this
   * machine's clock cannot be brought to the service's, FORBIDDEN for an area that is not the app's, NETWORK
   */
  ticket(input: TicketInput): Promise<HostTicket>
}

/** Asks for tickets in the name of a host app. Each attempt signs anew, since no assertion is taken twice. */
export function createHostClient(options: HostClientOptions): HostClient {
  const { hostApp, audience, key, timeoutMs = 10_000, fetch: own } = options
  const url = options.baseUrl.replace(/\/+$/, '') + HOST_TICKETS_PATH
  const sign = signer(key)
  const http = httpOver(own ?? ((address, init) => fetch(address, init)))
  /** How far the service's clock is ahead of this machine's, once it has said so. */
  let aheadMs = 0

  async function assertion(): Promise<string> {
    const iat = Math.floor((Date.now() + aheadMs) / 1000)
    const jti = base64url(crypto.getRandomValues(new Uint8Array(24)))
    const head = { alg: key.alg, typ: 'JWT', kid: key.kid }
    const claims = { iss: hostApp, sub: hostApp, aud: audience, jti, iat, exp: iat + LIFE_S }
    const text = [head, claims].map((part) => base64url(new TextEncoder().encode(JSON.stringify(part)))).join('.')
    return `${text}.${await sign(text)}`
  }

  async function once(input: TicketInput): Promise<HostTicket> {
    const body = JSON.stringify({
      client_assertion_type: CLIENT_ASSERTION_TYPE,
      client_assertion: await assertion(),
      subject: input.subject,
      profile: input.profile,
      authenticatedAt: input.authenticatedAt,
      jurisdiction: input.jurisdiction,
      challenge: input.challenge,
      callback: input.callback,
    })
    const answer = await withDeadline(undefined, timeoutMs, (signal) =>
      http({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/json' },
        credentials: 'omit',
        body,
        signal,
      }),
    )
    return bodyOf(answer) as HostTicket
  }

  return {
    ticket: (input) =>
      retrying(RETRY, undefined, async () => {
        try {
          return await once(input)
        } catch (error) {
          const theirs = isCivicError(error) && error.code === 'CLOCK_SKEW' ? error.fields?.serverTime : undefined
          if (!theirs || Number.isNaN(Date.parse(theirs))) throw error
          // Tickets matter more than whose clock is right; a machine that is far off should still be told.
          aheadMs = Date.parse(theirs) - Date.now()
          return once(input)
        }
      }),
  }
}
