import { IncomingMessage, ServerResponse } from 'node:http'
import type { BlockList } from 'node:net'
import { CivicError, REQUEST_ID_HEADER } from '@civicgrid/contracts'
import { getRequestListener } from '@hono/node-server'
import type { Logger } from 'pino'
import { clientAddress } from './address.ts'
import { COMMON_HEADERS } from './csp.ts'
import { civicErrorOf, errorResponse } from './errors.ts'
import type { Metrics } from './metrics.ts'
import type { Answer, Incoming, NodeRoute, Route } from './request.ts'
import { requestIdFrom } from './request-id.ts'

export interface AppOptions {
  /** Asked in turn; the first that answers wins. */
  routes: readonly Route[]
  nodeRoutes?: readonly NodeRoute[]
  log: Logger
  metrics: Metrics
  proxies: BlockList
}

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>

/** Writes to the log and the metrics what went wrong; the caller's own mistakes are counted, not logged one by one. */
export function errorReporter(log: Logger, metrics: Metrics): (error: CivicError, requestId: string) => void {
  return (error, requestId) => {
    metrics.refused(error.code)
    if (error.code === 'INTERNAL') log.error({ requestId, err: error.cause ?? error }, 'unforeseen')
    else if (error.status >= 500) log.warn({ requestId, code: error.code, err: error }, 'not served')
  }
}

/** What every answer says, and what is known of its request. */
function begun(incoming: IncomingMessage, outgoing: ServerResponse, proxies: BlockList): Omit<Incoming, 'request'> {
  const { method = 'GET', url = '/' } = incoming
  const at = url.indexOf('?')
  const requestId = requestIdFrom(incoming.headers[REQUEST_ID_HEADER])
  for (const name in COMMON_HEADERS) outgoing.setHeader(name, COMMON_HEADERS[name] ?? '')
  outgoing.setHeader(REQUEST_ID_HEADER, requestId)
  return {
    incoming,
    outgoing,
    method,
    path: at < 0 ? url : url.slice(0, at),
    query: at < 0 ? '' : url.slice(at + 1),
    requestId,
    address: clientAddress(incoming, proxies),
  }
}

/** A listener for node's http server: each request through the routes, with an id, a log line and a measure. */
export function createApp({ routes, nodeRoutes = [], log, metrics, proxies }: AppOptions): Listener {
  const report = errorReporter(log, metrics)

  function refused(error: unknown, requestId: string): Answer {
    const civic = civicErrorOf(error)
    report(civic, requestId)
    return { route: 'refused', response: errorResponse(civic, requestId) }
  }

  async function answer(incoming: Incoming): Promise<Answer> {
    try {
      for (const route of routes) {
        const found = await route(incoming)
        if (found) return found
      }
      throw new CivicError('NOT_FOUND', { message: 'nothing is here' })
    } catch (error) {
      return refused(error, incoming.requestId)
    }
  }

  function answered(
    started: number,
    { requestId, method }: Pick<Incoming, 'requestId' | 'method'>,
    { route, status, actor }: { route: string; status: number; actor?: string | undefined },
  ): void {
    const ms = performance.now() - started
    metrics.seen(route, status, ms / 1000)
    log.info({ requestId, method, route, status, ms: Math.round(ms * 10) / 10, actor }, 'answered')
  }

  const web = getRequestListener(async (request, { incoming, outgoing }) => {
    if (!(incoming instanceof IncomingMessage && outgoing instanceof ServerResponse))
      throw new TypeError('HTTP/1.1 alone is spoken here')
    const started = performance.now()
    const asked = begun(incoming, outgoing, proxies)
    const { route, response, actor } = await answer({ request, ...asked })
    answered(started, asked, { route, status: response.status, actor })
    return response
  })

  async function served(nodeRoute: NodeRoute, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const started = performance.now()
    const asked = begun(incoming, outgoing, proxies)
    let route: string
    try {
      route = await nodeRoute.serve(asked)
    } catch (error) {
      const { response } = refused(error, asked.requestId)
      route = 'refused'
      if (!outgoing.headersSent) outgoing.writeHead(response.status, [...response.headers].flat())
      outgoing.end(await response.text())
    }
    answered(started, asked, { route, status: outgoing.statusCode })
  }

  return async (incoming, outgoing) => {
    const { url = '/' } = incoming
    const path = url.split('?', 1)[0] ?? url
    const nodeRoute = nodeRoutes.find((one) => one.serves(path))
    await (nodeRoute ? served(nodeRoute, incoming, outgoing) : web(incoming, outgoing))
  }
}
