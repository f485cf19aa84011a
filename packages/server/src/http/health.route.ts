import { timingSafeEqual } from 'node:crypto'
import { CivicError } from '@civicgrid/contracts'
import { isLoopback } from './address.ts'
import type { Metrics } from './metrics.ts'
import type { Route } from './request.ts'

/** What must be well before we want traffic, by name: `database`, `migrations`, `readers`. */
export type Readiness = Record<string, boolean>

export interface HealthOptions {
  ready(): Promise<Readiness>
  metrics: Metrics
  metricsToken: string | null
}

const noStore = { 'cache-control': 'no-store' }

/** `/healthz`: the process lives. `/readyz`: it can serve. `/metrics`: for this machine, or with the token. */
export function healthRoute({ ready, metrics, metricsToken }: HealthOptions): Route {
  return async ({ path, method, incoming }) => {
    if (method !== 'GET' && method !== 'HEAD') return undefined
    switch (path) {
      case '/healthz':
        return { route: 'healthz', response: Response.json({ up: true }, { headers: noStore }) }
      case '/readyz': {
        const checks = await ready().catch((): Readiness => ({ database: false }))
        const well = Object.values(checks).every(Boolean)
        return {
          route: 'readyz',
          response: Response.json({ ready: well, checks }, { status: well ? 200 : 503, headers: noStore }),
        }
      }
      case '/metrics': {
        const mayRead = isLoopback(incoming) || bears(incoming.headers.authorization, metricsToken)
        // To strangers it does not exist.
        if (!mayRead) throw new CivicError('NOT_FOUND')
        return {
          route: 'metrics',
          response: new Response(await metrics.text(), {
            headers: { ...noStore, 'content-type': metrics.contentType },
          }),
        }
      }
      default:
        return undefined
    }
  }
}

function bears(header: string | undefined, token: string | null): boolean {
  if (!header || !token) return false
  const given = Buffer.from(header)
  const expected = Buffer.from(`Bearer ${token}`)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
