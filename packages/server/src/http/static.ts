import { readFile } from 'node:fs/promises'
import { pagePolicy } from './csp.ts'
import { acceptedEncoding, packTight, WORTH_BYTES, type Encoding } from './encoding.ts'
import { indexFolder, type StaticFile } from './static-index.ts'

export type Static = (
  path: string,
  headers: { acceptEncoding: string | undefined; ifNoneMatch: string | undefined },
) => Promise<Response | undefined>

/** Types that shrink; pictures and fonts are packed already. */
const SHRINKS = /^text\/|^application\/(json|manifest)|^image\/svg/

/**
 * The portal at `/`, the desk at `/desk`, and their assets. An address that names no file is a page of the application that
 * it lies under: the prerendered one if the build made it, else that application's empty page.
 * @param tiles origins of the city's map tiles
 * @param frames origins of host apps that may hold the portal in a frame; nobody may hold the desk
 * @returns undefined where nothing is to be served
 */
export function createStatic(root: string, tiles: readonly string[], frames: readonly string[] = []): Static {
  const files = indexFolder(root)
  const entries = {
    desk: firstOf(files, '/desk/index.html', '/desk.html'),
    embed: firstOf(files, '/embed/index.html'),
    portal: firstOf(files, '/app.html', '/index.html'),
  }
  const kept = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()

  function find(path: string): StaticFile | undefined {
    const exact = files.get(path)
    if (exact) return exact
    // A name with an ending asks for a file; answering it with a page would hide a broken build.
    if (/\.\w+$/.test(path)) return undefined
    const page = path.replace(/\/+$/, '')
    const prerendered = files.get(`${page}/index.html`) ?? (page === '' ? undefined : files.get(`${page}.html`))
    if (prerendered) return prerendered
    if (page.startsWith('/embed/')) return entries.embed
    return page === '/desk' || page.startsWith('/desk/') ? entries.desk : entries.portal
  }

  /** Reads, and packs what the build did not, once. */
  function bytesOf(file: StaticFile, encoding: Encoding | null): Promise<Uint8Array<ArrayBuffer>> {
    const name = `${file.path} ${encoding}`
    const known = kept.get(name) ?? load(file, encoding)
    kept.set(name, known)
    return known
  }

  async function load(file: StaticFile, encoding: Encoding | null): Promise<Uint8Array<ArrayBuffer>> {
    if (encoding === null) return readFile(file.path)
    const made = file.encoded[encoding]
    return made ? readFile(made) : packTight(await bytesOf(file, null), encoding)
  }

  return async (path, { acceptEncoding, ifNoneMatch }) => {
    const file = find(path)
    if (!file) return undefined
    const headers: Record<string, string> = {
      'content-type': file.type,
      etag: file.etag,
      vary: 'accept-encoding',
      'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    }
    if (file.type.startsWith('text/html'))
      headers['content-security-policy'] = pagePolicy(file.scripts, tiles, file === entries.desk ? [] : frames)
    if (ifNoneMatch?.includes(file.etag)) return new Response(null, { status: 304, headers })
    const encoding = file.bytes >= WORTH_BYTES && SHRINKS.test(file.type) ? acceptedEncoding(acceptEncoding) : null
    if (encoding) headers['content-encoding'] = encoding
    const body = await bytesOf(file, encoding)
    return new Response(body, { headers: { ...headers, 'content-length': String(body.length) } })
  }
}

function firstOf(files: ReadonlyMap<string, StaticFile>, ...paths: string[]): StaticFile | undefined {
  return paths.map((path) => files.get(path)).find((file) => file !== undefined)
}
