import { CivicError } from '@civicgrid/contracts/constants'

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** The unit lost against another one and may simply run again: serialization failure, deadlock. */
export function isLostRace(error: unknown): boolean {
  const code = codeOf(error)
  return code === '40001' || code === '40P01'
}

export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === '23505'
}

/** Too many connections, starting up or going down, lock not available, statement cancelled by its time limit. */
const BUSY = new Set(['53300', '57P01', '57P02', '57P03', '55P03', '57014'])
const SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'])

export const RETRY_AFTER_MS = 1_000

/** What the caller can act on gets its code; any other error stays what it is and becomes INTERNAL at the edge. */
export function postgresError(error: unknown): unknown {
  const code = codeOf(error)
  // A connection that breaks has no code of its own in the driver.
  const broken =
    error instanceof Error && /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
  if (broken || BUSY.has(code) || SOCKET.has(code) || code.startsWith('08') || isLostRace(error))
    return new CivicError('OVERLOADED', { retryAfterMs: RETRY_AFTER_MS, cause: error })
  if (code === '53100') return new CivicError('STORAGE_FULL', { cause: error })
  return error
}
