import { createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { verifyWebhook, WebhookError } from './verify.ts'

const NOW = Date.UTC(2026, 2, 2, 1)
const AT = String(NOW / 1000)
const BODY = '{"type":"appeal.accepted","timestamp":"2026-03-02T01:00:00.000Z","data":{"code":"A","note":"已收到 𠮷"}}'
const BYTES = randomBytes(32)
const SECRET = `whsec_${BYTES.toString('base64')}`
const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const PUBLIC = `whpk_${publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')}`

const v1 = (bytes = BYTES, body = BODY, at = AT) =>
  `v1,${createHmac('sha256', bytes).update(`msg_1.${at}.${body}`).digest('base64')}`
const v1a = () => `v1a,${sign(null, Buffer.from(`msg_1.${AT}.${BODY}`), privateKey).toString('base64')}`
const headers = (signature: string, at = AT) => ({
  'webhook-id': 'msg_1',
  'webhook-timestamp': at,
  'webhook-signature': signature,
})
const check = (
  signature: string,
  { keys = SECRET as string | string[], body = BODY, now = NOW, seen = undefined as never } = {},
) => verifyWebhook(keys, headers(signature), body, { now, seen })
const fault = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof WebhookError ? error.fault : error),
  )

describe('a request of the city', () => {
  test('is read when its signature holds', async () => {
    const event = { type: 'appeal.accepted', data: { code: 'A', note: '已收到 𠮷' } }
    expect(await check(v1())).toMatchObject(event)
  })
  test('is known by a public key alone', async () => {
    expect(await fault(check(v1a(), { keys: PUBLIC }))).toBeNull()
  })
  test('with two signatures is known by the old secret and by the new one', async () => {
    const next = randomBytes(32)
    const both = `${v1(next)} ${v1()}`
    expect(await fault(check(both))).toBeNull()
    expect(await fault(check(both, { keys: `whsec_${next.toString('base64')}` }))).toBeNull()
    expect(await fault(check(v1(), { keys: [`whsec_${next.toString('base64')}`, SECRET] }))).toBeNull()
  })
  test('is read from headers as fetch has them, too', async () => {
    const event = await verifyWebhook(SECRET, new Headers(headers(v1())), BODY, { now: NOW })
    expect(event.type).toBe('appeal.accepted')
  })
})

describe('is refused', () => {
  test('a body that was altered by a letter', async () => {
    expect(await fault(check(v1(), { body: BODY.replace('"A"', '"B"') }))).toBe('signature')
  })
  test('a timestamp six minutes off, before or after, and one that is no number', async () => {
    expect(await fault(check(v1(), { now: NOW + 360_000 }))).toBe('timestamp')
    expect(await fault(check(v1(), { now: NOW - 360_000 }))).toBe('timestamp')
    expect(await fault(check(v1(), { now: NOW + 299_000 }))).toBeNull()
    const at = 'now'
    expect(await fault(verifyWebhook(SECRET, headers(v1(BYTES, BODY, at), at), BODY, { now: NOW }))).toBe('timestamp')
  })
  test('an id that was worked before; it is not asked for a request that is not ours', async () => {
    const asked: string[] = []
    const seen = ((id: string) => asked.push(id) > 0) as never
    expect(await fault(check(v1(randomBytes(32)), { seen }))).toBe('signature')
    expect(asked).toEqual([])
    expect(await fault(check(v1(), { seen }))).toBe('replayed')
  })
  test('a secret as a public key, another version, nothing at all', async () => {
    expect(await fault(check(v1(), { keys: SECRET.replace('whsec_', 'whpk_') }))).toBe('signature')
    expect(await fault(check(v1().replace('v1,', 'v2,')))).toBe('signature')
    expect(await fault(check('v1,'))).toBe('signature')
    expect(await fault(verifyWebhook(SECRET, { 'webhook-id': 'msg_1' }, BODY, { now: NOW }))).toBe('header')
  })
  test('what is signed and is no JSON', async () => {
    expect(await fault(check(v1(BYTES, '{'), { body: '{' }))).toBe('body')
  })
})
