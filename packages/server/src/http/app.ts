import { IncomingMessage, ServerResponse } from 'node:http'
import type { BlockList } from 'node:net'
import { CivicError, REQUEST_ID_HEADER } from '@civicgrid/contracts'
import { getRequestListener } from '@hono/node-server'
import type { Logger } from 'pino'
import { clientAddress } from './address.ts'
import { COMMON_HEADERS } from './csp.ts'
import { civicErrorOf, errorResponse } from './errors.ts'
import type { Metrics } from './metrics.ts'
import type { Answer, Incoming, Route } from './request.ts'
import { requestIdFrom } from './request-id.ts'

export interface AppOptions {
  /** Asked in turn; the first that answers wins. */
  routes: readonly Route[]
  log: Logger
  metrics: Metrics
  proxies: BlockList
}

/** Writes to the log and the metrics what went wrong; the caller's own mistakes are counted, not logged one by one. */
export function errorReporter(log: Logger, metrics: Metrics): (error: CivicError, requestId: string) => void {
  return (error, requestId) => {
    metrics.refused(error.code)
    if (error.code === 'INTERNAL') log.error({ requestId, err: error.cause ?? error }, 'unforeseen')
    else if (error.status >= 500) log.warn({ requestId, code: error.code, err: error }, 'not served')
  }
}

/** A listener for node's http server: each request through the routes, with an id, a log line and a measure. */
export function createApp({ routes, log, metrics, proxies }: AppOptions): ReturnType<typeof getRequestListener> {
  const report = errorReporter(log, metrics)

  async function answer(incoming: Incoming): Promise<Answer> {
    try {
      for (const route of routes) {
        const found = await route(incoming)
        if (found) return found
      }
      throw new CivicError('NOT_FOUND', { message: 'nothing is here' })
    } catch (error) {
      const civic = civicErrorOf(error)
      report(civic, incoming.requestId)
      return { route: 'refused', response: errorResponse(civic, incoming.requestId) }
    }
  }

  return getRequestListener(async (request, { incoming, outgoing }) => {
    if (!(incoming instanceof IncomingMessage && outgoing instanceof ServerResponse))
      throw new TypeError('HTTP/1.1 alone is spoken here')
    const started = performance.now()
    const { method = 'GET', url = '/' } = incoming
    const at = url.indexOf('?')
    const requestId = requestIdFrom(incoming.headers[REQUEST_ID_HEADER])
    for (const name in COMMON_HEADERS) outgoing.setHeader(name, COMMON_HEADERS[name] ?? '')
    outgoing.setHeader(REQUEST_ID_HEADER, requestId)
    const { route, response, actor } = await answer({
      request,
      incoming,
      outgoing,
      method,
      path: at < 0 ? url : url.slice(0, at),
      query: at < 0 ? '' : url.slice(at + 1),
      requestId,
      address: clientAddress(incoming, proxies),
    })
    const ms = performance.now() - started
    metrics.seen(route, response.status, ms / 1000)
    log.info({ requestId, method, route, status: response.status, ms: Math.round(ms * 10) / 10, actor }, 'answered')
    return response
  })
}
