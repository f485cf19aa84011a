import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { call, newKey } from '../../../test/http.ts'
import { standIn } from '../../../test/oidc-provider.ts'
import { accessWorld, type AccessWorld } from '../../../test/staff-access.ts'

/** The city's identity by openid-client, against an OpenID provider. */

let provider: Awaited<ReturnType<typeof standIn>>
let w: AccessWorld
let shen: { id: number; ref: string; version: number }
const PATH = '/api/desk/city-identity'

beforeAll(async () => {
  let url = ''
  const settings = {
    issuer: '',
    clientId: 'civicgrid',
    clientSecret: 'a secret of the city',
    name: { 'zh-CN': '统一身份', en: 'City identity' },
    insecure: true,
  }
  w = await accessWorld({ oidc: settings })
  url = w.url
  provider = await standIn(() => `${url}${PATH}/callback`)
  settings.issuer = provider.issuer
  // The provider speaks of now, and so does this test.
  w.kernel.clock.set(Date.now())
  shen = await w.member('沈青')
  await link(shen, 'officer-1')
})
afterAll(async () => {
  await provider.stop()
  await w.stop()
})
let cookies: Map<string, string>
beforeEach(() => {
  cookies = new Map()
  provider.state.subject = 'officer-1'
})

async function link(one: { ref: string; version: number }, subject: string) {
  const { token } = await w.sessions.open('staff', w.admin.id, { via: 'password', strong: true })
  const input = { ref: one.ref, expectedVersion: one.version, subject }
  return call(w.url, 'staffAccess.linkSubject', input, { token, headers: { 'idempotency-key': newKey() } })
}

/** As a browser does: one step, with what was kept of this host. Both hosts are `localhost`, which share cookies. */
async function visit(address: string): Promise<{ status: number; to: string }> {
  const response = await fetch(address, {
    redirect: 'manual',
    headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
  })
  for (const line of response.headers.getSetCookie()) {
    const [pair = ''] = line.split(';')
    const at = pair.indexOf('=')
    if (/Max-Age=0|1970/i.test(line)) cookies.delete(pair.slice(0, at))
    else cookies.set(pair.slice(0, at), pair.slice(at + 1))
  }
  const location = response.headers.get('location')
  return { status: response.status, to: location === null ? '' : new URL(location, address).href }
}
/** To the provider, in as its subject, and to just before our own callback. */
async function untilBack(start = `${PATH}/start`): Promise<string> {
  let { to } = await visit(`${w.url}${start}`)
  for (let i = 0; i < 8 && !to.startsWith(`${w.url}${PATH}/callback`); i++) ({ to } = await visit(to))
  return to
}
const who = async () => {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = { cookie, 'x-civic-realm': 'staff' }
  return (await call<{ kind: string; name?: string }>(w.url, 'identity.me', undefined, { method: 'GET', headers })).data
}

test('who an administrator has linked comes in, and lands at the desk', async () => {
  const back = await untilBack()
  expect(new URL(back).searchParams.has('code')).toBe(true)
  const landed = await visit(back)
  expect(landed).toEqual({ status: 303, to: `${w.url}/desk` })
  expect(await who()).toMatchObject({ kind: 'staff', name: '沈青' })
  const row = await w.db.read.get<{ via: string }>(
    `SELECT "via" FROM "Session" WHERE "actorId" = ? ORDER BY "createdAt" DESC`,
    shen.id,
  )
  expect(row?.via).toBe('oidc')
})
test('an account there alone is no way in here', async () => {
  provider.state.subject = 'stranger'
  expect((await visit(await untilBack())).to).toBe(`${w.url}/desk?signIn=unknown`)
  expect(await who()).toEqual({ kind: 'guest' })
})
test('an answer is taken once, and only in the browser that asked', async () => {
  const back = await untilBack()
  const mine = cookies
  cookies = new Map()
  expect((await visit(back)).to).toBe(`${w.url}/desk?signIn=failed`)
  cookies = mine
  expect((await visit(back)).to).toBe(`${w.url}/desk`)
  expect((await visit(back)).to).toBe(`${w.url}/desk?signIn=failed`)
})
test.each([
  ['another state', (url: URL) => url.searchParams.set('state', 'A'.repeat(43))],
  ['another code', (url: URL) => url.searchParams.set('code', 'made-up')],
  ['another issuer', (url: URL) => url.searchParams.set('iss', 'https://evil.example')],
])('an answer with %s is refused', async (_what, change) => {
  const back = new URL(await untilBack())
  change(back)
  expect((await visit(back.href)).to).toBe(`${w.url}/desk?signIn=failed`)
  expect(await who()).toEqual({ kind: 'guest' })
})
test('what the provider denies is said plainly', async () => {
  const state = new URL(await untilBack()).searchParams.get('state')
  const denied = `${w.url}${PATH}/callback?error=access_denied&state=${state}&iss=${encodeURIComponent(provider.issuer)}`
  expect((await visit(denied)).to).toBe(`${w.url}/desk?signIn=failed`)
})
test('where it ends is never said by the address', async () => {
  const back = await untilBack(`${PATH}/start?to=https://evil.example&redirect=//evil.example`)
  expect((await visit(`${back}&to=https://evil.example`)).to).toMatch(new RegExp(`^${w.url}/desk`))
})
test('to prove who one is the provider asks anew, and its word of just now counts', async () => {
  await visit(await untilBack())
  const token = () => cookies.get('civic-desk') ?? ''
  await w.db.work((tx) => tx.run(`UPDATE "Session" SET "strongAt" = NULL WHERE "actorId" = ?`, shen.id))
  await expect(w.sessions.demandStrong(token())).rejects.toMatchObject({ code: 'STEP_UP_REQUIRED' })
  expect((await visit(await untilBack(`${PATH}/start?again`))).to).toBe(`${w.url}/desk`)
  await expect(w.sessions.demandStrong(token())).resolves.toBeUndefined()
})
test('a subject is one person’s, and of a person who was switched off nobody’s', async () => {
  const other = await w.member('赵一')
  const { error } = await link(other, 'officer-1')
  expect([error.code, error.fields]).toEqual(['BAD_INPUT', { subject: 'taken' }])
  await w.db.work((tx) => tx.run(`UPDATE "Staff" SET "active" = 0 WHERE "id" = ?`, shen.id))
  expect((await visit(await untilBack())).to).toBe(`${w.url}/desk?signIn=unknown`)
  await w.db.work((tx) => tx.run(`UPDATE "Staff" SET "active" = 1 WHERE "id" = ?`, shen.id))
})
test('the way is shown where the city has one', async () => {
  const { data } = await call(w.url, 'staffAccess.ways', undefined, { method: 'GET' })
  expect(data).toEqual({ cityIdentity: { name: { 'zh-CN': '统一身份', en: 'City identity' }, start: `${PATH}/start` } })
})
