import { readFile } from 'node:fs/promises'
import { acceptedEncoding, packTight, WORTH_BYTES, type Encoding } from './encoding.ts'
import type { StaticFile } from './static-index.ts'

/** What a request says of how it wants a file. */
export interface Asked {
  readonly acceptEncoding: string | undefined
  readonly ifNoneMatch: string | undefined
}

/** Types that shrink; pictures and fonts are packed already. */
const SHRINKS = /^text\/|^application\/(json|manifest)|^image\/svg/

/** Answers with files of one folder: each is read, and packed where the build did not, once. */
export function createFileAnswers(): (
  file: StaticFile,
  asked: Asked,
  also?: Readonly<Record<string, string>>,
  status?: number,
) => Promise<Response> {
  const kept = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()

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

  return async (file, { acceptEncoding, ifNoneMatch }, also = {}, status = 200) => {
    const headers: Record<string, string> = {
      'content-type': file.type,
      etag: file.etag,
      vary: 'accept-encoding',
      'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...also,
    }
    if (status === 200 && ifNoneMatch?.includes(file.etag)) return new Response(null, { status: 304, headers })
    const encoding = file.bytes >= WORTH_BYTES && SHRINKS.test(file.type) ? acceptedEncoding(acceptEncoding) : null
    if (encoding) headers['content-encoding'] = encoding
    const body = await bytesOf(file, encoding)
    return new Response(body, { status, headers: { ...headers, 'content-length': String(body.length) } })
  }
}
