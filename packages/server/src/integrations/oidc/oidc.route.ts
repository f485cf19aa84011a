import { CivicError, GUEST } from '@civicgrid/contracts'
import type { Provider } from 'oidc-provider'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RateClass, RateLimits } from '../../http/rate-limits.ts'
import type { NodeRoute } from '../../http/request.ts'
import { OIDC_MOUNT } from './provider.ts'

export interface OidcRouteOptions {
  provider: (origin: string) => Provider
  /** Of the service, as the outside knows it; null on a developer's machine, where the address that was asked is it. */
  origin: string | null
  rateLimits: RateLimits
}

/** RFC 8414 has the metadata of an issuer with a path in front of the path. */
const METADATA = '/.well-known/oauth-authorization-server/oidc'
const DISCOVERY = '/.well-known/openid-configuration'

/** Where an integration proves itself, for all of its residents, from a few machines; the rest is asked by browsers. */
const BY_MACHINES = new Set(['/token', '/token/revocation', '/request'])
/** The log's names of what the provider serves; never the path, which holds names of requests. */
const NAMES = new Set([...BY_MACHINES, '/auth', '/jwks', DISCOVERY])

/** The provider under `/oidc`. */
export function oidcRoute({ provider, origin, rateLimits }: OidcRouteOptions): NodeRoute {
  return {
    serves: (path) => path === METADATA || path.startsWith(`${OIDC_MOUNT}/`),
    async serve({ incoming, outgoing, path, query, address }) {
      const within = path === METADATA ? DISCOVERY : path.slice(OIDC_MOUNT.length)
      const kind: RateClass = BY_MACHINES.has(within) ? 'hostTicket' : 'ticket'
      await rateLimits.take(kind, GUEST, address)
      const own = new URL(origin ?? originAsked(incoming))
      await serve(incoming, outgoing, { handler: provider(own.origin).callback(), own, within, query })
      return `oidc:${NAMES.has(within) ? within.slice(1) : within.startsWith('/auth/') ? 'auth' : 'other'}`
    },
  }
}

interface Serving {
  handler: ReturnType<Provider['callback']>
  own: URL
  within: string
  query: string
}

async function serve(
  incoming: IncomingMessage & { originalUrl?: string },
  outgoing: ServerResponse,
  { handler, own, within, query }: Serving,
): Promise<void> {
  const search = query === '' ? '' : `?${query}`
  incoming.originalUrl = `${OIDC_MOUNT}${within}${search}`
  incoming.url = `${within}${search}`
  // The provider makes addresses of what the request says of itself; it is told ours, whatever somebody has sent.
  incoming.headers['x-forwarded-proto'] = own.protocol.slice(0, -1)
  incoming.headers['x-forwarded-host'] = own.host
  incoming.headers.host = own.host
  const over = new Promise<void>((resolve) => outgoing.once('close', resolve).once('finish', resolve))
  await handler(incoming, outgoing)
  await over
}

/** @throws CivicError BAD_INPUT for a host that is none */
function originAsked({ headers }: IncomingMessage): string {
  const origin = URL.parse(`http://${headers.host ?? ''}`)?.origin
  if (!origin) throw new CivicError('BAD_INPUT', { message: 'no host was asked' })
  return origin
}
