import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { call, newKey } from '../../test/http.ts'
import { oidcWorld, type OidcWorld, type Partner } from '../../test/oidc.ts'
import { anyPlace } from '../../test/places.ts'

const PHOTO = new URL('../../../../e2e/shots/lamp.png', import.meta.url)
let w: OidcWorld
let partner: Partner
beforeAll(async () => {
  w = await oidcWorld()
  partner = await w.partner()
})
afterAll(() => w.stop())

/** A resident's appeal through the partner, and its stream by the partner's token. */
async function listening(scope = 'openid appeals.submit appeals.track') {
  const resident = await w.resident()
  const { access_token: access } = await w.tokens(partner, resident.token, { scope })
  const place = anyPlace(w.city)
  const said = { kind: 'report', category: place.category, text: '路灯不亮', place: { areaCode: place.areaCode } }
  const { code } = (await w.api<{ code: string }>(access, 'appeals.submit', said)).data
  const response = await fetch(`${w.url}/api/v1/appeals/${code}/live`, {
    headers: { authorization: `Bearer ${access}` },
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const line = async () => (await reader?.read())?.value
  return { resident, access, code, response, line, leave: () => reader?.cancel() }
}
const refOf = async (token: string) =>
  (await call<{ items: { ref: string }[] }>(w.url, 'consents.list', undefined, { method: 'GET', token })).data.items[0]
    ?.ref

test('an undone consent ends the stream in its middle, at once, and the next is refused', async () => {
  const { resident, access, code, line } = await listening()
  expect(await line()).toBe('{"position":"1"}\n')
  const ref = await refOf(resident.token)
  await call(w.url, 'consents.undo', { ref }, { token: resident.token, headers: { 'idempotency-key': newKey() } })
  expect(await line()).toBe('{"end":"refused"}\n')
  const next = await fetch(`${w.url}/api/live/appeals/${code}`, { headers: { authorization: `Bearer ${access}` } })
  expect(next.status).toBe(401)
})
test('a token without the scope hears nothing', async () => {
  const { response, line } = await listening('openid appeals.submit')
  expect(response.status).toBe(403)
  expect(JSON.parse((await line()) ?? '')).toMatchObject({ code: 'SCOPE_MISSING', fields: { scope: 'appeals.track' } })
})
test('what was sent otherwise is not there for the partner’s token', async () => {
  const { resident, access, leave } = await listening()
  const place = anyPlace(w.city)
  const said = { kind: 'report', category: place.category, text: '自己提交的', place: { areaCode: place.areaCode } }
  const own = await call<{ code: string }>(w.url, 'appeals.submit', said, {
    token: resident.token,
    headers: { 'idempotency-key': newKey() },
  })
  const asked = await fetch(`${w.url}/api/live/appeals/${own.data.code}`, {
    headers: { authorization: `Bearer ${access}` },
  })
  expect(asked.status).toBe(404)
  await leave()
})

test('streams and uploads are counted by scope and status for the partner to look at, as every call is', async () => {
  const { access, code, leave } = await listening('openid appeals.submit appeals.track files.upload')
  await leave()
  const by = { authorization: `Bearer ${access}` }
  await fetch(`${w.url}/api/live/appeals/${code}x`, { headers: by })
  const form = () => {
    const body = new FormData()
    body.set('file', new Blob([readFileSync(PHOTO)]), 'lamp.png')
    return body
  }
  const upload = (path: string, key: string) =>
    fetch(w.url + path, { method: 'POST', headers: { ...by, 'idempotency-key': key }, body: form() })
  expect((await upload('/api/v1/files', newKey())).status).toBe(201)
  expect((await upload('/api/files', 'short')).status).toBe(400)
  const rows = () =>
    w.kernel.db.read.all<{ scope: string; status: number; calls: number }>(
      `SELECT "scope", "status", sum("calls") AS "calls" FROM "IntegrationUse" WHERE "scope" IN ('files.upload', 'appeals.track')
        GROUP BY "scope", "status"`,
    )
  const wrong = () =>
    w.kernel.db.read.all<{ procedure: string }>(
      `SELECT "procedure" FROM "IntegrationError" WHERE "status" IN (400, 404)`,
    )
  await expect
    .poll(async () => (await wrong()).map(({ procedure }) => procedure).toSorted(), { timeout: 20_000 })
    .toEqual(expect.arrayContaining(['files.upload', 'progress.live']))
  const counted = new Map((await rows()).map(({ scope, status, calls }) => [`${scope} ${status}`, Number(calls)]))
  expect(counted.get('files.upload 201') ?? counted.get('files.upload 200')).toBe(1)
  expect(counted.get('appeals.track 200')).toBeGreaterThanOrEqual(1)
})
