import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SavedPlace } from '@civicgrid/contracts'
import { call, newKey, signIn, startTestServer, type TestServer } from '../../test/http.ts'

let server: TestServer
let li: string
let chen: string
beforeAll(async () => {
  server = await startTestServer()
  li = (await signIn(server.url, 'li')).token
  chen = (await signIn(server.url, 'chen')).token
})
afterAll(() => server.stop())

const home = { label: '家', address: '海棠路 18 号 3 幢 402', lng: 121.1053, lat: 31.4552 }
const save = (token: string, place: object, key = newKey()) =>
  call<SavedPlace>(server.url, 'places.save', place, { token, headers: { 'idempotency-key': key } })
const list = async (token: string) =>
  (await call<{ items: SavedPlace[] }>(server.url, 'places.list', undefined, { token, method: 'GET' })).data.items
const remove = (token: string, id: string) =>
  call(server.url, 'places.remove', { id }, { token, headers: { 'idempotency-key': newKey() } })

test('a place is kept for its resident alone', async () => {
  const { data } = await save(li, home)
  expect(data).toEqual({ ...home, id: expect.stringMatching(/^[\w-]{16}$/) })
  expect(await list(li)).toEqual([data])
  expect(await list(chen)).toEqual([])
  await remove(chen, data.id)
  expect(await list(li)).toHaveLength(1)
  await remove(li, data.id)
  expect(await list(li)).toEqual([])
})

test('the database does not hold where a resident lives', async () => {
  const { data } = await save(li, home)
  const rows = await server.db.read.all<{ cipher: Uint8Array }>('SELECT "cipher" FROM "SavedPlace"')
  expect(rows).toHaveLength(1)
  for (const { cipher } of rows) expect(Buffer.from(cipher).toString('utf8')).not.toMatch(/海棠|家|121/)
  await remove(li, data.id)
})

test('the same key again gives the same answer and keeps one place; with another body it is a conflict', async () => {
  const key = newKey()
  const first = await save(chen, home, key)
  expect((await save(chen, home, key)).data).toEqual(first.data)
  expect(await list(chen)).toHaveLength(1)
  const other = await save(chen, { ...home, label: '公司' }, key)
  expect([other.status, other.error.code]).toEqual([409, 'IDEMPOTENCY_CONFLICT'])
  // A key is a person's own.
  expect((await save(li, home, key)).status).toBe(200)
  for (const [token, items] of [
    [li, await list(li)],
    [chen, await list(chen)],
  ] as const)
    for (const { id } of items) await remove(token, id)
})

test.each([
  ['none', undefined],
  ['too short', 'abc'],
  ['of strange letters', 'ключключключключ1'.replace(/[^\x20-\x7e]/g, '%')],
])('a command with a key that is %s is refused', async (_how, key) => {
  const { status, error } = await call(server.url, 'places.save', home, {
    token: li,
    ...(key ? { headers: { 'idempotency-key': key } } : {}),
  })
  expect([status, error.code, error.fields]).toEqual([400, 'BAD_INPUT', { 'idempotency-key': 'format' }])
})

test('guests and staff keep no places', async () => {
  const staff = (await signIn(server.url, 'wang')).token
  for (const token of [staff, undefined]) {
    const { status, error } = await call(server.url, 'places.save', home, {
      ...(token ? { token } : {}),
      headers: { 'idempotency-key': newKey() },
    })
    expect([status, error.code]).toEqual([401, 'UNAUTHENTICATED'])
  }
})

test('a wrong field is named, its value is not repeated', async () => {
  const { status, error } = await save(li, { ...home, lat: 91, label: ' ' })
  expect(status).toBe(400)
  expect(error).toMatchObject({ code: 'BAD_INPUT', fields: { lat: 'tooBig', label: 'tooSmall' }, retryable: false })
  // Without the request's id, whose random letters may be those.
  expect(JSON.stringify({ ...error, requestId: null })).not.toContain('91')
})

test('twenty places are enough', async () => {
  for (let i = 0; i < 20; i++) expect((await save(chen, { ...home, label: `第${i}` })).status).toBe(200)
  const { status, error } = await save(chen, home)
  expect([status, error.code]).toEqual([409, 'NOT_ALLOWED_NOW'])
})
