import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import createClient from 'openapi-fetch'
import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { REST_OPERATIONS, type RestOperation } from '@civicgrid/contracts'
import type { paths } from '../../test/generated/openapi.ts'
import { call, newKey } from '../../test/http.ts'
import { insecure, oidcWorld, type OidcWorld, type Partner } from '../../test/oidc.ts'
import { HUAWEI } from '../../test/uploads.ts'
import type { OpenApi } from './openapi.parts.ts'
import type { Problem } from './problem.ts'

// In the city whose words the examples use.

let w: OidcWorld
let partner: Partner
let resident: { id: number; token: string }
let access: string
let own: string
let operator: { id: number; token: string }
let api: OpenApi
let validates: (reference: string) => ValidateFunction

const RESIDENT_SCOPES = 'openid city.read appeals.submit appeals.track appeals.rate files.upload'

beforeAll(async () => {
  w = await oidcWorld({ CITY: 'haitang' })
  partner = await w.partner({ scopes: [...RESIDENT_SCOPES.split(' ').slice(1), 'embed', 'changes.read'] as never })
  resident = await w.resident()
  operator = await w.staff('operator')
  access = (await w.tokens(partner, resident.token, { scope: RESIDENT_SCOPES })).access_token
  const { as, client, auth } = partner
  const answer = await oauth.clientCredentialsGrantRequest(as, client, auth, { scope: 'embed changes.read' }, insecure)
  own = (await oauth.processClientCredentialsResponse(as, client, answer)).access_token
  api = (await (await fetch(`${w.url}/api/v1/openapi.json`)).json()) as OpenApi
  const ajv = addFormats.default(new Ajv2020({ strict: false }))
  ajv.addSchema(api, 'api')
  validates = (reference) => ajv.compile({ $ref: `api#/${reference}` })
})
afterAll(() => w.stop())

const escaped = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1')

/** An example's request, word for word. */
function asExample({ method, path, example, speaker }: RestOperation, code: string): Promise<Response> {
  const query = new URLSearchParams(example.query).toString()
  const token = { resident: access, integration: own, anybody: '' }[speaker]
  return fetch(`${w.url}/api/v1${path.replace('{code}', code)}${query && `?${query}`}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(method === 'POST' ? { 'content-type': 'application/json', 'idempotency-key': newKey() } : {}),
    },
    ...(method === 'POST' ? { body: JSON.stringify(example.body) } : {}),
  })
}
const staff = (path: string, input: object) =>
  call(w.url, path, input, { token: operator.token, headers: { 'idempotency-key': newKey() } })
const send = (body: object, token = access, key = newKey()) =>
  fetch(`${w.url}/api/v1/appeals`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  })
const SAID = {
  kind: 'report',
  category: 'streetLights',
  text: '路灯不亮',
  place: { point: { lng: 120.36, lat: 33.02, crs: 'GCJ-02' } },
}

describe('the examples of the document', () => {
  const byId = new Map(REST_OPERATIONS.map((operation) => [operation.id, operation]))
  /** What has to have happened before an example is sent: the appeal on which it is sent, and at which version. */
  async function prepared({ id }: RestOperation): Promise<string> {
    const { code } = (await (await send({ ...SAID, text: `${id} ${newKey()}` })).json()) as { code: string }
    const at = byId.get(id)?.example.body as { expectedVersion?: number } | undefined
    const wanted = at?.expectedVersion ?? 1
    if (id === 'rateAppeal' || id === 'rehandleAppeal') {
      await staff('workOrders.accept', { code, expectedVersion: 1 })
      await staff('workOrders.answer', { code, expectedVersion: 2, outcome: 'solved', text: '已修好' })
      if (wanted === 4) await rated(code)
      return code
    }
    if (wanted >= 2) await staff('workOrders.accept', { code, expectedVersion: 1 })
    if (wanted >= 3)
      await staff('workOrders.classify', { code, expectedVersion: 2, kind: 'help', category: 'streetLights' })
    return code
  }
  async function rated(code: string): Promise<void> {
    await fetch(`${w.url}/api/v1/appeals/${code}/rating`, {
      method: 'POST',
      headers: { authorization: `Bearer ${access}`, 'content-type': 'application/json', 'idempotency-key': newKey() },
      body: JSON.stringify({ expectedVersion: 3, satisfaction: 'dissatisfied', solved: 'notSolved' }),
    })
  }

  test.each(REST_OPERATIONS.map((operation) => [operation.id, operation] as const))(
    '%s is answered as the document says',
    async (id, operation) => {
      const response = await asExample(operation, operation.path.includes('{code}') ? await prepared(operation) : '')
      const body: unknown = await response.json()
      expect([response.status, body]).toEqual([operation.status, body])
      expect(response.headers.get('content-type')).toBe('application/json')
      const fits = validates(
        `paths/${escaped(operation.path)}/${operation.method.toLowerCase()}/responses/${operation.status}/content/application~1json/schema`,
      )
      expect(fits(body) ? [] : fits.errors, id).toEqual([])
      const asked = api.paths[operation.path]?.[operation.method.toLowerCase()]?.requestBody
      if (!asked) return
      const takes = validates(`paths/${escaped(operation.path)}/post/requestBody/content/application~1json/schema`)
      expect(takes(operation.example.body) ? [] : takes.errors, id).toEqual([])
    },
  )
  test('an upload and a live stream answer under the same address', async () => {
    const upload = (body?: FormData) =>
      fetch(`${w.url}/api/v1/files`, {
        method: 'POST',
        headers: { authorization: `Bearer ${access}`, 'idempotency-key': newKey() },
        body,
      })
    const none = await upload()
    expect([none.status, none.headers.get('content-type')]).toEqual([400, 'application/problem+json'])
    const form = new FormData()
    form.append('file', new File([new Uint8Array(HUAWEI)], 'photo.jpg', { type: 'image/jpeg' }))
    const taken = await upload(form)
    const { token } = (await taken.json()) as { token: string }
    const sent = await send({ ...SAID, text: 'with a photo', photos: [token] })
    expect([taken.status, sent.status]).toEqual([201, 201])
    const { code } = (await (await send({ ...SAID, text: 'live' })).json()) as { code: string }
    const leave = new AbortController()
    const live = await fetch(`${w.url}/api/v1/appeals/${code}/live`, {
      headers: { authorization: `Bearer ${access}` },
      signal: leave.signal,
    })
    const piece = await live.body?.getReader().read()
    expect(new TextDecoder().decode(piece?.value)).toBe('{"position":"1"}\n')
    leave.abort()
  })
})

describe('what is refused', () => {
  async function problem(asked: Promise<Response>): Promise<[number, Problem]> {
    const response = await asked
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    const body = (await response.json()) as Problem
    const fits = validates('components/schemas/Problem')
    expect(fits(body) ? [] : fits.errors).toEqual([])
    expect([body.status, body.type]).toEqual([response.status, `urn:civicgrid:error:${body.code}`])
    return [response.status, body]
  }
  test('is a problem with our code, the fields and the id of the request', async () => {
    const [status, body] = await problem(send({ ...SAID, category: 'nonsense' }))
    expect([status, body.code, body.fields]).toEqual([400, 'UNKNOWN_CATEGORY', { category: 'unknown' }])
    expect(body.requestId).toBeTruthy()
    expect((await problem(send({ ...SAID, text: '' })))[1]).toMatchObject({
      code: 'BAD_INPUT',
      fields: { text: 'tooSmall' },
    })
  })
  test.each<[string, () => Promise<Response>, number, string]>([
    ['no token', () => send(SAID, ''), 401, 'UNAUTHENTICATED'],
    ['a token that is none', () => send(SAID, 'x'.repeat(43)), 401, 'UNAUTHENTICATED'],
    ['a token of the integration itself', () => send(SAID, own), 403, 'SCOPE_MISSING'],
    ['no key', () => send(SAID, access, ''), 400, 'BAD_INPUT'],
    [
      'a body that is no JSON',
      () =>
        fetch(`${w.url}/api/v1/appeals`, {
          method: 'POST',
          headers: { authorization: `Bearer ${access}`, 'idempotency-key': newKey() },
          body: '{',
        }),
      400,
      'BAD_INPUT',
    ],
    ['a path that is none', () => fetch(`${w.url}/api/v1/nonsense`), 404, 'NOT_FOUND'],
    ['a path that cannot be read', () => fetch(`${w.url}/api/v1/appeals/%E0%A4%A`), 404, 'NOT_FOUND'],
    ['another method', () => fetch(`${w.url}/api/v1/city`, { method: 'DELETE' }), 404, 'NOT_FOUND'],
    ['a procedure’s own name', () => fetch(`${w.url}/api/v1/identity.me`), 404, 'NOT_FOUND'],
  ])('%s', async (_, asked, status, code) => {
    const [got, body] = await problem(asked())
    expect([got, body.code]).toEqual([status, code])
  })
  test('an undone consent ends the next call', async () => {
    const chen = await w.resident()
    const theirs = (await w.tokens(partner, chen.token, { scope: RESIDENT_SCOPES })).access_token
    expect((await send(SAID, theirs)).status).toBe(201)
    const grants = await call<{ items: { ref: string }[] }>(w.url, 'consents.list', undefined, {
      method: 'GET',
      token: chen.token,
    })
    await call(
      w.url,
      'consents.undo',
      { ref: grants.data.items[0]?.ref },
      { token: chen.token, headers: { 'idempotency-key': newKey() } },
    )
    expect((await send(SAID, theirs)).status).toBe(401)
  })
  test('writes no token, code or word into the log', async () => {
    const before = w.logged.length
    const { code } = (await (await send({ ...SAID, text: '不可记录的话', externalId: 'SECRET-1' })).json()) as {
      code: string
    }
    await fetch(`${w.url}/api/v1/appeals/${code}?secret=in-the-query`, {
      headers: { authorization: `Bearer ${access}` },
    })
    const lines = w.logged.slice(before).join('')
    expect(lines).toContain('"route":"rest:getAppeal"')
    for (const secret of [access, code, '不可记录', 'SECRET-1', 'in-the-query']) expect(lines).not.toContain(secret)
  })
})

test('a client that a library generates from the document sends an appeal and reads it, with types', async () => {
  const client = createClient<paths>({ baseUrl: `${w.url}/api/v1`, headers: { authorization: `Bearer ${access}` } })
  const sent = await client.POST('/appeals', {
    params: { header: { 'idempotency-key': newKey() } },
    body: {
      kind: 'report',
      category: 'streetLights',
      text: '路灯不亮',
      place: { areaCode: 'haitang' },
      externalId: 'GEN-1',
    },
  })
  expect(sent.error).toBeUndefined()
  const read = await client.GET('/appeals/{code}', { params: { path: { code: sent.data?.code ?? '' } } })
  expect(read.data?.source).toEqual({ name: { 'zh-CN': '邻里通', en: 'Neighbourly' }, externalId: 'GEN-1' })
  const steps: string[] | undefined = read.data?.steps.map(({ step }) => step)
  expect(steps).toHaveLength(8)
  const refused = await client.GET('/appeals/{code}', { params: { path: { code: 'nonsense' } } })
  expect(refused.error).toMatchObject({ code: 'CODE_INVALID', status: 400 })
})

test('the page is served under a policy that lets nothing run, and the document is packed', async () => {
  const page = await fetch(`${w.url}/api/v1`)
  expect([page.status, page.url.endsWith('/api/v1/')]).toEqual([200, true])
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await page.text()).toContain('提交诉求')
  expect(await (await fetch(`${w.url}/api/v1/?lang=en`)).text()).toContain('Send an appeal')
  const document = await fetch(`${w.url}/api/v1/openapi.json`, { headers: { 'accept-encoding': 'br' } })
  expect(document.headers.get('content-encoding')).toBe('br')
})
