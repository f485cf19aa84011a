import { execFile, execFileSync } from 'node:child_process'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anyPlace } from '../../test/places.ts'
import { insecure, oidcWorld, type OidcWorld } from '../../test/oidc.ts'
import type { OpenApi, OpenApiOperation } from './openapi.parts.ts'

// What the samples for other languages send, tried against the document while the real service answers them. Where a
// language is not installed its sample is read by a grammar alone (packages/sdk/test/http-samples.test.ts).

const EXAMPLES = join(import.meta.dirname, '../../../../examples')
const SCOPES = ['city.read', 'appeals.submit', 'appeals.track', 'changes.read'] as const

interface Sent {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: string
}

let w: OidcWorld
let api: OpenApi
let environment: Record<string, string>
let recorded: Sent[]
/** Passes on what it is sent, and remembers it. */
const recorder = createServer((request, response) => {
  void (async () => {
    const body = (await buffer(request)).toString()
    const { method = '', url = '', headers } = request
    const { pathname, searchParams } = new URL(url, 'http://sample')
    recorded.push({ method, path: pathname, query: searchParams, headers, body })
    const answer = await fetch(w.url + url, {
      method,
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => PASSED.has(name))) as Record<
        string,
        string
      >,
      ...(method === 'POST' ? { body } : {}),
    })
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
    response.end(await answer.text())
  })()
})
const PASSED = new Set(['authorization', 'content-type', 'idempotency-key', 'accept'])

beforeAll(async () => {
  w = await oidcWorld()
  const partner = await w.partner({ scopes: SCOPES })
  const { token } = await w.resident()
  const scope = 'openid city.read appeals.submit appeals.track'
  const { access_token } = await w.tokens(partner, token, { scope })
  const { as, client, auth } = partner
  const own = await oauth.clientCredentialsGrantRequest(as, client, auth, { scope: 'changes.read' }, insecure)
  const { access_token: ownToken } = await oauth.processClientCredentialsResponse(as, client, own)
  // One that the log's readers have taken before a sample asks what there is.
  const place = anyPlace(w.city)
  const before = { kind: 'report', category: place.category, text: '路灯', place: { areaCode: place.areaCode } }
  await w.api(access_token, 'appeals.submit', before)
  await w.settled()
  api = (await (await fetch(`${w.url}/api/v1/openapi.json`)).json()) as OpenApi
  await new Promise<void>((resolve) => recorder.listen(0, '127.0.0.1', resolve))
  const address = recorder.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  environment = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    CIVIC_URL: `http://127.0.0.1:${port}`,
    CIVIC_TOKEN: access_token,
    CIVIC_OWN_TOKEN: ownToken,
  }
})
afterAll(async () => {
  recorder.close()
  await w.stop()
})

/** The operation that a request is meant for. */
function operationOf({ method, path }: Sent): [string, OpenApiOperation] {
  for (const [template, methods] of Object.entries(api.paths)) {
    const pattern = new RegExp(`^/api/v1${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
    const operation = methods[method.toLowerCase()]
    if (operation && pattern.test(path)) return [template, operation]
  }
  throw new Error(`the document knows no ${method} ${path}`)
}

/** What the document says against a request. */
function complaints(sent: Sent): unknown[] {
  const ajv = addFormats.default(new Ajv2020({ strict: false, coerceTypes: true }))
  ajv.addSchema(api, 'api')
  const [, operation] = operationOf(sent)
  const found: unknown[] = []
  for (const { name, in: where, required, schema } of operation.parameters ?? []) {
    if (where === 'path') continue
    const value = where === 'query' ? sent.query.get(name) : (sent.headers[name] ?? null)
    if (value === null && required) found.push(`${operation.operationId}: no ${name}`)
    if (value !== null && !ajv.validate(schema, value)) found.push([name, ajv.errors])
  }
  for (const name of sent.query.keys())
    if (!operation.parameters?.some((one) => one.in === 'query' && one.name === name)) found.push(`unknown ${name}`)
  if (operation.security.length > 0 && !sent.headers.authorization?.startsWith('Bearer ')) found.push('no token')
  const body = operation.requestBody?.content['application/json']
  if (body) {
    const strict = addFormats.default(new Ajv2020({ strict: false }))
    strict.addSchema(api, 'api')
    const at = JSON.stringify(body.schema).replaceAll('"#/', '"api#/')
    if (!strict.validate({ ...JSON.parse(at), unevaluatedProperties: false }, JSON.parse(sent.body)))
      found.push(strict.errors)
  }
  return found
}

const LANGUAGES: [name: string, program: string, version: string, file: string[]][] = [
  ['Python', 'python3', '--version', ['http-python', 'civicgrid.py']],
  ['Java', 'java', '-version', ['http-java', 'CivicGrid.java']],
]
const installed = LANGUAGES.filter(([, program, version]) => {
  try {
    execFileSync(program, [version], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})

test('what a sample sends that the document does not know is found', () => {
  const sent = { path: '/api/v1/appeals', query: new URLSearchParams(), headers: {} }
  expect(complaints({ ...sent, method: 'POST', body: '{"kind":"x","surplus":1}' })).toHaveLength(3)
  expect(() => operationOf({ ...sent, method: 'DELETE', body: '' })).toThrow('knows no DELETE')
})

for (const [name, program, , file] of installed)
  test(`the sample in ${name} goes its way, and sends what the document says`, async () => {
    recorded = []
    const { stdout } = await promisify(execFile)(program, [join(EXAMPLES, ...file)], {
      env: { ...environment, CIVIC_EXTERNAL_ID: `${name}-1`, PYTHONIOENCODING: 'utf-8' },
    })
    const { code, changes } = JSON.parse(stdout) as { code: string; changes: number }
    expect(code).toMatch(/^[0-9A-Z]{13}$/)
    expect(changes).toBeGreaterThan(0)
    expect(recorded.flatMap(complaints)).toEqual([])
    const operations = recorded.map((sent) => operationOf(sent)[1].operationId)
    expect(new Set(operations)).toEqual(
      new Set(['getCity', 'sendAppeal', 'getAppeal', 'supplementAppeal', 'listChanges']),
    )
  })
