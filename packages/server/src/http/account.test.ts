import { afterAll, beforeAll, expect, test } from 'vitest'
import { ACCOUNT_HEADER, CLIENT_HEADER, IDEMPOTENCY_HEADER, type Me } from '@civicgrid/contracts'
import { call, newKey, signIn, startTestServer, type TestServer } from '../../test/http.ts'

// A phone that people share: what one of them wrote is on its way when the other signs in.

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const accountOf = async (token: string) => {
  const { data } = await call<Me>(server.url, 'identity.me', undefined, { method: 'GET', token })
  return 'account' in data ? data.account : ''
}
const save = (token: string, meant?: string) =>
  call(
    server.url,
    'places.save',
    { label: '家', address: '东街1号', lng: 121.1, lat: 31.4 },
    { token, headers: { [IDEMPOTENCY_HEADER]: newKey(), ...(meant === undefined ? {} : { [ACCOUNT_HEADER]: meant }) } },
  )
const kept = async (token: string) =>
  (await call<{ items: unknown[] }>(server.url, 'places.list', undefined, { method: 'GET', token })).data.items.length

test('a command that is meant for another account than the one that is signed in is not carried out', async () => {
  const [li, chen] = [await signIn(server.url, 'li'), await signIn(server.url, 'chen')]
  const account = await accountOf(li.token)
  const { status, error } = await save(chen.token, account)
  expect([status, error.code]).toEqual([401, 'UNAUTHENTICATED'])
  expect([await kept(li.token), await kept(chen.token)]).toEqual([0, 0])
  expect((await save(li.token, account)).status).toBe(200)
  expect((await save(chen.token)).status).toBe(200)
  expect([await kept(li.token), await kept(chen.token)]).toEqual([1, 1])
})

test('nor is a photo taken from it', async () => {
  const [li, chen] = [await signIn(server.url, 'li'), await signIn(server.url, 'chen')]
  const answer = await fetch(`${server.url}/api/files`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${chen.token}`,
      [CLIENT_HEADER]: 'test/0.1.0',
      [IDEMPOTENCY_HEADER]: newKey(),
      [ACCOUNT_HEADER]: await accountOf(li.token),
    },
    body: new FormData(),
  })
  expect(answer.status).toBe(401)
})

test('accounts of residents and of staff are all different, and stay the same from one session to the next', async () => {
  const accounts = async () =>
    Promise.all(['li', 'chen', 'wang', 'zhao'].map(async (who) => accountOf((await signIn(server.url, who)).token)))
  const first = await accounts()
  expect(new Set(first).size).toBe(4)
  expect(await accounts()).toEqual(first)
})
