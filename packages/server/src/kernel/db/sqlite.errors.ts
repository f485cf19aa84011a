import { CivicError } from '@civicgrid/contracts/constants'

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** Somebody else holds the lock; the same statement may work a moment later. */
export function isBusy(error: unknown): boolean {
  const code = codeOf(error)
  return code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')
}

export function isUniqueViolation(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
}

/** How long a caller should stay away when the database is locked or its queue full. */
export const RETRY_AFTER_MS = 1_000

/** What the caller can act on gets its code; any other error stays what it is and becomes INTERNAL at the edge. */
export function sqliteError(error: unknown): unknown {
  if (isBusy(error)) return new CivicError('OVERLOADED', { retryAfterMs: RETRY_AFTER_MS, cause: error })
  if (codeOf(error) === 'SQLITE_FULL') return new CivicError('STORAGE_FULL', { cause: error })
  return error
}
