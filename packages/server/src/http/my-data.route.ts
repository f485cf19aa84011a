import type { Actor } from '@civicgrid/contracts'
import { COPIES_PATH, type Copies } from '../identity/my-data/copy.service.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Route } from './request.ts'

/**
 * `GET /api/my-data/<token>`: everything about somebody as one archive, sent as it is written. The address is the
 * permission, once and for minutes; whoever asked for it had just proved who they are.
 */
export function myDataRoute({ copies, rateLimits }: { copies: Copies; rateLimits: RateLimits }): Route {
  return async ({ path, method, address }) => {
    if (!path.startsWith(COPIES_PATH) || method !== 'GET') return undefined
    const guest: Actor = { kind: 'guest' }
    await rateLimits.take('command', guest, address)
    const bytes = await copies.open(path.slice(COPIES_PATH.length))
    return {
      route: 'my-data:get',
      actor: guest.kind,
      response: new Response(ReadableStream.from(bytes), {
        headers: {
          'content-type': 'application/zip',
          'content-disposition': 'attachment; filename="my-data.zip"',
          'cache-control': 'no-store',
          'referrer-policy': 'no-referrer',
        },
      }),
    }
  }
}
