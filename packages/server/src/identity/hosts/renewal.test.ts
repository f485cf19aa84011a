import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call } from '../../../test/http.ts'
import { exchange, hostWorld, PORTAL } from '../../../test/hosts.ts'

// A page in a frame holds its token in memory and is given the next one by the host, four times an hour.

let w: Awaited<ReturnType<typeof hostWorld>>
beforeAll(async () => void (w = await hostWorld()))
afterAll(() => w.server.stop())

interface Device {
  id: string | null
  current: boolean
  since: string
}
const devicesOf = async (token: string | null) => {
  const options = { method: 'GET', token: token ?? '' } as const
  return (await call<{ items: Device[] }>(w.server.url, 'identity.devices', undefined, options)).data.items
}
const kindOf = async (token: string | null) => {
  const options = { method: 'GET', token: token ?? '' } as const
  return (await call<{ kind: string }>(w.server.url, 'identity.me', undefined, options)).data.kind
}
/** The next token of whoever the host says, for a page that had one. */
async function next(subject: string, renews: string | null, code?: string): Promise<string | null> {
  const ticket = await w.ticketFor(subject, {}, code)
  const input = { ticket: ticket.ticket, verifier: ticket.verifier, hold: 'token', renews }
  return (await call<{ token: string | null }>(w.server.url, 'identity.exchangeTicket', input)).data.token
}
const begin = async (subject: string) => (await exchange(w.server, await w.ticketFor(subject))).data.token

describe('a page in a frame that renews its session', () => {
  test('stays one device, since when it began, and each token ends with the next', async () => {
    let token = await begin('frame-1')
    const [first] = await devicesOf(token)
    for (let i = 0; i < 4; i++) {
      const old = token
      w.server.kernel.clock.advance(14 * 60_000)
      token = await next('frame-1', old)
      expect([await kindOf(old), await kindOf(token)]).toEqual(['guest', 'resident'])
    }
    expect(await devicesOf(token)).toMatchObject([{ id: first?.id, since: first?.since, current: true }])
  })

  test('is the same device also when it slept past the end of its token', async () => {
    const token = await begin('frame-2')
    const [first] = await devicesOf(token)
    w.server.kernel.clock.advance(16 * 60_000)
    expect(await kindOf(token)).toBe('guest')
    expect(await devicesOf(await next('frame-2', token))).toMatchObject([{ id: first?.id }])
  })

  test('begins anew where its owner signed the device out meanwhile', async () => {
    const token = await begin('frame-3')
    const elsewhere = await begin('frame-3')
    const lost = (await devicesOf(token)).find(({ current }) => current)
    const id = lost?.id ?? ''
    await call(w.server.url, 'identity.signOutDevice', { id }, { token: elsewhere ?? '' })
    expect(await kindOf(token)).toBe('guest')
    const names = (await devicesOf(await next('frame-3', token))).map((one) => one.id)
    expect(names).toHaveLength(2)
    expect(names).not.toContain(id)
  })

  test('is as strong as its last proof, and no renewal makes it stronger', async () => {
    const token = (await begin('frame-7')) ?? ''
    await expect(w.server.sessions.demandStrong(token)).rejects.toMatchObject({ code: 'STEP_UP_REQUIRED' })
    const actor = await w.server.sessions.actorOf('resident', token)
    if (actor.kind !== 'resident') throw new Error('signed in above')
    const way = { via: 'host', hostApp: 'city-app', replaces: [token] } as const
    const proved = await w.server.sessions.open('resident', actor.id, { ...way, strong: true })
    const renewed = (await next('frame-7', proved.token)) ?? ''
    await expect(w.server.sessions.demandStrong(renewed)).resolves.toBeUndefined()
    w.server.kernel.clock.advance(10 * 60_000 + 1)
    const later = (await next('frame-7', renewed)) ?? ''
    await expect(w.server.sessions.demandStrong(later)).rejects.toMatchObject({ code: 'STEP_UP_REQUIRED' })
  })

  test('takes over nothing of somebody else, or of another app, whose token it names: that one ends', async () => {
    for (const [subject, code] of [
      ['frame-5', 'city-app'],
      ['frame-4', 'east-app'],
    ] as const) {
      const theirs = await begin('frame-4')
      const [device] = await devicesOf(theirs)
      const own = await next(subject, theirs, code)
      expect(await kindOf(theirs)).toBe('guest')
      expect((await devicesOf(own)).map(({ id }) => id)).not.toContain(device?.id)
    }
  })

  test('that two calls ask for at once leaves one session, or one more that ends by itself', async () => {
    const token = await begin('frame-6')
    const both = await Promise.all([next('frame-6', token), next('frame-6', token)])
    for (const one of both) expect(await kindOf(one)).toBe('resident')
    expect(await kindOf(token)).toBe('guest')
    w.server.kernel.clock.advance(15 * 60_000)
    for (const one of both) expect(await kindOf(one)).toBe('guest')
  })
})

test('a page with a cookie that comes in again is still one device', async () => {
  const first = await exchange(w.server, { ...(await w.ticketFor('page-1')), hold: 'cookie' }, { origin: PORTAL })
  const cookieOf = (headers: Headers) => headers.get('set-cookie')?.split(';')[0] ?? ''
  const cookie = cookieOf(first.headers)
  const again = { ...(await w.ticketFor('page-1')), hold: 'cookie' as const }
  const second = await exchange(w.server, again, { origin: PORTAL, cookie })
  const token = cookieOf(second.headers).split('=')[1] ?? ''
  expect(await devicesOf(token)).toHaveLength(1)
  expect(await kindOf(cookie.split('=')[1] ?? '')).toBe('guest')
})
