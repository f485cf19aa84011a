import { hash } from 'node:crypto'

/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

export function sha256(data: Uint8Array | string): Buffer {
  return hash('sha256', data, 'buffer')
}
