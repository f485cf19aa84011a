import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pagePolicy } from './csp.ts'
import type { Route } from './request.ts'
import { createFileAnswers } from './static-answer.ts'
import { indexFolder, type StaticFile } from './static-index.ts'

const BASE = '/docs'
/** What its build names by a hash of the content. */
const HASHED = /^\/assets\/.+\.[\w-]{8}\.\w+$/

/** Said while the site is made, in the first seconds of a clone's life. */
const soon = (): Response =>
  new Response(
    'The documentation is being made; please come back in half a minute.\n文档正在生成，请半分钟后再来。\n',
    {
      status: 503,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'retry-after': '30' },
    },
  )

/**
 * The documentation at `/docs`, under the same content policy as our other pages. It is made beside the server, so it may
 * come later than the first request; a page is looked up in a table and never becomes a path on disk.
 */
export function docsRoute(folder: string): Route {
  const answer = createFileAnswers()
  let files: ReadonlyMap<string, StaticFile> | undefined

  /** Once there is a whole site, as its build says last of all. */
  function index(): ReadonlyMap<string, StaticFile> | undefined {
    if (!files && existsSync(join(folder, '.built-from'))) files = indexFolder(folder)
    return files
  }

  return async ({ method, path, incoming: { headers } }) => {
    if ((method !== 'GET' && method !== 'HEAD') || !(path === BASE || path.startsWith(`${BASE}/`))) return undefined
    // Relative addresses of the pages count from below it.
    if (path === BASE)
      return { route: 'docs', response: new Response(null, { status: 308, headers: { location: `${BASE}/` } }) }
    const site = index()
    if (!site) return { route: 'docs', response: soon() }
    const page = path.slice(BASE.length)
    const found =
      site.get(page) ?? site.get(`${page.replace(/\/$/, '')}/index.html`) ?? site.get(`${page.replace(/\/$/, '')}.html`)
    const file = found ?? site.get('/404.html')
    if (!file) return undefined
    const asked = { acceptEncoding: headers['accept-encoding'], ifNoneMatch: headers['if-none-match'] }
    const also: Record<string, string> = {}
    if (file.type.startsWith('text/html')) also['content-security-policy'] = pagePolicy(file.scripts, [])
    if (HASHED.test(page)) also['cache-control'] = 'public, max-age=31536000, immutable'
    return { route: 'docs', response: await answer(file, asked, also, found ? 200 : 404) }
  }
}
