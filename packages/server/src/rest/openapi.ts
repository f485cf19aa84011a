import { ERROR_CODES, INTEGRATION_SCOPES, REST_OPERATIONS, REST_PATH, type RestOperation } from '@civicgrid/contracts'
import type { AnyRouter } from '@trpc/server'
import { OTHER_OPERATIONS } from './openapi.others.ts'
import {
  codesOf,
  idempotencyKey,
  refusals,
  securityOf,
  type OpenApi,
  type OpenApiOperation,
  type OpenApiParameter,
} from './openapi.parts.ts'
import { valueOf } from './rest.input.ts'
import { queryFieldsOf, schemasOfRouter, typesOfQuery, type JsonSchema, type Schemas } from './rest.schemas.ts'

/** The version of the interface: the middle number rises when something is added, the first is that of the path. */
export const API_VERSION = '1.0.0'

function operationOf(operation: RestOperation, { inputOf, answerOf, components }: Schemas): OpenApiOperation {
  const { id, method, path, procedure, status, title, about, example, keyless } = operation
  const input = inputOf(operation)
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const parameters: OpenApiParameter[] = inPath.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: input?.properties?.[name] ?? { type: 'string' },
  }))
  let requestBody: OpenApiOperation['requestBody']
  if (method === 'GET') {
    const { fields, required } = queryFieldsOf(operation, input, components)
    const types = typesOfQuery(fields)
    for (const [name, schema] of Object.entries(fields))
      parameters.push({
        name,
        in: 'query',
        required: required.includes(name),
        schema,
        ...(example.query?.[name] === undefined ? {} : { example: valueOf(example.query[name], types[name]) }),
      })
  } else {
    if (!keyless) parameters.push(idempotencyKey)
    const properties = Object.entries(input?.properties ?? {}).filter(([name]) => !inPath.includes(name))
    const schema = {
      ...input,
      properties: Object.fromEntries(properties),
      required: (input?.required ?? []).filter((name) => !inPath.includes(name)),
    }
    requestBody = { required: true, content: { 'application/json': { schema, example: example.body } } }
  }
  const security = securityOf(procedure)
  const errors = codesOf(security.length > 0, operation.errors)
  return {
    operationId: id,
    tags: [operation.tag],
    summary: title.en,
    description: about.en,
    'x-title-zh-CN': title['zh-CN'],
    'x-about-zh-CN': about['zh-CN'],
    'x-errors': errors,
    security,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(requestBody ? { requestBody } : {}),
    responses: {
      [status]: {
        description: title.en,
        content: { 'application/json': { schema: { $ref: `#/components/schemas/${answerOf(operation)}` } } },
      },
      ...refusals(errors),
    },
  }
}

const PROBLEM: JsonSchema = {
  type: 'object',
  description: 'RFC 9457, with what our own errors say besides.',
  properties: {
    type: { type: 'string', description: 'urn:civicgrid:error:CODE' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'For engineers, never for residents.' },
    code: { type: 'string', description: `One of a list that only grows: ${ERROR_CODES.join(', ')}` },
    requestId: { type: ['string', 'null'], description: 'Finds the request in our log.' },
    retryable: { type: 'boolean', description: 'The same request, with the same key, may succeed a little later.' },
    retryAfterMs: { type: ['integer', 'null'] },
    fields: { type: ['object', 'null'], additionalProperties: { type: 'string' } },
    changes: { type: ['object', 'null'], description: 'With VERSION_CONFLICT: what somebody else did.' },
  },
  required: [
    'type',
    'title',
    'status',
    'detail',
    'code',
    'requestId',
    'retryable',
    'retryAfterMs',
    'fields',
    'changes',
  ],
}

const TAGS = [
  { name: 'city', description: '城市 · the city' },
  { name: 'appeals', description: '诉求 · what a resident sends through you' },
  { name: 'files', description: '文件 · photos and recordings' },
  { name: 'partners', description: '伙伴 · for your own server' },
]

/** The document: OpenAPI 3.1, the same in every city. */
export function openApiOf(router: AnyRouter): OpenApi {
  const schemas = schemasOfRouter(router)
  const paths: OpenApi['paths'] = {}
  for (const operation of REST_OPERATIONS)
    (paths[operation.path] ??= {})[operation.method.toLowerCase()] = operationOf(operation, schemas)
  for (const { path, method, operation } of OTHER_OPERATIONS) (paths[path] ??= {})[method] = operation
  const scopes = Object.fromEntries(INTEGRATION_SCOPES.map((scope) => [scope, scope]))
  const token = { tokenUrl: '/oidc/token', scopes }
  return {
    openapi: '3.1.1',
    info: {
      title: 'CivicGrid',
      version: API_VERSION,
      description:
        '市民诉求闭环的 HTTP 接口 · The closed loop of a city’s appeals over plain HTTP. Instants are ISO 8601 in UTC, points longitude first, errors application/problem+json. What is answered may grow: read past fields and values that you do not know.',
    },
    servers: [{ url: REST_PATH }],
    tags: TAGS,
    paths,
    components: {
      schemas: { ...schemas.components, Problem: PROBLEM },
      responses: {
        Problem: {
          description: 'What went wrong; `code` says what.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: {
        oidc: {
          type: 'oauth2',
          description: 'Opaque access tokens, as `Authorization: Bearer …` or bound to a key (DPoP).',
          flows: {
            authorizationCode: { authorizationUrl: '/oidc/auth', ...token },
            clientCredentials: token,
          },
        },
      },
    },
  }
}
