import {
  CivicError,
  CLIENT_HEADER,
  FILES_PATH,
  IDEMPOTENCY_HEADER,
  IDEMPOTENCY_KEY_PATTERN,
  isTooOld,
} from '@civicgrid/contracts'
import type { Files, OpenFile } from '../files/files.service.ts'
import { spool } from '../files/spool.ts'
import { findCaller, type CallerOptions } from './caller.ts'
import { FILE_POLICY } from './csp.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Route } from './request.ts'
import { counted, demandScope } from './scope.ts'

export interface FilesRouteOptions extends CallerOptions {
  files: Files
  rateLimits: RateLimits
  /** Where uploads lie until they are photos. */
  spoolFolder: string
}

/** `POST /api/files`: multipart with one part `file`, and an idempotency key. Refuses before it reads where it can. */
export function uploadRoute(options: FilesRouteOptions): Route {
  const { files, rateLimits, spoolFolder } = options
  return async ({ path, method, incoming, address, requestId }) => {
    if (path !== FILES_PATH || method !== 'POST') return undefined
    if (isTooOld(String(incoming.headers[CLIENT_HEADER] ?? '')))
      throw new CivicError('CLIENT_TOO_OLD', { message: 'update the client' })
    const caller = await findCaller(incoming, options)
    const { actor } = caller
    return counted(caller, 'files.upload', requestId, async () => {
      await rateLimits.take('upload', actor, address)
      await demandScope(caller, 'files.upload')
      if (actor.kind !== 'resident' && actor.kind !== 'staff')
        throw new CivicError('UNAUTHENTICATED', { message: 'sign in first' })
      const key = incoming.headers[IDEMPOTENCY_HEADER]
      if (typeof key !== 'string' || !IDEMPOTENCY_KEY_PATTERN.test(key))
        throw new CivicError('BAD_INPUT', {
          message: 'an upload needs an idempotency-key',
          fields: { [IDEMPOTENCY_HEADER]: 'format' },
        })

      const upload = await spool(incoming, incoming.headers, spoolFolder)
      try {
        const file = await files.upload(actor, key, upload)
        return {
          route: 'files:upload',
          actor: actor.kind,
          response: Response.json(file, { status: 201, headers: { 'cache-control': 'no-store' } }),
        }
      } finally {
        await upload.discard()
      }
    })
  }
}

/** `GET /files/<token>?e=…&s=…`: the address is the permission. */
export function fileRoute({ files, rateLimits }: Pick<FilesRouteOptions, 'files' | 'rateLimits'>): Route {
  return async ({ path, method, query, address, incoming }) => {
    if (!path.startsWith('/files/') || (method !== 'GET' && method !== 'HEAD')) return undefined
    await rateLimits.take('file', { kind: 'guest' }, address)
    const file = await files.open(path.slice('/files/'.length), new URLSearchParams(query))
    const range = rangeOf(incoming.headers.range, file.size)
    const headers = {
      'content-type': file.mime,
      'content-disposition': `inline; filename="${NAMES[file.mime] ?? 'file'}"`,
      'content-security-policy': FILE_POLICY,
      'cache-control': `private, max-age=${Math.floor(file.leftMs / 1000)}, immutable`,
      'accept-ranges': 'bytes',
    }
    if (range === 'none') {
      const refused = new Response(null, {
        status: 416,
        headers: { ...headers, 'content-range': `bytes */${file.size}` },
      })
      return { route: 'files:get', response: refused }
    }
    const [from, until] = range ?? [0, file.size]
    const part = range ? { 'content-range': `bytes ${from}-${until - 1}/${file.size}` } : {}
    const body = method === 'HEAD' ? null : await bodyOf(file, from, until)
    const response = new Response(body, {
      status: range ? 206 : 200,
      headers: { ...headers, ...part, 'content-length': String(until - from) },
    })
    return { route: 'files:get', response }
  }
}

const NAMES: Record<string, string> = {
  'image/jpeg': 'photo.jpg',
  'audio/webm': 'sound.webm',
  'audio/ogg': 'sound.ogg',
  'audio/mp4': 'sound.m4a',
  'audio/mpeg': 'sound.mp3',
  'video/webm': 'film.webm',
  'video/mp4': 'film.mp4',
}
/** Read at a time, so that a film on its way to a slow phone holds no fifty megabytes. */
const PIECE = 512 * 1024

async function bodyOf(
  file: OpenFile,
  from: number,
  until: number,
): Promise<Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>> {
  if (until - from <= PIECE) return new Uint8Array(await file.read(from, until))
  let at = from
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = await file.read(at, Math.min(until, at + PIECE))
      at += piece.length
      if (piece.length > 0) controller.enqueue(new Uint8Array(piece))
      if (at >= until || piece.length === 0) controller.close()
    },
  })
}

/** One range of bytes (RFC 9110); null for none or for several, which may be answered whole; `none` where nothing lies. */
function rangeOf(header: string | undefined, size: number): readonly [number, number] | 'none' | null {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  const [, first = '', last = ''] = asked ?? []
  if (!asked || (first === '' && last === '')) return null
  if (first === '') return Number(last) === 0 ? 'none' : [Math.max(0, size - Number(last)), size]
  const from = Number(first)
  const until = last === '' ? size : Math.min(size, Number(last) + 1)
  if (last !== '' && Number(last) < from) return null
  return from >= size ? 'none' : [from, until]
}
