import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { call, startTestServer, type TestServer } from '../../../test/http.ts'
import { atThePhone, freshNumber as fresh, refusal } from '../../../test/phones.ts'
import { phoneInHand } from '../../../test/sms-gateway.ts'
import { NO_RATE_LIMITS } from '../../http/rate-limits.ts'
import { createPhones } from './phones.service.ts'
import { SmsFailure } from './sms.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let w: TestServer
const hand = phoneInHand()
const { ask, send } = atThePhone(() => w, hand)
beforeAll(async () => void (w = await startTestServer({ sms: { sms: hand }, rateLimits: NO_RATE_LIMITS })))
afterAll(() => w.stop())
beforeEach(() => w.kernel.clock.advance(DAY))

describe('how many codes there are', () => {
  test('for a number: one a minute, five an hour, ten a day', async () => {
    const phone = fresh()
    const start = w.kernel.clock.now()
    await send(phone)
    const soon = await call(w.url, 'identity.sendCode', { phone })
    expect([soon.status, soon.error.code, soon.error.retryAfterMs]).toEqual([429, 'RATE_LIMITED', MINUTE])
    let sent = 1
    for (let minute = 1; minute < 26 * 60 && sent < 10; minute += 1) {
      w.kernel.clock.set(start + minute * MINUTE)
      if ((await ask('identity.sendCode', { phone })).status === 200) sent += 1
      // Five are out: nothing until the hour is over.
      if (sent === 5 && minute < 59) minute = 59
    }
    w.kernel.clock.set(start + 3 * 60 * MINUTE)
    const over = await ask('identity.sendCode', { phone })
    expect([sent, over.error.code, over.error.retryAfterMs]).toEqual([10, 'RATE_LIMITED', 21 * 60 * MINUTE])
    w.kernel.clock.set(start + DAY)
    expect((await ask('identity.sendCode', { phone })).status).toBe(200)
  })
  test('for an address thirty an hour, so that nobody tries numbers through', async () => {
    const tight = await startTestServer({ sms: { sms: phoneInHand() }, rateLimits: NO_RATE_LIMITS })
    const statuses = []
    for (let i = 0; i < 31; i += 1)
      statuses.push((await call(tight.url, 'identity.sendCode', { phone: fresh() })).status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(30)
    // A forged header names no other address.
    const forged = await call(
      tight.url,
      'identity.sendCode',
      { phone: fresh() },
      { headers: { 'x-forwarded-for': '203.0.113.9' } },
    )
    expect(forged.error.code).toBe('RATE_LIMITED')
    await tight.stop()
  })
  test('for the whole city as many as it pays for, in whichever process they are asked for', async () => {
    const tight = await startTestServer({ sms: { sms: phoneInHand(), perDay: 3 } })
    const there = createPhones({
      kernel: tight.kernel,
      sessions: tight.sessions,
      me: () => Promise.resolve({ kind: 'guest' }),
      jurisdiction: '/haitang',
      sms: phoneInHand(),
      shows: false,
      perDay: 3,
      onRefused: () => undefined,
      onProved: () => Promise.resolve(),
    })
    const asker = { address: '198.51.100.7', idempotencyKey: null }
    const asked = await Promise.allSettled([
      there.send({ phone: fresh() }, asker),
      tight.phones.send({ phone: fresh() }, asker),
      there.send({ phone: fresh() }, asker),
      tight.phones.send({ phone: fresh() }, asker),
    ])
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    await tight.stop()
  })
  test('none is counted against a number that was not sent one, and the person is told', async () => {
    const faults: SmsFailure[] = [new SmsFailure('later', 'busy'), new SmsFailure('number', 'none')]
    const flaky = phoneInHand()
    const sms = {
      send: (message: Parameters<typeof flaky.send>[0]) => {
        const fault = faults.shift()
        return fault ? Promise.reject(fault) : flaky.send(message)
      },
    }
    const tight = await startTestServer({ sms: { sms } })
    const phone = fresh()
    const asked = () => call(tight.url, 'identity.sendCode', { phone })
    expect(refusal(await asked())).toEqual(['NOT_SENT', null])
    expect(refusal(await asked())).toEqual(['NOT_SENT', { phone: 'value' }])
    expect((await asked()).status).toBe(200)
    await tight.stop()
  })
  test('codes and counts that are over are swept', async () => {
    await send(fresh())
    w.kernel.clock.advance(DAY)
    expect(await w.phones.sweep()).toBeGreaterThan(1)
    expect(await w.phones.sweep()).toBe(0)
  })
})
