import { readFileSync } from 'node:fs'
import { LOGO_PATH } from '../city/city.service.ts'
import { FILE_POLICY } from './csp.ts'
import type { Route } from './request.ts'

/** The city's logo, from its folder. @param path of the SVG on disk */
export function logoRoute(path: string): Route {
  const svg = readFileSync(path)
  return ({ path: asked, method }) => {
    if (asked !== LOGO_PATH || (method !== 'GET' && method !== 'HEAD')) return Promise.resolve(undefined)
    const headers = {
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=86400',
      'content-security-policy': `${FILE_POLICY}; style-src 'unsafe-inline'`,
    }
    return Promise.resolve({ route: 'logo', response: new Response(svg, { headers }) })
  }
}
