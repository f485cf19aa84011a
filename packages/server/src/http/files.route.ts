import {
  CivicError,
  CLIENT_HEADER,
  FILES_PATH,
  IDEMPOTENCY_HEADER,
  IDEMPOTENCY_KEY_PATTERN,
  isTooOld,
} from '@civicgrid/contracts'
import type { Files } from '../files/files.service.ts'
import { spool } from '../files/spool.ts'
import { findCaller, type CallerOptions } from './caller.ts'
import { FILE_POLICY } from './csp.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Route } from './request.ts'

export interface FilesRouteOptions extends CallerOptions {
  files: Files
  rateLimits: RateLimits
  /** Where uploads lie until they are photos. */
  spoolFolder: string
}

/** `POST /api/files`: multipart with one part `file`, and an idempotency key. Refuses before it reads where it can. */
export function uploadRoute(options: FilesRouteOptions): Route {
  const { files, rateLimits, spoolFolder } = options
  return async ({ path, method, incoming, address }) => {
    if (path !== FILES_PATH || method !== 'POST') return undefined
    if (isTooOld(String(incoming.headers[CLIENT_HEADER] ?? '')))
      throw new CivicError('CLIENT_TOO_OLD', { message: 'update the client' })
    const { actor } = await findCaller(incoming, options)
    await rateLimits.take('upload', actor, address)
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
  }
}

/** `GET /files/<token>?e=…&s=…`: the address is the permission. */
export function fileRoute({ files, rateLimits }: Pick<FilesRouteOptions, 'files' | 'rateLimits'>): Route {
  return async ({ path, method, query, address }) => {
    if (!path.startsWith('/files/') || (method !== 'GET' && method !== 'HEAD')) return undefined
    await rateLimits.take('file', { kind: 'guest' }, address)
    const { bytes, leftMs } = await files.open(path.slice('/files/'.length), new URLSearchParams(query))
    return {
      route: 'files:get',
      response: new Response(new Uint8Array(bytes), {
        headers: {
          'content-type': 'image/jpeg',
          'content-length': String(bytes.length),
          'content-disposition': 'inline; filename="photo.jpg"',
          'content-security-policy': FILE_POLICY,
          'cache-control': `private, max-age=${Math.floor(leftMs / 1000)}, immutable`,
        },
      }),
    }
  }
}
