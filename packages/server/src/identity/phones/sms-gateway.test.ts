import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { gatewayStandIn, SECRET, type GatewayStandIn } from '../../../test/sms-gateway.ts'
import { SmsFailure } from './sms.ts'
import { smsOverHttp } from './sms-gateway.ts'
import { smsOf } from './sms-of.ts'

const NOW = Date.UTC(2026, 2, 2)
let gateway: GatewayStandIn
beforeAll(async () => void (gateway = await gatewayStandIn(() => NOW)))
afterAll(() => gateway.stop())
beforeEach(() => void gateway.sent.splice(0))

let nth = 0
const message = () => ({ id: `msg_${(nth += 1)}`, phone: '13800005678', code: '012345', minutes: 5 })
const client = (options: { secret?: Buffer; url?: string; now?: () => number } = {}) =>
  smsOverHttp({ url: gateway.url, secret: SECRET, sender: '小城', now: () => NOW, ...options })
const fault = (promise: Promise<unknown>) =>
  promise.then(
    () => 'sent',
    (error: unknown) => (error instanceof SmsFailure ? error.why : error),
  )

test('a message is signed so that the gateway believes it, and says all that it needs', async () => {
  await client().send(message())
  expect(gateway.sent).toEqual([{ type: 'code', phone: '+8613800005678', code: '012345', minutes: 5, sender: '小城' }])
})
test('another secret, or a clock six minutes off, is refused there', async () => {
  expect(await fault(client({ secret: Buffer.from('another') }).send(message()))).toBe('refused')
  expect(await fault(client({ now: () => NOW - 6 * 60_000 }).send(message()))).toBe('refused')
  expect(gateway.sent).toEqual([])
})
test.each([
  [{ status: 422, error: 'number' }, 'number'],
  [{ status: 429 }, 'limit'],
  [{ status: 400, error: 'limit' }, 'limit'],
  [{ status: 402, error: 'refused' }, 'refused'],
  [{ status: 403 }, 'refused'],
] as const)('%o is told for what it is, and is not tried again', async (said, why) => {
  const before = gateway.requests()
  gateway.next(said)
  expect(await fault(client().send(message()))).toBe(why)
  expect(gateway.requests() - before).toBe(1)
})
test('a busy gateway is asked once more', async () => {
  gateway.next({ status: 503 })
  await client().send(message())
  gateway.next({ status: 503 }, { status: 500, error: 'later' })
  expect(await fault(client().send(message()))).toBe('later')
  expect(gateway.sent).toHaveLength(1)
})
test('an answer that is lost does not send the message twice', async () => {
  gateway.next('hang up')
  await client().send(message())
  expect(gateway.sent).toHaveLength(1)
})
test('no gateway at all is a fault that names neither number nor code', async () => {
  const error: unknown = await client({ url: 'http://127.0.0.1:1/?13800005678' })
    .send(message())
    .catch((caught: unknown) => caught)
  expect(error).toMatchObject({ why: 'later' })
  expect(JSON.stringify([error, String(error), Object(error).cause ?? null])).not.toMatch(/13800005678|012345/)
})
test('the page is shown the code only where nothing is sent, and never in production', () => {
  const settings = { offered: true, production: false, sms: null, smsPerDay: 10, sender: 'x', now: () => NOW }
  const sms = { url: gateway.url, secret: SECRET }
  expect(smsOf(settings)).toMatchObject({ shows: true, sms: {} })
  expect(smsOf({ ...settings, sms })).toMatchObject({ shows: false, sms: {} })
  expect(smsOf({ ...settings, production: true })).toMatchObject({ shows: false, sms: null })
  expect(smsOf({ ...settings, production: true, sms })).toMatchObject({ shows: false, sms: {} })
  expect(smsOf({ ...settings, offered: false, sms })).toMatchObject({ sms: null })
})
