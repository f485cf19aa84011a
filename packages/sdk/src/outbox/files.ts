import type { NamedFile } from '../files/named.ts'
import type { KeptBytes, KeptFile } from './rows.ts'

/** A Blob's bytes; `blob.arrayBuffer()` is missing from old web-views. */
export async function bytesOf(blob: Blob): Promise<KeptBytes> {
  return { type: blob.type, bytes: await new Response(blob).arrayBuffer() }
}

export const blobOf = ({ type, bytes }: KeptBytes): Blob => new Blob([bytes], { type })

/** As it is kept; a mini-program has no Blob, and names its files. */
export const keptOf = async (file: Blob | NamedFile): Promise<KeptFile> =>
  'path' in file ? { path: file.path } : bytesOf(file)

export const fileOf = (kept: KeptFile): Blob | NamedFile => ('path' in kept ? kept : blobOf(kept))
