import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { inlineScripts } from './csp.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/** What the build leaves for us, not for browsers. */
const INTERNAL = new Set(['/csp.json'])

/** `assets/index-Bx3f_9aQ.js`: Vite puts a hash of the content into the name, so it can be kept for ever. */
const HASHED = /-[\w-]{8}\.\w+$/

export interface StaticFile {
  path: string
  /** Smaller copies made by the build. */
  encoded: { br?: string; gzip?: string }
  type: string
  bytes: number
  etag: string
  immutable: boolean
  /** CSP sources of a page's inline scripts. */
  scripts: string[]
}

/**
 * Every file that may be served, by its URL path, found once at start. A request is looked up in this table and never
 * becomes a path on disk, so there is no way out of the folder.
 */
export function indexFolder(root: string): ReadonlyMap<string, StaticFile> {
  const files = new Map<string, StaticFile>()
  if (!existsSync(root)) return files
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    const path = join(root, name)
    const type = TYPES[extname(name)]
    if (!type || !statSync(path).isFile()) continue
    const url = `/${relative(root, path).split(sep).join('/')}`
    if (INTERNAL.has(url)) continue
    const bytes = readFileSync(path)
    files.set(url, {
      path,
      encoded: {
        ...(existsSync(`${path}.br`) ? { br: `${path}.br` } : {}),
        ...(existsSync(`${path}.gz`) ? { gzip: `${path}.gz` } : {}),
      },
      type,
      bytes: bytes.length,
      etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      immutable: url.startsWith('/assets/') && HASHED.test(url),
      scripts: type.startsWith('text/html') ? inlineScripts(bytes.toString('utf8')) : [],
    })
  }
  return files
}
