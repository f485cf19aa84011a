import { CivicError } from '@civicgrid/contracts'
import { EXPORTS_PATH, type Desk } from '../desk/index.ts'
import { findCaller, type CallerOptions } from './caller.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Route } from './request.ts'

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** `GET /api/exports/<token>`: a link, so the browser can name no realm; only staff has files. Sent as it is written. */
export function exportsRoute(options: CallerOptions & { desk: Desk; rateLimits: RateLimits }): Route {
  const { desk, rateLimits } = options
  return async ({ path, method, incoming, address }) => {
    if (!path.startsWith(EXPORTS_PATH) || method !== 'GET') return undefined
    const site = incoming.headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin' && site !== 'none')
      throw new CivicError('FORBIDDEN', { message: 'not from another page' })
    const { actor } = await findCaller(incoming, options, 'staff')
    await rateLimits.take('file', actor, address)
    const { format, bytes } = await desk.openExport(actor, path.slice(EXPORTS_PATH.length))
    return {
      route: 'exports:get',
      actor: actor.kind,
      response: new Response(ReadableStream.from(bytes), {
        headers: {
          'content-type': TYPES[format],
          'content-disposition': `attachment; filename="orders.${format}"`,
          'cache-control': 'no-store',
        },
      }),
    }
  }
}
