import {
  ACCOUNT_HEADER,
  CLIENT_HEADER,
  IDEMPOTENCY_HEADER,
  REALM_HEADER,
  type Realm,
} from '@civicgrid/contracts/constants'
import type { Credentials } from '../session/session.ts'
import { withDeadline } from './abort.ts'
import type { CommandOptions } from './caller.types.ts'
import type { Http, HttpAnswer, HttpRequest } from './http.ts'

export interface LinkOptions {
  /** Without a slash at its end; empty for the page's own origin. */
  baseUrl: string
  realm: Realm
  /** `name/1.2.3` */
  client: string
  locale?: string
  timeoutMs: number
}

/** A request before it knows who speaks. */
export interface Message extends CommandOptions, Pick<HttpRequest, 'method' | 'body'> {
  /** From the server's root. */
  path: string
  contentType?: string
}

/**
 * Sends a message as whoever the credentials say; without credentials it speaks as a guest. The deadline counts the
 * wait for a token too. @throws CivicError NETWORK, TIMEOUT; the signal's reason
 */
export type Link = (message: Message, credentials?: Credentials, over?: Http) => Promise<HttpAnswer>

export function createLink(options: LinkOptions, http: Http): Link {
  return (message, credentials, over = http) => {
    const { method, path, body, signal, timeoutMs = options.timeoutMs, idempotencyKey, account, contentType } = message
    const headers: Record<string, string> = {
      [CLIENT_HEADER]: options.client,
      [REALM_HEADER]: options.realm,
    }
    if (contentType) headers['content-type'] = contentType
    if (idempotencyKey) headers[IDEMPOTENCY_HEADER] = idempotencyKey
    if (account) headers[ACCOUNT_HEADER] = account
    if (options.locale) headers['accept-language'] = options.locale
    const url = options.baseUrl + path
    return withDeadline(signal, timeoutMs, async (inner) => {
      const token = await credentials?.token()
      if (token) headers.authorization = `Bearer ${token}`
      return over({ method, url, headers, body, credentials: credentials?.cookies ?? 'omit', signal: inner })
    })
  }
}
