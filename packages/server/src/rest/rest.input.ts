import { CivicError } from '@civicgrid/contracts'
import type { Match } from './rest.match.ts'

/** How a parameter of the query is written, by its name; what is not among them is text. */
export type QueryTypes = Readonly<Record<string, 'number' | 'boolean'>>

/** A parameter as its schema wants it; what cannot be read is left as it is, for the schema to refuse. */
export function valueOf(text: string, type: QueryTypes[string] | undefined): string | number | boolean {
  if (type === 'number') return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text)
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  return text
}

/**
 * The procedure's input of a read: parameters of the query and of the path. Those of the path win.
 * @param types undefined where the read takes nothing
 */
export function inputOfQuery({ operation, params }: Match, query: string, types: QueryTypes | undefined): unknown {
  if (!types) return undefined
  const given: Record<string, unknown> = {}
  for (const [name, text] of new URLSearchParams(query)) given[name] = valueOf(text, types[name])
  return { ...(operation.within ? { [operation.within]: given } : given), ...params }
}

/** The same of a body. @throws CivicError BAD_INPUT for what is no JSON object */
export function inputOfBody({ params }: Match, text: string): unknown {
  let body: unknown
  try {
    body = text === '' ? {} : JSON.parse(text)
  } catch {
    throw new CivicError('BAD_INPUT', { message: 'no JSON', fields: { body: 'format' } })
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new CivicError('BAD_INPUT', { message: 'not an object', fields: { body: 'type' } })
  return { ...body, ...params }
}
