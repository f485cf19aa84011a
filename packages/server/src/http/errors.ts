import { TRPCError } from '@trpc/server'
import { CivicError, TEXT_MAX, type CivicErrorShape, type ErrorBody, type ErrorCode } from '@civicgrid/contracts'
import { ZodError, type core } from 'zod'

/** What tRPC refuses by itself, in our words; anything else it makes up is our fault. */
const BY_TRPC: Partial<Record<TRPCError['code'], ErrorCode>> = {
  PARSE_ERROR: 'BAD_INPUT',
  BAD_REQUEST: 'BAD_INPUT',
  METHOD_NOT_SUPPORTED: 'BAD_INPUT',
  UNSUPPORTED_MEDIA_TYPE: 'BAD_INPUT',
  NOT_FOUND: 'NOT_FOUND',
  UNAUTHORIZED: 'UNAUTHENTICATED',
  FORBIDDEN: 'FORBIDDEN',
}

/** Why a field was refused, in a word that a form can translate; never its value. */
const WHY: Partial<Record<core.$ZodIssue['code'], string>> = {
  invalid_type: 'type',
  invalid_format: 'format',
  invalid_value: 'value',
  too_big: 'tooBig',
  too_small: 'tooSmall',
  unrecognized_keys: 'unknown',
  custom: 'custom',
}

function codeOf(issue: core.$ZodIssue): ErrorCode | undefined {
  if (issue.code !== 'too_big') return undefined
  if (issue.path.at(-1) === 'photos') return 'TOO_MANY_PHOTOS'
  return issue.origin === 'string' && issue.maximum === TEXT_MAX ? 'TEXT_TOO_LONG' : undefined
}

function fromZod(error: { issues: readonly core.$ZodIssue[] }): CivicError {
  const fields = Object.fromEntries(
    error.issues.map((issue) => [issue.path.join('.') || 'input', WHY[issue.code] ?? 'value']),
  )
  const code = error.issues.map(codeOf).find((found) => found !== undefined)
  return new CivicError(code ?? 'BAD_INPUT', { message: `refused: ${Object.keys(fields).join(', ')}`, fields })
}

/** Any failure as the one error; what nobody foresaw becomes INTERNAL and keeps its secrets in `cause`. */
export function civicErrorOf(error: unknown): CivicError {
  if (error instanceof CivicError) return error
  if (error instanceof TRPCError) {
    if (error.cause instanceof CivicError) return error.cause
    // Only an input is the caller's fault: an output that does not fit its schema is ours, and INTERNAL.
    if (error.cause instanceof ZodError && error.code === 'BAD_REQUEST') return fromZod(error.cause)
    const code = BY_TRPC[error.code]
    if (code)
      return new CivicError(code, { message: code === 'NOT_FOUND' ? 'no such procedure' : 'unreadable request' })
  }
  const cause = error instanceof TRPCError ? (error.cause ?? error) : error
  return new CivicError('INTERNAL', { message: 'something went wrong', cause })
}

export function shapeOf(error: CivicError, requestId: string): CivicErrorShape {
  return { ...error.toJSON(), requestId }
}

/** -32603 is JSON-RPC's "internal error"; clients read `data.civic`. */
export function errorBody(shape: CivicErrorShape): ErrorBody {
  return {
    error: { message: shape.message, code: -32603, data: { code: shape.code, httpStatus: shape.status, civic: shape } },
  }
}

/** Whole seconds, rounded up, as RFC 9110 has them. */
export function retryAfter(shape: Pick<CivicErrorShape, 'retryAfterMs'>): Record<string, string> {
  return shape.retryAfterMs === null ? {} : { 'retry-after': String(Math.ceil(shape.retryAfterMs / 1000)) }
}

export function errorResponse(error: unknown, requestId: string): Response {
  const shape = shapeOf(civicErrorOf(error), requestId)
  return Response.json(errorBody(shape), {
    status: shape.status,
    headers: { 'cache-control': 'no-store', ...retryAfter(shape) },
  })
}
