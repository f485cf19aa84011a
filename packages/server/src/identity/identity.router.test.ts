import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { REALM_HEADER } from '@civicgrid/contracts'
import { call, newKey, signIn, startTestServer, type TestServer } from '../../test/http.ts'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const me = (options: Parameters<typeof call>[3]) =>
  call(server.url, 'identity.me', undefined, { method: 'GET', ...options })

describe('the demo door', () => {
  test('shows who may come in, residents first, with what they may do', async () => {
    const { data } = await call<{ items: { persona: string; realm: string; roles: unknown[]; name: object }[] }>(
      server.url,
      'identity.demoPersonas',
      undefined,
      { method: 'GET' },
    )
    expect(data.items.map(({ persona, realm }) => `${persona} ${realm}`)).toEqual([
      'li resident',
      'chen resident',
      'wang staff',
      'zhao staff',
    ])
    expect(data.items[0]?.name).toEqual({ 'zh-CN': '李秀英', en: 'Li Xiuying' })
    expect(data.items[3]?.roles).toHaveLength(2)
  })

  test('lets a resident in: by token for programs and by cookie for pages', async () => {
    const { token, cookie } = await signIn(server.url, 'li')
    const account: unknown = expect.stringMatching(/^[\w-]{22}$/)
    const resident = { kind: 'resident', account, name: '李秀英', phone: '138****5678', jurisdiction: '/haitang' }
    expect((await me({ token })).data).toEqual(resident)
    expect((await me({ headers: { cookie } })).data).toEqual(resident)
  })

  test('an unknown persona is nobody', async () => {
    const { status, error } = await call(server.url, 'identity.demoSignIn', { persona: 'mayor' })
    expect([status, error.code]).toEqual([404, 'NOT_FOUND'])
  })

  test('does not exist where it is not opened', async () => {
    const production = await startTestServer({ demo: false })
    for (const path of ['identity.demoSignIn', 'identity.demoPersonas']) {
      const { status, error } = await call(
        production.url,
        path,
        { persona: 'li' },
        { method: path.endsWith('In') ? 'POST' : 'GET' },
      )
      expect([status, error.code]).toEqual([404, 'NOT_FOUND'])
    }
    expect((await call(production.url, 'identity.me', undefined, { method: 'GET' })).data).toEqual({ kind: 'guest' })
    await production.stop()
  })
})

describe('one browser, two sessions', () => {
  test('is a resident in the portal and staff at the desk', async () => {
    const cookie = [(await signIn(server.url, 'li')).cookie, (await signIn(server.url, 'wang')).cookie].join('; ')
    expect((await me({ headers: { cookie } })).data).toMatchObject({ kind: 'resident' })
    expect((await me({ headers: { cookie, [REALM_HEADER]: 'staff' } })).data).toMatchObject({
      kind: 'staff',
      account: expect.stringMatching(/^[\w-]{22}$/) as unknown,
      name: '王建国',
      roles: [{ role: 'operator', areaPath: '/haitang', bodyCode: null }],
    })
  })

  test('signing out of one leaves the other', async () => {
    const li = await signIn(server.url, 'li')
    const wang = await signIn(server.url, 'wang')
    const cookie = `${li.cookie}; ${wang.cookie}`
    const out = await call(server.url, 'identity.signOut', undefined, {
      headers: { cookie, [REALM_HEADER]: 'staff', origin: server.url },
    })
    expect(out.headers.get('set-cookie')).toContain('civic-desk=; Path=/; Max-Age=0')
    expect((await me({ token: wang.token })).data).toEqual({ kind: 'guest' })
    expect((await me({ headers: { cookie } })).data).toMatchObject({ kind: 'resident' })
  })

  test('a resident’s cookie put into the desk’s place opens nothing', async () => {
    const { token } = await signIn(server.url, 'li')
    expect((await me({ headers: { cookie: `civic-desk=${token}`, [REALM_HEADER]: 'staff' } })).data).toEqual({
      kind: 'guest',
    })
  })
})

describe('a cookie that changes something', () => {
  test.each([
    ['from our page', (url: string) => ({ origin: url }), 200],
    ['from our public address behind a proxy', () => ({ origin: 'https://12345.example.cn' }), 200],
    ['from another site', () => ({ origin: 'https://evil.example' }), 403],
    ['from a neighbour, says the browser', (url: string) => ({ origin: url, 'sec-fetch-site': 'same-site' }), 403],
    ['from nowhere', () => ({}), 403],
  ])('%s', async (_where, headers, status) => {
    const { cookie } = await signIn(server.url, 'li')
    const answer = await call(
      server.url,
      'places.remove',
      { id: 'AAAAAAAAAAAAAAAA' },
      { headers: { cookie, 'idempotency-key': newKey(), ...headers(server.url) } },
    )
    expect(answer.status).toBe(status)
    if (status === 403) expect(answer.error.code).toBe('FORBIDDEN')
  })

  test('a token needs no origin: no browser sends it by itself', async () => {
    const { token } = await signIn(server.url, 'li')
    const answer = await call(
      server.url,
      'places.remove',
      { id: 'AAAAAAAAAAAAAAAA' },
      { token, headers: { 'idempotency-key': newKey(), origin: 'https://partner.example' } },
    )
    expect(answer.status).toBe(200)
  })
})

describe('a session', () => {
  test('ends by itself: 12 hours for staff, 30 days for residents', async () => {
    const [li, wang] = [await signIn(server.url, 'li'), await signIn(server.url, 'wang')]
    const start = server.kernel.clock.now()
    server.kernel.clock.set(start + 12 * 3_600_000 - 1)
    expect((await me({ token: wang.token })).data).toMatchObject({ kind: 'staff' })
    server.kernel.clock.set(start + 12 * 3_600_000)
    expect((await me({ token: wang.token })).data).toEqual({ kind: 'guest' })
    expect((await me({ token: li.token })).data).toMatchObject({ kind: 'resident' })
    server.kernel.clock.set(start + 30 * 24 * 3_600_000)
    expect((await me({ token: li.token })).data).toEqual({ kind: 'guest' })
    expect(await server.sessions.sweep()).toBeGreaterThan(1)
    server.kernel.clock.set(start)
  })

  test('is kept as a hash: the database does not hold what opens it', async () => {
    const { token } = await signIn(server.url, 'li')
    const rows = await server.db.read.all<{ tokenHash: Uint8Array }>('SELECT "tokenHash" FROM "Session"')
    for (const { tokenHash } of rows) {
      expect(tokenHash.byteLength).toBe(32)
      expect(Buffer.from(tokenHash).equals(Buffer.from(token, 'base64url'))).toBe(false)
    }
  })

  test('of staff who were switched off speaks for nobody', async () => {
    const { token } = await signIn(server.url, 'zhao')
    await server.db.work((tx) => tx.run(`UPDATE "Staff" SET "active" = 0 WHERE "persona" = 'zhao'`))
    expect((await me({ token })).data).toEqual({ kind: 'guest' })
    await server.db.work((tx) => tx.run(`UPDATE "Staff" SET "active" = 1 WHERE "persona" = 'zhao'`))
  })

  test('tells only the roles that hold now', async () => {
    const { token } = await signIn(server.url, 'zhao')
    const start = server.kernel.clock.now()
    const roles = async () =>
      ((await me({ token })).data as { roles: { role: string }[] }).roles.map(({ role }) => role)
    expect(await roles()).toEqual(['handler', 'reviewer'])
    server.kernel.clock.set(start + 2 * 3_600_000)
    expect(await roles()).toEqual(['reviewer'])
    server.kernel.clock.set(start)
  })

  test.each(['', 'short', 'A'.repeat(43), `${'A'.repeat(42)}%`])('a made-up token "%s" is a guest', async (token) => {
    expect((await me({ token })).data).toEqual({ kind: 'guest' })
  })
})
