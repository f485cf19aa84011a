import { CivicError, isErrorCode, type CivicErrorShape, type ErrorCode } from '@civicgrid/contracts/constants'

/**
 * An error whose code this build does not know: a newer server says more than an older client can tell.
 * It reads as INTERNAL; `rawCode` keeps what the server said, `retryable` is the server's word.
 */
export class UnknownCivicError extends CivicError {
  declare readonly rawCode: string
  declare readonly retryable: boolean
  constructor(rawCode: string, shape: Partial<CivicErrorShape>) {
    super('INTERNAL', shape)
    this.rawCode = rawCode
    this.retryable = shape.retryable ?? false
  }
}

/**
 * Whether something caught is the SDK's error. By its shape, not by its class: a page may hold two copies of the SDK.
 */
export function isCivicError(thrown: unknown): thrown is CivicError {
  return thrown instanceof Error && thrown.name === 'CivicError' && 'code' in thrown && 'retryable' in thrown
}

/** The error that an answer's `civic` part describes. */
export function errorOf(shape: Partial<CivicErrorShape>): CivicError {
  const code: unknown = shape.code
  if (isErrorCode(code)) return new CivicError(code, shape)
  return new UnknownCivicError(typeof code === 'string' ? code : 'NO_CODE', shape)
}

/** What a proxy in front of the service means when it answers with a status and a page of its own. */
export function codeOfStatus(status: number): ErrorCode {
  if (status === 413) return 'FILE_TOO_LARGE'
  if (status === 429) return 'RATE_LIMITED'
  if (status === 502 || status === 503) return 'OVERLOADED'
  if (status === 504) return 'TIMEOUT'
  // An answer that is no answer of ours, such as the sign-in page of a hotel's network.
  if (status < 400) return 'NETWORK'
  if (status === 401) return 'UNAUTHENTICATED'
  if (status === 403) return 'FORBIDDEN'
  if (status === 404) return 'NOT_FOUND'
  return status < 500 ? 'BAD_INPUT' : 'INTERNAL'
}
