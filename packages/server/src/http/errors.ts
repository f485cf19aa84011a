import { TRPCError } from '@trpc/server'
import {
  CivicError,
  NO_SUCH_PROCEDURE,
  type CivicErrorShape,
  type ErrorBody,
  type ErrorCode,
} from '@civicgrid/contracts'
import { ZodError } from 'zod'
import { fromZod } from './bad-input.ts'

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

/** Any failure as the one error; what nobody foresaw becomes INTERNAL and keeps its secrets in `cause`. */
export function civicErrorOf(error: unknown): CivicError {
  if (error instanceof CivicError) return error
  if (error instanceof TRPCError) {
    if (error.cause instanceof CivicError) return error.cause
    // Only an input is the caller's fault: an output that does not fit its schema is ours, and INTERNAL.
    if (error.cause instanceof ZodError && error.code === 'BAD_REQUEST') return fromZod(error.cause)
    const code = BY_TRPC[error.code]
    if (code) return new CivicError(code, { message: code === 'NOT_FOUND' ? NO_SUCH_PROCEDURE : 'unreadable request' })
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
