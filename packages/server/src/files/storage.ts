import { CivicError } from '@civicgrid/contracts'

/** Where the bytes of files are: on disk by default; anything that can put, get and delete by key will do. */
export interface FileStorage {
  /**
   * Keeps the bytes under the key, whole and durable, or not at all.
   * @throws CivicError STORAGE_FULL
   */
  put(key: string, bytes: Uint8Array): Promise<void>
  /** Likewise, of a file in the spool folder, which it takes over. @throws CivicError STORAGE_FULL */
  putFile(key: string, path: string): Promise<void>
  /** Bytes from and until, the latter not included; undefined when nothing is there. */
  slice(key: string, from: number, until: number): Promise<Buffer | undefined>
  get(key: string): Promise<Buffer | undefined>
  /** Deleting what is not there is fine. */
  delete(key: string): Promise<void>
  /** Keys written before that instant (epoch milliseconds): what a crash may have left behind is among them. */
  keysBefore(instant: number): AsyncIterable<string>
}

const FULL = new Set(['ENOSPC', 'EDQUOT'])

/** An errno of a full disk becomes STORAGE_FULL; anything else is passed on as it is. */
export function storageError(cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' && FULL.has(code)
    ? new CivicError('STORAGE_FULL', { message: 'no room for files', cause })
    : cause
}
