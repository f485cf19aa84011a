import { CivicError, HOST_TICKETS_PATH, hostTicketInput } from '@civicgrid/contracts'
import { TRPCError } from '@trpc/server'
import type { Hosts } from '../identity/hosts/hosts.service.ts'
import { withCappedBody } from './body.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Route } from './request.ts'

/** An assertion with an RSA signature and a long profile is some 3 kB. */
const MAX_BYTES = 16 * 1024

/** `POST /api/host/tickets`: for backends of host apps, which sign what they ask; no cookie speaks here. */
export function hostTicketsRoute({ hosts, rateLimits }: { hosts: Hosts; rateLimits: RateLimits }): Route {
  return async ({ path, method, request, address }) => {
    if (path !== HOST_TICKETS_PATH || method !== 'POST') return undefined
    await rateLimits.take('hostTicket', { kind: 'guest' }, address)
    const parsed = hostTicketInput.safeParse(await bodyOf(request))
    // As tRPC refuses an input, so that the fields are named in one way.
    if (!parsed.success) throw new TRPCError({ code: 'BAD_REQUEST', cause: parsed.error })
    const ticket = await hosts.issue(parsed.data)
    return {
      route: 'host:tickets',
      actor: 'host',
      response: Response.json(ticket, { status: 201, headers: { 'cache-control': 'no-store' } }),
    }
  }
}

async function bodyOf(request: Request): Promise<unknown> {
  const text = await (await withCappedBody(request, MAX_BYTES)).text()
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new CivicError('BAD_INPUT', { message: 'not JSON', fields: { body: 'format' }, cause })
  }
}
