import { readFile } from 'node:fs/promises'
import { COMMON_HEADERS, pagePolicy } from './csp.ts'
import { indexFolder, type StaticFile } from './static-index.ts'

export type Static = (path: string, headers: { acceptEncoding: string; ifNoneMatch: string | undefined }) => Promise<Response | undefined>

/**
 * The portal at `/`, the desk at `/desk`, and their assets. An address that names no file is a page of the application that
 * it lies under: the prerendered one if the build made it, else that application's entry.
 * @param tiles origins of the city's map tiles
 * @returns undefined where nothing is to be served
 */
export function createStatic(root: string, tiles: readonly string[]): Static {
  const files = indexFolder(root)
  const entries = { desk: firstOf(files, '/desk/index.html', '/desk.html'), portal: firstOf(files, '/index.html') }
  const contents = new Map<string, Uint8Array<ArrayBuffer>>()

  async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer>> {
    const known = contents.get(path) ?? (await readFile(path))
    contents.set(path, known)
    return known
  }

  function find(path: string): StaticFile | undefined {
    const exact = files.get(path)
    if (exact) return exact
    // A name with an ending asks for a file; answering it with a page would hide a broken build.
    if (/\.\w+$/.test(path)) return undefined
    const page = path.replace(/\/+$/, '')
    const prerendered = files.get(`${page}/index.html`) ?? (page === '' ? undefined : files.get(`${page}.html`))
    if (prerendered) return prerendered
    return page === '/desk' || page.startsWith('/desk/') ? entries.desk : entries.portal
  }

  return async (path, { acceptEncoding, ifNoneMatch }) => {
    const file = find(path)
    if (!file) return undefined
    const headers: Record<string, string> = {
      ...COMMON_HEADERS,
      'content-type': file.type,
      etag: file.etag,
      vary: 'accept-encoding',
      'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    }
    if (file.type.startsWith('text/html')) headers['content-security-policy'] = pagePolicy(file.scripts, tiles)
    if (ifNoneMatch?.includes(file.etag)) return new Response(null, { status: 304, headers })
    const encoding = (['br', 'gzip'] as const).find((name) => file.encoded[name] && accepts(acceptEncoding, name))
    if (encoding) headers['content-encoding'] = encoding
    const body = await bytesOf((encoding && file.encoded[encoding]) || file.path)
    return new Response(body, { headers: { ...headers, 'content-length': String(body.length) } })
  }
}

function firstOf(files: ReadonlyMap<string, StaticFile>, ...paths: string[]): StaticFile | undefined {
  return paths.map((path) => files.get(path)).find((file) => file !== undefined)
}

function accepts(header: string, encoding: string): boolean {
  return header.split(',').some((part) => {
    const [name = '', quality = ''] = part.trim().split(';')
    return name === encoding && !/q=0(\.0*)?$/.test(quality.trim())
  })
}
