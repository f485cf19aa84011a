import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Door } from '../session/session.ts'
import { secretSession, type AskedSecret } from './secret.ts'

// A page in a partner's frame: five minutes at a time, each by a secret of its own.

const MINUTE = 60_000
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

const never = () => Promise.reject(new Error('not asked for here'))
const DOOR: Door = { demoSignIn: never, renew: never, wechatSignIn: never, startTicket: never, exchangeTicket: never }
function session(there: () => boolean) {
  const asked: AskedSecret[] = []
  const credentials = secretSession((ask) => {
    asked.push(ask)
    const expiresAt = new Date(Date.now() + 5 * MINUTE).toISOString()
    return Promise.resolve(there() ? { token: `token-${asked.length}`, expiresAt } : null)
  })(DOOR)
  return { asked, credentials }
}

test('is renewed a minute before it ends, once however many calls wait, with a new proof in the place of the one before', async () => {
  const { asked, credentials } = session(() => true)
  expect(await Promise.all([credentials.token(), credentials.token()])).toEqual(['token-1', 'token-1'])
  vi.setSystemTime(Date.now() + 4 * MINUTE - 1)
  expect(await credentials.token()).toBe('token-1')
  vi.setSystemTime(Date.now() + 1)
  expect(await Promise.all([credentials.token(), credentials.token()])).toEqual(['token-2', 'token-2'])
  expect(asked.map(({ renews }) => renews)).toEqual([undefined, 'token-1'])
  expect(new Set(asked.flatMap(({ proof, verifier }) => [proof, verifier])).size).toBe(4)
})

test('whoever has no secret is a guest, and is asked for again with the next call', async () => {
  let there = false
  const { credentials } = session(() => there)
  expect(await credentials.token()).toBeNull()
  there = true
  expect(await credentials.token()).toBe('token-2')
})
