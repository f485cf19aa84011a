import { CivicError, CLIENT_HEADER, IDEMPOTENCY_HEADER, inFrame, isTooOld } from '@civicgrid/contracts'
import type { AnyRouter } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { INPUT_MAX_BYTES, withCappedBody } from './body.ts'
import { findCaller, type CallerOptions } from './caller.ts'
import type { RequestContext } from './context.ts'
import { sessionCookie } from './cookies.ts'
import { acceptedEncoding, answerOf, packed } from './encoding.ts'
import { civicErrorOf, retryAfter } from './errors.ts'
import { callPlainly, plainCall } from './trpc.call.ts'
import { peerOf } from './peer.ts'
import type { RateClass, RateLimits } from './rate-limits.ts'
import type { Route } from './request.ts'
import { assertSameOrigin } from './same-origin.ts'
import { within } from './timeout.ts'

const ENDPOINT = '/trpc'
const ANSWER_MS = 20_000
const BATCH_MAX = 10

export interface TrpcRouteOptions extends CallerOptions {
  router: AnyRouter
  rateLimits: RateLimits
  clock: { now(): number }
  sessions: CallerOptions['sessions'] & { demandStrong(token: string | null): Promise<void> }
  onError(error: CivicError, requestId: string): void
}

/** Procedures at `/trpc/<router>.<procedure>`. Everything that can refuse a request does so before its body is read. */
export function trpcRoute(options: TrpcRouteOptions): Route {
  const { router, rateLimits, clock, https, onError } = options

  return async ({ request, incoming, outgoing, method, path, query, requestId, address }) => {
    if (!path.startsWith('/trpc/')) return undefined
    const names = path.slice(ENDPOINT.length + 1).split(',')
    const route = routeName(router, names)
    if (isTooOld(String(incoming.headers[CLIENT_HEADER] ?? '')))
      throw new CivicError('CLIENT_TOO_OLD', { message: 'update the client' })
    const caller = await findCaller(incoming, options)
    await rateLimits.take(rateClass(method, names), caller.actor, address, names.length)
    // One key cannot stand for several commands.
    if (method !== 'GET' && (names.length > 1 || query.includes('batch=')))
      throw new CivicError('BAD_INPUT', { message: 'commands are sent one by one', fields: { batch: 'value' } })

    const key = incoming.headers[IDEMPOTENCY_HEADER]
    const context: RequestContext = {
      requestId,
      ...caller,
      idempotencyKey: typeof key === 'string' ? key : null,
      // A frame's session is minutes old: its partner has just said who sits there, and nobody else could say it again.
      demandStrong: async () => {
        if (!inFrame(caller.actor)) await options.sessions.demandStrong(caller.sessionToken)
      },
      peer: peerOf(incoming, outgoing, address, options),
      setSession(session) {
        // Else another site could sign its visitors in as somebody of its own. What is no browser sends neither header.
        if (session.token !== null && (incoming.headers.origin ?? incoming.headers['sec-fetch-site']) !== undefined)
          assertSameOrigin(incoming.headers, options.origins)
        const maxAge = session.token === null ? 0 : session.expiresAt - clock.now()
        outgoing.appendHeader('set-cookie', sessionCookie(session.realm, https, session.token, maxAge))
      },
    }
    const actor = caller.actor.kind
    const encoding = method === 'GET' ? acceptedEncoding(String(incoming.headers['accept-encoding'] ?? '')) : null
    const call = plainCall(router, { method, names, query, headers: incoming.headers })
    if (call) {
      const readInput = async (): Promise<string> =>
        call.type === 'query'
          ? (new URLSearchParams(query).get('input') ?? '')
          : (await withCappedBody(request, INPUT_MAX_BYTES)).text()
      const { text, status, error } = await within(ANSWER_MS, callPlainly(router, call, context, readInput))
      if (error) onError(civicErrorOf(error), requestId)
      const headers = { 'content-type': 'application/json', ...headersFor(error ? [error] : []) }
      return { route, actor, response: await answerOf(text, { status, headers }, encoding) }
    }
    const response = await within(
      ANSWER_MS,
      fetchRequestHandler({
        endpoint: ENDPOINT,
        req: await withCappedBody(request, INPUT_MAX_BYTES),
        router,
        createContext: () => context,
        maxBatchSize: BATCH_MAX,
        responseMeta: ({ errors }) => ({ headers: new Headers(headersFor(errors)) }),
        onError: ({ error }) => onError(civicErrorOf(error), requestId),
      }),
    )
    return { route, actor, response: await packed(response, encoding) }
  }
}

/** Answers are a person's own: nobody between may keep them. */
function headersFor(errors: readonly Error[]): Record<string, string> {
  return Object.assign({ 'cache-control': 'no-store' }, ...errors.map((error) => retryAfter(civicErrorOf(error))))
}

function rateClass(method: string, names: readonly string[]): RateClass {
  if (method === 'GET') return 'query'
  if (names.includes('progress.lookUp')) return 'lookUp'
  // Every quarter of an hour, of all the phones behind one address.
  if (names.includes('identity.renew')) return 'query'
  if (names.some((name) => name.endsWith('Ticket'))) return 'ticket'
  return names.some((name) => name.endsWith('SignIn')) ? 'signIn' : 'command'
}

function routeName(router: AnyRouter, names: readonly string[]): string {
  if (names.length > 1) return 'trpc:batch'
  const name = names[0] ?? ''
  return Object.hasOwn(router._def.procedures, name) ? `trpc:${name}` : 'trpc:unknown'
}
