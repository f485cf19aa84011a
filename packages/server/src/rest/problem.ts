import type { CivicErrorShape, ErrorCode } from '@civicgrid/contracts'
import { civicErrorOf, retryAfter, shapeOf } from '../http/errors.ts'

/** What went wrong, as RFC 9457 has it, with what our own errors say besides. */
export interface Problem extends Omit<CivicErrorShape, 'message'> {
  /** Names the code; the error book says what to do. */
  readonly type: string
  readonly title: string
  readonly detail: string
}

export const problemType = (code: ErrorCode): string => `urn:civicgrid:error:${code}`

export function problemResponse(error: unknown, requestId: string): Response {
  const { message, ...shape } = shapeOf(civicErrorOf(error), requestId)
  const title = shape.code.toLowerCase().replaceAll('_', ' ')
  const problem: Problem = { type: problemType(shape.code), title, detail: message, ...shape }
  return new Response(JSON.stringify(problem), {
    status: shape.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...retryAfter(shape) },
  })
}
