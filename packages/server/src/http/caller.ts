import type { IncomingMessage } from 'node:http'
import {
  ACCOUNT_HEADER,
  CLIENT_HEADER,
  GUEST,
  REALM_HEADER,
  viaOf,
  type Actor,
  type IntegrationActor,
  type IntegrationScope,
  type Realm,
  type ResidentActor,
  type StaffActor,
} from '@civicgrid/contracts'
import type { ShownToken } from '../integrations/tokens/tokens.ts'
import { cookieName, readCookie } from './cookies.ts'
import { assertSameOrigin } from './same-origin.ts'
import type { Used } from './used.ts'

/** Who speaks, found once for a request. */
export interface Caller {
  realm: Realm
  actor: Actor
  sessionToken: string | null
  /** Counts a call against what an integration may do; there for whoever speaks by one. @throws CivicError QUOTA_SPENT */
  spend?: (scope: IntegrationScope) => Promise<void>
  /** Counts a call of an integration once it is answered. */
  used?: (call: Used) => void
}

export interface CallerOptions {
  sessions: {
    actorOf(realm: Realm, token: string): Promise<Actor>
    accountOf(actor: ResidentActor | StaffActor): string
  }
  /** Access tokens of integrations; without, nobody speaks by one. */
  integrations?: {
    actorOf(shown: ShownToken): Promise<ResidentActor | IntegrationActor | undefined>
    spend(integrationId: number, scope: IntegrationScope): Promise<void>
    used?(call: Used): void
  }
  https: boolean
  /** Whether the city has a mini-program. */
  miniapp?: boolean
  /** Origins that are ours. */
  origins: readonly string[]
}

const SHOWN = /^(Bearer|DPoP) ([\w-]+)$/i

/**
 * Who speaks; nobody does where the request is meant for another account than the one that is signed in.
 * @param named the realm, where the path alone says it
 * @throws CivicError FORBIDDEN
 */
export async function findCaller(incoming: IncomingMessage, options: CallerOptions, named?: Realm): Promise<Caller> {
  const caller = facing(await whoeverSpeaks(incoming, options, named), incoming, options)
  const meant = incoming.headers[ACCOUNT_HEADER]
  const { actor } = caller
  if (meant === undefined || (actor.kind !== 'resident' && actor.kind !== 'staff')) return caller
  return meant === options.sessions.accountOf(actor) ? caller : { ...caller, actor: GUEST, sessionToken: null }
}

/** What the city's mini-program says of itself; whoever says so without being it has more checked, not less. */
const MINIAPP = /^miniapp\//

/** A resident at the mini-program, as such. */
function facing(caller: Caller, { headers }: IncomingMessage, { miniapp = false }: CallerOptions): Caller {
  const { actor } = caller
  if (!miniapp || actor.kind !== 'resident' || actor.via || !MINIAPP.test(String(headers[CLIENT_HEADER] ?? '')))
    return caller
  return { ...caller, actor: { ...actor, face: 'miniapp' } }
}

/**
 * A bearer token speaks first, for programs; else the cookie of the realm that the request names, for pages. A request that
 * changes something by cookie must come from our own page.
 */
async function whoeverSpeaks(incoming: IncomingMessage, options: CallerOptions, named?: Realm): Promise<Caller> {
  const { sessions, https, origins } = options
  const { headers, method } = incoming
  const realm: Realm = named ?? (headers[REALM_HEADER] === 'staff' ? 'staff' : 'resident')
  const [, scheme, shown] = SHOWN.exec(headers.authorization ?? '') ?? []
  if (scheme?.toLowerCase() === 'dpop' && shown)
    return (await byIntegration(incoming, options, 'DPoP', shown)) ?? { realm, actor: GUEST, sessionToken: null }
  const bearer = shown
  const cookie = bearer ? undefined : readCookie(headers.cookie, cookieName(realm, https))
  if (cookie && method !== 'GET' && method !== 'HEAD') assertSameOrigin(headers, origins)
  const token = bearer ?? cookie
  if (!token) return { realm, actor: GUEST, sessionToken: null }
  const actor = await sessions.actorOf(realm, token)
  // A program may leave out the realm, its token says it. A cookie may not: one of the portal must not open the desk.
  if (actor.kind !== 'guest' || !bearer) return { realm, actor, sessionToken: token }
  const integration = await byIntegration(incoming, options, 'Bearer', token)
  if (integration) return integration
  const other: Realm = realm === 'staff' ? 'resident' : 'staff'
  const found = await sessions.actorOf(other, token)
  return { realm: found.kind === 'guest' ? realm : other, actor: found, sessionToken: token }
}

/** Whom an integration's token speaks for, if it is one. It is no session: it signs nobody out and proves nobody. */
async function byIntegration(
  incoming: IncomingMessage,
  { integrations, origins }: CallerOptions,
  scheme: ShownToken['scheme'],
  token: string,
): Promise<Caller | undefined> {
  if (!integrations) return undefined
  const { headers, method = 'GET', url = '/' } = incoming
  const { pathname } = new URL(url, 'http://request')
  const actor = await integrations.actorOf({
    token,
    scheme,
    method,
    url: `${origins[0] ?? `http://${headers.host ?? ''}`}${pathname}`,
    request: incoming,
    proof: typeof headers.dpop === 'string' ? headers.dpop : undefined,
  })
  const integrationId = actor && viaOf(actor)?.integrationId
  if (!actor || integrationId === undefined) return undefined
  const spend = (scope: IntegrationScope): Promise<void> => integrations.spend(integrationId, scope)
  return { realm: 'resident', actor, sessionToken: null, spend, used: integrations.used }
}
