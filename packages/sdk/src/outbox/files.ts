import type { KeptFile } from './rows.ts'

/** A Blob's bytes; `blob.arrayBuffer()` is missing from old web-views. */
export async function bytesOf(blob: Blob): Promise<KeptFile> {
  return { type: blob.type, bytes: await new Response(blob).arrayBuffer() }
}

export const blobOf = ({ type, bytes }: KeptFile): Blob => new Blob([bytes], { type })
