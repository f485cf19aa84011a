import { ERRORS, IDEMPOTENCY_HEADER, SCOPE_OF_PROCEDURE, type ErrorCode } from '@civicgrid/contracts'
import type { JsonSchema } from './rest.schemas.ts'

/** What operations of the document are made of. */

export interface OpenApiOperation {
  operationId: string
  tags: string[]
  summary: string
  description: string
  'x-title-zh-CN': string
  'x-about-zh-CN': string
  'x-errors': string[]
  security: Record<string, string[]>[]
  parameters?: OpenApiParameter[]
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema; example?: unknown }> }
  responses: Record<string, unknown>
}
export interface OpenApiParameter {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  description?: string
  schema: JsonSchema
  example?: string | number | boolean
}
export interface OpenApi {
  openapi: '3.1.1'
  info: Record<string, unknown>
  servers: { url: string }[]
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, OpenApiOperation>>
  components: Record<string, Record<string, JsonSchema>>
}

/** What any call may be refused with. */
const ALWAYS: readonly ErrorCode[] = ['BAD_INPUT', 'RATE_LIMITED', 'OVERLOADED', 'TIMEOUT', 'INTERNAL']
const WITH_TOKEN: readonly ErrorCode[] = ['UNAUTHENTICATED', 'SCOPE_MISSING', 'QUOTA_SPENT']
const problem = { $ref: '#/components/responses/Problem' }

export const idempotencyKey: OpenApiParameter = {
  name: IDEMPOTENCY_HEADER,
  in: 'header',
  required: true,
  description: 'Yours, the same for every repetition of one command: its answer is then the same (kept for 30 days).',
  schema: { type: 'string', pattern: '^[\\w-]{16,64}$' },
  example: '6f1c2a34-9b1d-4c55-8e0a-1f2e3d4c5b6a',
}

/** Statuses of the codes, each with its codes in words. */
export function refusals(codes: readonly ErrorCode[]): Record<string, unknown> {
  const statuses = [...new Set(codes.map((code) => ERRORS[code].status))].toSorted((a, b) => a - b)
  return Object.fromEntries(statuses.map((status) => [String(status), problem]))
}
export const codesOf = (speaks: boolean, own: readonly ErrorCode[]): ErrorCode[] => [
  ...new Set([...own, ...(speaks ? WITH_TOKEN : []), ...ALWAYS]),
]
export const securityOf = (procedure: string): Record<string, string[]>[] => {
  const scope = SCOPE_OF_PROCEDURE[procedure]
  return scope === undefined || scope === 'public' || scope === 'page' ? [] : [{ oidc: [scope] }]
}
