import { CivicError, FILES_PATH, IDEMPOTENCY_HEADER, LIVE_PATH, REST_PATH } from '@civicgrid/contracts'
import { callTRPCProcedure, type AnyRouter } from '@trpc/server'
import { INPUT_MAX_BYTES, withCappedBody } from '../http/body.ts'
import { findCaller, type CallerOptions } from '../http/caller.ts'
import type { RequestContext } from '../http/context.ts'
import { acceptedEncoding, answerOf } from '../http/encoding.ts'
import { civicErrorOf } from '../http/errors.ts'
import { peerOf } from '../http/peer.ts'
import type { RateLimits } from '../http/rate-limits.ts'
import type { Answer, Incoming, Route } from '../http/request.ts'
import { within } from '../http/timeout.ts'
import { openApiOf } from './openapi.ts'
import { pageOf, PAGE_POLICY } from './page.ts'
import { problemResponse } from './problem.ts'
import { inputOfBody, inputOfQuery } from './rest.input.ts'
import { matcher, type Match } from './rest.match.ts'
import { queryTypesOf } from './rest.schemas.ts'

export interface RestRouteOptions extends CallerOptions {
  router: AnyRouter
  rateLimits: RateLimits
  /** What is no procedure: uploads, live streams. They are reached under both addresses. */
  others: { readonly upload: Route; readonly live: Route }
  onError(error: CivicError, requestId: string): void
}

const ANSWER_MS = 20_000
const LIVE = /^\/appeals\/([^/]+)\/live$/

/** The plain HTTP interface at `/api/v1`: the same procedures, the same gate, in the words of HTTP. */
export function restRoute(options: RestRouteOptions): Route {
  const { router, rateLimits, others, onError } = options
  const match = matcher()
  const types = queryTypesOf(router)
  // Made when somebody first asks: most processes never are.
  let document: string | undefined
  const pages = new Map<string, string>()

  async function call(found: Match, asked: Incoming): Promise<Answer> {
    const { request, incoming, outgoing, query, requestId, address } = asked
    const { operation } = found
    const read = operation.method === 'GET'
    const caller = await findCaller(incoming, options)
    await rateLimits.take(read ? 'query' : 'command', caller.actor, address)
    const key = incoming.headers[IDEMPOTENCY_HEADER]
    const context: RequestContext = {
      requestId,
      ...caller,
      idempotencyKey: typeof key === 'string' ? key : null,
      peer: peerOf(incoming, outgoing, address, options),
      setSession() {
        throw new Error('nobody comes in here')
      },
    }
    const input = async (): Promise<unknown> =>
      read
        ? inputOfQuery(found, query, types.get(operation.id))
        : inputOfBody(found, await (await withCappedBody(request, INPUT_MAX_BYTES)).text())
    let given: Promise<unknown> | undefined
    const data: unknown = await within(
      ANSWER_MS,
      callTRPCProcedure({
        router,
        path: operation.procedure,
        type: read ? 'query' : 'mutation',
        ctx: context,
        signal: undefined,
        batchIndex: 0,
        getRawInput: () => (given ??= input()),
      }),
    )
    const encoding = read ? acceptedEncoding(String(incoming.headers['accept-encoding'] ?? '')) : null
    const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' }
    const response = await answerOf(JSON.stringify(data), { status: operation.status, headers }, encoding)
    return { route: `rest:${operation.id}`, actor: caller.actor.kind, response }
  }

  async function answer(asked: Incoming): Promise<Answer | undefined> {
    const { method, incoming } = asked
    const path = asked.path.slice(REST_PATH.length)
    if (method === 'GET' && path === '/openapi.json') {
      document ??= JSON.stringify(openApiOf(router))
      return { route: 'rest:openapi', response: await plain(document, 'application/json', incoming) }
    }
    if (method === 'GET' && path === '') {
      const headers = { location: `${REST_PATH}/` }
      return { route: 'rest:page', response: new Response(null, { status: 308, headers }) }
    }
    if (method === 'GET' && path === '/') {
      const chinese = asked.query !== 'lang=en'
      const name = chinese ? 'zh-CN' : 'en'
      const page = pages.get(name) ?? pageOf(openApiOf(router), name)
      pages.set(name, page)
      return { route: 'rest:page', response: await plain(page, 'text/html; charset=utf-8', incoming) }
    }
    if (path === '/files') return others.upload({ ...asked, path: FILES_PATH })
    const live = LIVE.exec(path)?.[1]
    if (live !== undefined) return others.live({ ...asked, path: LIVE_PATH + live })
    const found = match(method, path)
    return found && call(found, asked)
  }

  return async (asked) => {
    if (asked.path !== REST_PATH && !asked.path.startsWith(`${REST_PATH}/`)) return undefined
    try {
      const found = await answer(asked)
      if (found) return found
      throw new CivicError('NOT_FOUND', { message: 'no such operation' })
    } catch (error) {
      onError(civicErrorOf(error), asked.requestId)
      return { route: 'rest:refused', response: problemResponse(error, asked.requestId) }
    }
  }
}

function plain(text: string, type: string, { headers }: Incoming['incoming']): Promise<Response> {
  const encoding = acceptedEncoding(String(headers['accept-encoding'] ?? ''))
  const own: Record<string, string> = type.startsWith('text/html') ? { 'content-security-policy': PAGE_POLICY } : {}
  return answerOf(
    text,
    { status: 200, headers: { 'content-type': type, 'cache-control': 'public, max-age=300', ...own } },
    encoding,
  )
}
