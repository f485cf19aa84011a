import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { IncomingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import { CivicError, FILE_FIELD, FILE_MAX_BYTES, VIDEO_MAX_BYTES } from '@civicgrid/contracts'
import { acceptedType, SNIFF_BYTES, type UploadType } from './sniff.ts'
import { storageError } from './storage.ts'

/** An upload as it came, on disk until it has been made fit to keep. */
export interface Spooled {
  path: string
  type: UploadType
  bytes: number
  /** Of the bytes as sent: the same photo sent twice is known by it. */
  sha256: Buffer
  discard(): Promise<void>
}

/** The most of its type; whether a container holds film or only sound is known when it is there. */
const most = (type: UploadType | undefined): number => (type?.startsWith('image/') ? FILE_MAX_BYTES : VIDEO_MAX_BYTES)

/** Boundaries and part headers around the file. */
const ENVELOPE_BYTES = 16 * 1024

/**
 * Streams the one file of a multipart body to disk, so that ten slow uploads hold ten buffers and not a hundred megabytes.
 * The type is told from the first bytes and a wrong one refused before the rest is read.
 * @throws CivicError BAD_INPUT, FILE_TOO_LARGE, FILE_TYPE_UNSUPPORTED, FILE_HEIC_UNSUPPORTED, STORAGE_FULL
 */
export async function spool(body: Readable, headers: IncomingHttpHeaders, folder: string): Promise<Spooled> {
  const type = headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) throw bad('body', 'multipart/form-data')
  if (Number(headers['content-length'] ?? 0) > VIDEO_MAX_BYTES + ENVELOPE_BYTES) throw tooLarge()

  const path = join(folder, randomUUID())
  const discard = (): Promise<void> => rm(path, { force: true })
  try {
    return { path, discard, ...(await receive(body, { ...headers, 'content-type': type }, path)) }
  } catch (cause) {
    await discard()
    throw storageError(cause)
  }
}

type Received = Omit<Spooled, 'path' | 'discard'>

async function receive(
  body: Readable,
  headers: IncomingHttpHeaders & { 'content-type': string },
  path: string,
): Promise<Received> {
  const form = formReader(headers)
  let file: { stream: BusboyFileStream; written: Promise<Received> } | undefined
  try {
    return await new Promise<Received>((resolve, reject) => {
      form.on('file', (_field, stream) => {
        file = { stream, written: write(stream, path) }
        file.written.catch(reject)
      })
      form.on('partsLimit', () => reject(bad(FILE_FIELD, 'one')))
      form.on('error', () => reject(bad('body', 'multipart')))
      form.on('finish', () => {
        if (file) file.written.then(resolve, reject)
        else reject(bad(FILE_FIELD, 'missing'))
      })
      body.on('error', reject)
      body.on('aborted', () => reject(bad('body', 'aborted')))
      body.pipe(form)
    })
  } catch (cause) {
    body.unpipe(form)
    // Whoever deletes the file must not be overtaken by whoever is still about to create it.
    file?.stream.destroy()
    await file?.written.catch(() => {})
    throw cause
  }
}

function formReader(headers: IncomingHttpHeaders & { 'content-type': string }): BusboyInstance {
  try {
    return Busboy({
      headers,
      isPartAFile: (field) => field === FILE_FIELD,
      limits: { fileSize: VIDEO_MAX_BYTES, files: 1, fields: 0, parts: 1, headerPairs: 20, headerSize: ENVELOPE_BYTES },
    })
  } catch {
    throw bad('body', 'boundary')
  }
}

async function write(stream: BusboyFileStream, path: string): Promise<Received> {
  const hash = createHash('sha256')
  let type: UploadType | undefined
  let bytes = 0
  let head = Buffer.alloc(0)
  const look = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      try {
        if (!type) {
          head = Buffer.concat([head, chunk.subarray(0, SNIFF_BYTES)])
          if (head.length >= SNIFF_BYTES) type = acceptedType(head)
        }
        if (bytes > most(type)) throw tooLarge()
        done(null, chunk)
      } catch (refused) {
        done(refused instanceof Error ? refused : new Error('refused'))
      }
    },
  })
  await pipeline(stream, look, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  if (stream.truncated) throw tooLarge()
  return { type: type ?? acceptedType(head), bytes, sha256: hash.digest() }
}

const bad = (field: string, why: string): CivicError =>
  new CivicError('BAD_INPUT', { message: `${field}: ${why}`, fields: { [field]: why } })

const tooLarge = (): CivicError =>
  new CivicError('FILE_TOO_LARGE', { message: 'more bytes than are taken', fields: { file: 'bytes' } })
