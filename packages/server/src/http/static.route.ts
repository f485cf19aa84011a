import type { Route } from './request.ts'
import type { Static } from './static.ts'

export { docsRoute } from './docs.route.ts'

/** The faces: whatever a GET asks for that no other route took. */
export function staticRoute(serve: Static): Route {
  return async ({ path, method, incoming }) => {
    if (method !== 'GET' && method !== 'HEAD') return undefined
    const response = await serve(path, {
      acceptEncoding: incoming.headers['accept-encoding'],
      ifNoneMatch: incoming.headers['if-none-match'],
    })
    return response && { route: 'static', response }
  }
}
