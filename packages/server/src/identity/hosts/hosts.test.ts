import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call, signIn } from '../../../test/http.ts'
import {
  askTicket,
  assertion,
  challengeOf,
  exchange,
  hostApp,
  hostKeys,
  hostWorld,
  pageSecret,
  PORTAL,
} from '../../../test/hosts.ts'

// A host that knows jose alone, a portal page, and our server between them.

let w: Awaited<ReturnType<typeof hostWorld>>
beforeAll(async () => void (w = await hostWorld()))
afterAll(() => w.server.stop())

const me = (token: string) =>
  call<{ kind: string; name?: string; account?: string }>(w.server.url, 'identity.me', undefined, {
    method: 'GET',
    token,
  })
const refusal = (answer: { status: number; error?: { code: string; fields: object | null } | undefined }) => [
  answer.status,
  answer.error?.code,
  answer.error?.fields,
]

describe('somebody whom a host app has signed in', () => {
  test('is signed in here as well, and stays the same account each time', async () => {
    const first = await w.ticketFor('u-1', { name: '周宁', phone: '13900000001' })
    expect(first.status).toBe(201)
    expect(first.location).toBe(`${PORTAL}/enter#ticket=${first.ticket}`)
    const session = await exchange(w.server, first)
    expect(session.data).toMatchObject({
      hostApp: 'city-app',
      me: { kind: 'resident', name: '周宁', phone: '139****0001', jurisdiction: '/haitang/east' },
    })
    const again = await exchange(w.server, await w.ticketFor('u-1'))
    expect(again.data.me.account).toBe(session.data.me.account)
    expect(again.data.token).not.toBe(session.data.token)
    expect((await me(session.data.token ?? '')).data).toMatchObject({ kind: 'resident', name: '周宁' })
  })

  test('is kept in memory for a quarter of an hour, and by a page’s cookie for a month', async () => {
    const start = w.server.kernel.clock.now()
    const held = await exchange(w.server, await w.ticketFor('u-2'))
    expect(held.headers.get('set-cookie')).toBeNull()
    expect(Date.parse(held.data.expiresAt) - start).toBe(15 * 60_000)
    const page = await exchange(w.server, { ...(await w.ticketFor('u-2')), hold: 'cookie' }, { origin: PORTAL })
    expect(page.data.token).toBeNull()
    expect(page.headers.get('set-cookie')).toMatch(/^civic=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax/)
    w.server.kernel.clock.set(start + 15 * 60_000)
    expect((await me(held.data.token ?? '')).data).toEqual({ kind: 'guest' })
    w.server.kernel.clock.set(start)
  })

  test('is who is known by the number that the host made sure of, once', async () => {
    const { token } = await signIn(w.server.url, 'li')
    const li = await me(token)
    const came = await exchange(w.server, await w.ticketFor('li-there', { name: '李', phone: '13800005678' }))
    expect(came.data.me).toMatchObject({ account: li.data.account, name: '李秀英' })
    // The number has a new owner now: somebody else, who must not read what the old one sent.
    const next = await exchange(w.server, await w.ticketFor('somebody-new', { name: '新主', phone: '13800005678' }))
    expect(next.data.me).toMatchObject({ name: '新主', phone: '138****5678' })
    expect(next.data.me.account).not.toBe(li.data.account)
  })

  test('is nobody else by a number that was only said, now or later', async () => {
    const said = await exchange(w.server, await w.ticketFor('e-1', { phone: '13800005678' }, 'east-app'))
    expect(said.data.me.name).toBe('')
    const early = await exchange(w.server, await w.ticketFor('e-2', { name: '早', phone: '13900000077' }, 'east-app'))
    const owner = await exchange(w.server, await w.ticketFor('u-77', { name: '主', phone: '13900000077' }))
    expect(owner.data.me.account).not.toBe(early.data.me.account)
  })

  test('is another person under the same name at another app', async () => {
    const [here, there] = [await w.ticketFor('same'), await w.ticketFor('same', {}, 'east-app')]
    const accounts = [await exchange(w.server, here), await exchange(w.server, there)].map(
      ({ data }) => data.me.account,
    )
    expect(new Set(accounts).size).toBe(2)
  })

  test('gets one account also when two first tickets are asked for at once', async () => {
    const tickets = await Promise.all([w.ticketFor('twin'), w.ticketFor('twin'), w.ticketFor('twin')])
    const accounts = []
    for (const ticket of tickets) accounts.push((await exchange(w.server, ticket)).data.me.account)
    expect(new Set(accounts).size).toBe(1)
  })
})

describe('a ticket', () => {
  test('is taken once, also when two ask at the same moment', async () => {
    const ticket = await w.ticketFor('u-3')
    const answers = await Promise.all([
      exchange(w.server, ticket),
      exchange(w.server, ticket),
      exchange(w.server, ticket),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401])
    expect(refusal(await exchange(w.server, ticket))).toEqual([401, 'TICKET_INVALID', { ticket: 'ticket' }])
  })

  test('is of no use after a minute', async () => {
    const ticket = await w.ticketFor('u-3')
    w.server.kernel.clock.advance(60_000)
    expect(refusal(await exchange(w.server, ticket))).toEqual([401, 'TICKET_INVALID', { ticket: 'ticket' }])
  })

  test('that somebody else saw opens nothing without the page’s secret, and is used up by the try', async () => {
    const ticket = await w.ticketFor('u-3')
    const { verifier } = await pageSecret()
    expect(refusal(await exchange(w.server, { ...ticket, verifier }))).toEqual([
      401,
      'TICKET_INVALID',
      { ticket: 'verifier' },
    ])
    expect((await exchange(w.server, ticket)).status).toBe(401)
  })

  test('of a portal is refused on another page, as its browser says', async () => {
    const ticket = await w.ticketFor('u-3')
    const other = await exchange(w.server, ticket, { origin: 'https://evil.example' })
    expect(refusal(other)).toEqual([401, 'TICKET_INVALID', { ticket: 'callback' }])
  })

  test('cannot be put into a visitor’s browser by another site', async () => {
    // The attacker's own ticket and secret, sent from their page, so that the visitor writes under their account.
    const theirs: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: PORTAL, 'sec-fetch-site': 'cross-site' },
      { origin: w.server.url, 'sec-fetch-site': 'same-site' },
    ]
    for (const headers of theirs) {
      const answer = await exchange(w.server, { ...(await w.ticketFor('mallory')), hold: 'cookie' }, headers)
      expect([401, 403]).toContain(answer.status)
      expect(answer.headers.get('set-cookie')).toBeNull()
    }
    const demo = await call(
      w.server.url,
      'identity.demoSignIn',
      { persona: 'li' },
      { headers: { origin: 'https://evil.example' } },
    )
    expect([demo.status, demo.headers.get('set-cookie')]).toEqual([403, null])
  })

  test('begins a session that nobody had before: one that was there is over', async () => {
    const { token, cookie } = await signIn(w.server.url, 'chen')
    const page = await exchange(w.server, { ...(await w.ticketFor('u-4')), hold: 'cookie' }, { cookie, origin: PORTAL })
    expect(page.headers.get('set-cookie')).not.toContain(token)
    expect((await me(token)).data).toEqual({ kind: 'guest' })
    // A cookie that an attacker chose and planted is no session, before or after.
    const planted = 'A'.repeat(43)
    await exchange(
      w.server,
      { ...(await w.ticketFor('u-4')), hold: 'cookie' },
      { cookie: `civic=${planted}`, origin: PORTAL },
    )
    expect((await me(planted)).data).toEqual({ kind: 'guest' })
  })

  test('and what the page keeps secret are not in the database or the log', async () => {
    const ticket = await w.ticketFor('secret-subject', { name: '密', phone: '13911112222' })
    const rows = await w.server.db.read.all<Record<string, unknown>>('SELECT * FROM "HostTicket"')
    const links = await w.server.db.read.all<Record<string, unknown>>('SELECT * FROM "ResidentLink"')
    const text = [...rows, ...links]
      .flatMap((row) =>
        Object.values(row).map((value) =>
          value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value),
        ),
      )
      .concat(w.server.logged)
      .join('\n')
    for (const secret of [ticket.ticket, ticket.verifier, 'secret-subject', '13911112222'])
      expect(text.includes(secret)).toBe(false)
    expect(rows.length).toBeGreaterThan(0)
  })

  test('is swept when it is over, with what was kept of its assertion', async () => {
    await w.ticketFor('u-5')
    w.server.kernel.clock.advance(10 * 60_000)
    expect(await w.server.hosts.sweep()).toBeGreaterThan(1)
    expect(await w.server.hosts.sweep()).toBe(0)
  })
})

describe('a challenge', () => {
  test('is made for registered portals alone, by apps that exist', async () => {
    const { proof } = await pageSecret()
    const start = (hostApp: string, callback: string) =>
      call(w.server.url, 'identity.startTicket', { hostApp, callback, proof })
    expect(refusal(await start('city-app', 'https://evil.example'))).toEqual([
      401,
      'TICKET_INVALID',
      { ticket: 'callback' },
    ])
    expect((await start('nobody', PORTAL)).error.code).toBe('NOT_FOUND')
    for (const callback of [
      `${PORTAL}/`,
      `${PORTAL}/enter`,
      `${PORTAL}@evil.example`,
      '//evil.example',
      'javascript:alert(1)',
    ])
      expect((await start('city-app', callback)).status).toBeGreaterThanOrEqual(400)
  })

  test('gives no ticket to another app, for another portal, changed, made up, or after five minutes', async () => {
    const page = await challengeOf(w.server, 'city-app')
    const ask = async (change: Record<string, unknown>, code = 'city-app') =>
      refusal(
        await askTicket(w.server, {
          client_assertion: await assertion(w.server, code, code === 'city-app' ? w.city : w.other),
          subject: 'u-1',
          challenge: page.challenge,
          ...change,
        }),
      )
    const bad = [401, 'TICKET_INVALID', { ticket: 'challenge' }]
    expect(await ask({}, 'east-app')).toEqual(bad)
    expect(await ask({ callback: 'https://evil.example' })).toEqual([401, 'TICKET_INVALID', { ticket: 'callback' }])
    expect(await ask({ challenge: 'A'.repeat(94) })).toEqual(bad)
    const { proof } = await pageSecret()
    expect(await ask({ challenge: proof + page.challenge.slice(proof.length) })).toEqual(bad)
    w.server.kernel.clock.advance(5 * 60_000)
    expect(await ask({})).toEqual(bad)
  })

  test('of one portal is of no use for a second one of the same app', async () => {
    const keys = await hostKeys('ES256')
    const second = 'https://second.example.cn'
    const two = await hostWorld({ hosts: [hostApp('two', [keys], { callbacks: [PORTAL, second] })] })
    const page = await challengeOf(two.server, 'two', second)
    const ask = async (callback: string) =>
      askTicket(two.server, {
        client_assertion: await assertion(two.server, 'two', keys),
        subject: 'u',
        challenge: page.challenge,
        callback,
      })
    expect(refusal(await ask(PORTAL))).toEqual([401, 'TICKET_INVALID', { ticket: 'challenge' }])
    expect((await ask(second)).location).toMatch(/^https:\/\/second\.example\.cn\/enter#ticket=[\w-]{43}$/)
    await two.server.stop()
  })
})
