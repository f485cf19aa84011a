import { CivicError, myDataSchema } from '@civicgrid/contracts'
import type { Copies } from '../identity/my-data/copy.service.ts'
import { findCaller, type CallerOptions } from './caller.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Route } from './request.ts'

const PATH = '/api/my-data'

export interface MyDataRouteOptions extends CallerOptions {
  sessions: CallerOptions['sessions'] & { demandStrong(token: string | null): Promise<void> }
  copies: Copies
  rateLimits: RateLimits
}

/**
 * `GET /api/my-data?locale=zh-CN`: everything about the caller as one archive, sent as it is written. With a session that
 * has just proved itself, from our own pages or by a token.
 */
export function myDataRoute(options: MyDataRouteOptions): Route {
  const { copies, rateLimits, sessions } = options
  return async ({ path, method, query, incoming, address }) => {
    if (path !== PATH || method !== 'GET') return undefined
    const site = incoming.headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin')
      throw new CivicError('FORBIDDEN', { message: 'not from another page' })
    const { actor, sessionToken } = await findCaller(incoming, options, 'resident')
    if (actor.kind !== 'resident') throw new CivicError('UNAUTHENTICATED', { message: 'residents only' })
    await rateLimits.take('command', actor, address)
    await sessions.demandStrong(sessionToken)
    const asked = myDataSchema.copyQuery.safeParse(Object.fromEntries(new URLSearchParams(query)))
    if (!asked.success) throw new CivicError('BAD_INPUT', { fields: { locale: 'value' } })
    const bytes = await copies.take(actor, asked.data.locale)
    return {
      route: 'my-data:get',
      actor: actor.kind,
      response: new Response(ReadableStream.from(bytes), {
        headers: {
          'content-type': 'application/zip',
          'content-disposition': 'attachment; filename="my-data.zip"',
          'cache-control': 'no-store',
        },
      }),
    }
  }
}
