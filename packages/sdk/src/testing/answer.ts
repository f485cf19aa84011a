import {
  CivicError,
  IDEMPOTENCY_HEADER,
  IDEMPOTENCY_KEY_PATTERN,
  REQUEST_ID_HEADER,
  type ErrorBody,
} from '@civicgrid/contracts'

/** tRPC's envelope, as the server writes it. */

export const bodyOfData = (data: unknown) => ({ result: { data } })

export function bodyOfError(error: CivicError, requestId: string): ErrorBody {
  const civic = { ...error.toJSON(), requestId }
  const { code, status, message } = civic
  return { error: { message, code: -32603, data: { code, httpStatus: status, civic } } }
}

/** What is thrown by accident is INTERNAL, as at the server; a test reads why in `cause`. */
export const civicErrorOf = (error: unknown): CivicError =>
  error instanceof CivicError ? error : new CivicError('INTERNAL', { message: String(error), cause: error })

/** @param error of a request that was refused as a whole: its Retry-After stands in the header */
export function jsonAnswer(body: unknown, status: number, requestId: string, error?: CivicError): Response {
  const headers: Record<string, string> = { 'content-type': 'application/json', [REQUEST_ID_HEADER]: requestId }
  if (error?.retryAfterMs != null) headers['retry-after'] = String(Math.ceil(error.retryAfterMs / 1000))
  return new Response(JSON.stringify(body), { status, headers })
}

/** @throws CivicError BAD_INPUT: a command is given once for its key, so there has to be one */
export function keyIn(headers: Headers): string {
  const key = headers.get(IDEMPOTENCY_HEADER)
  if (key !== null && IDEMPOTENCY_KEY_PATTERN.test(key)) return key
  throw new CivicError('BAD_INPUT', { fields: { [IDEMPOTENCY_HEADER]: 'format' } })
}
