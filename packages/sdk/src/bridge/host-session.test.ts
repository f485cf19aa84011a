import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Door } from '../session/session.ts'
import type { ExchangeTicketInput } from '../wire/identity.ts'
import type { PortalLink } from './frame.ts'
import { hostSession } from './ticket.ts'

// A page in a frame: the app that holds it is asked for a ticket, and for the next one before the session ends.

const MINUTE = 60_000
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.stubGlobal('location', { origin: 'https://12345.example.cn' })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function held(ticket: () => { ticket: string } | null) {
  const exchanged: ExchangeTicketInput[] = []
  const never = () => Promise.reject(new Error('not asked for here'))
  const door: Door = {
    demoSignIn: never,
    renew: never,
    wechatSignIn: never,
    startTicket: () => Promise.resolve({ challenge: 'challenge', expiresAt: '' }),
    exchangeTicket(input) {
      exchanged.push(input)
      const expiresAt = new Date(Date.now() + 15 * MINUTE).toISOString()
      return Promise.resolve({
        token: `token-${exchanged.length}`,
        expiresAt,
        hostApp: 'city-app',
        me: { kind: 'guest' },
      })
    },
  }
  const link: Pick<PortalLink, 'ask'> = { ask: () => Promise.resolve(ticket() as never) }
  const whole: PortalLink = { tell() {}, on() {}, close() {}, ...link }
  return { exchanged, credentials: hostSession(() => Promise.resolve({ link: whole, hostApp: 'city-app' }))(door) }
}

test('a session is renewed a minute before it ends, in the place of the one before', async () => {
  const { credentials, exchanged } = held(() => ({ ticket: 'ticket' }))
  expect(await credentials.token()).toBe('token-1')
  vi.setSystemTime(Date.now() + 13 * MINUTE)
  expect(await credentials.token()).toBe('token-1')
  vi.setSystemTime(Date.now() + 2 * MINUTE)
  expect(await Promise.all([credentials.token(), credentials.token()])).toEqual(['token-2', 'token-2'])
  expect(exchanged.map(({ hold, renews }) => [hold, renews])).toEqual([
    ['token', undefined],
    ['token', 'token-1'],
  ])
  expect(new Set(exchanged.map(({ verifier }) => verifier)).size).toBe(2)
})

test('whoever has left the app meanwhile is a guest, and who comes next takes the place of who left', async () => {
  let there = true
  const { credentials, exchanged } = held(() => (there ? { ticket: 'ticket' } : null))
  expect(await credentials.token()).toBe('token-1')
  there = false
  expect(await credentials.renew(credentials.generation)).toBe(false)
  expect(await credentials.token()).toBe(null)
  there = true
  expect(await credentials.renew(credentials.generation)).toBe(true)
  expect(exchanged.at(-1)?.renews).toBe('token-1')
})
