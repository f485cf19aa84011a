import type { IncomingMessage } from 'node:http'
import {
  ACCOUNT_HEADER,
  GUEST,
  REALM_HEADER,
  type Actor,
  type Realm,
  type ResidentActor,
  type StaffActor,
} from '@civicgrid/contracts'
import { cookieName, readCookie } from './cookies.ts'
import { assertSameOrigin } from './same-origin.ts'

/** Who speaks, found once for a request. */
export interface Caller {
  realm: Realm
  actor: Actor
  sessionToken: string | null
}

export interface CallerOptions {
  sessions: {
    actorOf(realm: Realm, token: string): Promise<Actor>
    accountOf(actor: ResidentActor | StaffActor): string
  }
  https: boolean
  /** Origins that are ours. */
  origins: readonly string[]
}

const BEARER = /^Bearer ([\w-]+)$/i

/**
 * Who speaks; nobody does where the request is meant for another account than the one that is signed in.
 * @param named the realm, where the path alone says it
 * @throws CivicError FORBIDDEN
 */
export async function findCaller(incoming: IncomingMessage, options: CallerOptions, named?: Realm): Promise<Caller> {
  const caller = await whoeverSpeaks(incoming, options, named)
  const meant = incoming.headers[ACCOUNT_HEADER]
  const { actor } = caller
  if (meant === undefined || (actor.kind !== 'resident' && actor.kind !== 'staff')) return caller
  return meant === options.sessions.accountOf(actor) ? caller : { ...caller, actor: GUEST, sessionToken: null }
}

/**
 * A bearer token speaks first, for programs; else the cookie of the realm that the request names, for pages. A request that
 * changes something by cookie must come from our own page.
 */
async function whoeverSpeaks(
  incoming: IncomingMessage,
  { sessions, https, origins }: CallerOptions,
  named?: Realm,
): Promise<Caller> {
  const { headers, method } = incoming
  const realm: Realm = named ?? (headers[REALM_HEADER] === 'staff' ? 'staff' : 'resident')
  const bearer = headers.authorization ? BEARER.exec(headers.authorization)?.[1] : undefined
  const cookie = bearer ? undefined : readCookie(headers.cookie, cookieName(realm, https))
  if (cookie && method !== 'GET' && method !== 'HEAD') assertSameOrigin(headers, origins)
  const token = bearer ?? cookie
  if (!token) return { realm, actor: GUEST, sessionToken: null }
  const actor = await sessions.actorOf(realm, token)
  // A program may leave out the realm, its token says it. A cookie may not: one of the portal must not open the desk.
  if (actor.kind !== 'guest' || !bearer) return { realm, actor, sessionToken: token }
  const other: Realm = realm === 'staff' ? 'resident' : 'staff'
  const found = await sessions.actorOf(other, token)
  return { realm: found.kind === 'guest' ? realm : other, actor: found, sessionToken: token }
}
