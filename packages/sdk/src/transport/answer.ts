import { REQUEST_ID_HEADER, type CivicError, type CivicErrorShape } from '@civicgrid/contracts/constants'
import { codeOfStatus, errorOf } from '../errors.ts'
import type { HttpAnswer } from './http.ts'

export type Outcome = { data: unknown } | { error: CivicError }

const record = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whole seconds, as our server sends them; a date is left to the jitter. */
function retryAfterMs(answer: HttpAnswer): number | null {
  const seconds = Number(answer.header('retry-after') ?? NaN)
  return seconds >= 0 ? seconds * 1000 : null
}

function refusal(answer: HttpAnswer, body: unknown): CivicError {
  const data = record(record(record(body)?.error)?.data)
  const shape = record(data?.civic) as Partial<CivicErrorShape> | undefined
  const known = shape ?? { code: codeOfStatus(answer.status), message: `HTTP ${answer.status}` }
  return errorOf({
    ...known,
    retryAfterMs: known.retryAfterMs ?? retryAfterMs(answer),
    requestId: known.requestId ?? answer.header(REQUEST_ID_HEADER),
  })
}

function outcome(answer: HttpAnswer, body: unknown): Outcome {
  const result = record(record(body)?.result)
  return result ? { data: result.data } : { error: refusal(answer, body) }
}

/** What a procedure said. @throws CivicError */
export function dataOf(answer: HttpAnswer): unknown {
  const said = outcome(answer, parsed(answer.text))
  if ('error' in said) throw said.error
  return said.data
}

/** What a batch of procedures said, one by one; a refusal of the whole request is everybody's. */
export function outcomesOf(answer: HttpAnswer, count: number): Outcome[] {
  const body = parsed(answer.text)
  return Array.from({ length: count }, (_, i) => outcome(answer, Array.isArray(body) ? body[i] : body))
}

/** The JSON of a route that is no procedure. @throws CivicError */
export function bodyOf(answer: HttpAnswer): unknown {
  const body = parsed(answer.text)
  if (answer.status >= 400 || body === undefined) throw refusal(answer, body)
  return body
}
