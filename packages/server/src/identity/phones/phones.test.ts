import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { PHONE_CODE_MS, PHONE_PROOF_DAYS } from '@civicgrid/contracts'
import { call, newKey, startTestServer, type TestServer } from '../../../test/http.ts'
import { atThePhone, freshNumber as fresh, refusal, type Sent } from '../../../test/phones.ts'
import { NO_RATE_LIMITS } from '../../http/rate-limits.ts'
import { phoneInHand } from '../../../test/sms-gateway.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const LI = '13800005678'

let w: TestServer
const hand = phoneInHand()
const { ask, send, signIn, comeIn } = atThePhone(() => w, hand)
beforeAll(async () => void (w = await startTestServer({ sms: { sms: hand }, rateLimits: NO_RATE_LIMITS })))
afterAll(() => w.stop())
// An hour in which nobody has asked for anything yet.
beforeEach(() => w.kernel.clock.advance(60 * MINUTE))

describe('a code', () => {
  test('opens the account of its number, and a new one where there is none, which stays the same', async () => {
    const li = await comeIn(LI)
    expect(li.data.me).toMatchObject({ kind: 'resident', name: '李秀英', phone: '138****5678' })
    const phone = fresh()
    const first = await comeIn(phone)
    expect(first.data.me).toMatchObject({ kind: 'resident', name: '', phone: expect.stringMatching(/^139\*{4}/) })
    w.kernel.clock.advance(MINUTE)
    const { step } = await send(phone)
    const typed = `+86 ${phone.slice(0, 3)} ${phone.slice(3, 7)}-${phone.slice(7)}`
    const code = hand.last(phone)
    const again = await signIn({ step, phone: typed, code: ` ${code.slice(0, 3)} ${code.slice(3)}` })
    expect(again.data.me.account).toBe(first.data.me.account)
  })
  test('is answered the same whether or not the number is known', async () => {
    w.kernel.clock.advance(MINUTE)
    const known = await send(LI)
    const unknown = await send(fresh())
    const shape = ({ step, ...rest }: Sent) => ({ ...rest, step: step.length })
    expect(shape(known)).toEqual(shape(unknown))
    expect(known).toMatchObject({ lastsMs: PHONE_CODE_MS, shown: null })
  })
  test('is taken once, however many show it at the same moment', async () => {
    const phone = fresh()
    const { step } = await send(phone)
    const input = { step, phone, code: hand.last(phone) }
    const answers = await Promise.all([signIn(input), signIn(input), signIn(input)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 403, 403])
  })
  test('is over after five minutes, on our clock and nobody else’s', async () => {
    const phone = fresh()
    const { step } = await send(phone)
    w.kernel.clock.advance(PHONE_CODE_MS)
    expect(refusal(await signIn({ step, phone, code: hand.last(phone) }))).toEqual(['CODE_REFUSED', { code: 'over' }])
  })
  test('is over after five wrong ones, also for the right one', async () => {
    const phone = fresh()
    const { step } = await send(phone)
    const right = hand.last(phone)
    const wrong = right === '000000' ? '000001' : '000000'
    for (let i = 0; i < 5; i += 1)
      expect(refusal(await signIn({ step, phone, code: wrong }))).toEqual(['CODE_REFUSED', { code: 'wrong' }])
    expect(refusal(await signIn({ step, phone, code: right }))).toEqual(['CODE_REFUSED', { code: 'over' }])
  })
  test('of one’s own number opens no other’s', async () => {
    const [own, other] = [fresh(), fresh()]
    const { step } = await send(own)
    expect(refusal(await signIn({ step, phone: other, code: hand.last(own) }))).toEqual([
      'CODE_REFUSED',
      { code: 'wrong' },
    ])
  })
  test('asked for by a request that is sent again goes out once', async () => {
    const phone = fresh()
    const headers = { 'idempotency-key': newKey() }
    const first = await call<Sent>(w.url, 'identity.sendCode', { phone }, { headers })
    const again = await call<Sent>(w.url, 'identity.sendCode', { phone }, { headers })
    expect(again.data).toEqual(first.data)
    expect(hand.got.filter((message) => message.phone === phone)).toHaveLength(1)
  })
  test('and its number are in no row and no line of the log', async () => {
    const phone = fresh()
    const { step } = await send(phone)
    const code = hand.last(phone)
    const rows = await w.db.read.all<Record<string, unknown>>('SELECT * FROM "PhoneCode"')
    const counts = await w.db.read.all<Record<string, unknown>>('SELECT * FROM "PhoneCount"')
    await signIn({ step, phone, code })
    const text = [...rows, ...counts]
      .flatMap(Object.values)
      .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
    for (const secret of [phone, step]) expect([...text, ...w.logged].join('\n').includes(secret)).toBe(false)
    expect([...text, ...w.logged].filter((line) => line === code || line.includes(`"${code}"`))).toEqual([])
    expect(rows.length).toBeGreaterThan(0)
  })
  test('goes to mobile numbers alone', async () => {
    for (const phone of ['110', '05121234567', '+85291234567', '23800005678', '138000056789'])
      expect(refusal(await call(w.url, 'identity.sendCode', { phone }))).toEqual(['BAD_INPUT', { phone: 'custom' }])
  })
})

describe('a session by number', () => {
  test('is a cookie for a page of ours, takes the place of the one before, and cannot be set by another site', async () => {
    const phone = fresh()
    const { step } = await send(phone)
    const origin = 'https://12345.example.cn'
    const input = { step, phone, code: hand.last(phone), hold: 'cookie' }
    const evil = await signIn(input, { origin: 'https://evil.example' })
    expect([evil.status, evil.headers.get('set-cookie')]).toEqual([403, null])
    w.kernel.clock.advance(MINUTE)
    const { step: second } = await send(phone)
    const page = await signIn({ ...input, step: second, code: hand.last(phone) }, { origin })
    expect(page.data).toMatchObject({ pair: null, me: { kind: 'resident' } })
    expect(page.headers.get('set-cookie')).toMatch(/^civic=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax/)
  })
  test('is strong for ten minutes, and again after a code to one’s own number', async () => {
    const phone = fresh()
    const token = (await comeIn(phone)).data.pair?.access ?? ''
    const demand = () => w.sessions.demandStrong(token)
    await demand()
    w.kernel.clock.advance(10 * MINUTE + 1)
    await expect(demand()).rejects.toMatchObject({ code: 'STEP_UP_REQUIRED' })
    expect(refusal(await ask('identity.sendLinkCode', { phone: fresh() }, token))[0]).toBe('STEP_UP_REQUIRED')
    const own = await call<Sent & { phone: string }>(w.url, 'identity.sendOwnCode', undefined, { token })
    expect(own.data.phone).toBe(`${phone.slice(0, 3)}****${phone.slice(-4)}`)
    const proof = { step: own.data.step, code: hand.last(phone) }
    // Neither by somebody else, nor to come in with.
    const other = (await comeIn(fresh())).data.pair?.access ?? ''
    expect(refusal(await ask('identity.stepUp', proof, other))[0]).toBe('CODE_REFUSED')
    await expect(demand()).rejects.toMatchObject({ code: 'STEP_UP_REQUIRED' })
    w.kernel.clock.advance(MINUTE)
    const next = await call<Sent>(w.url, 'identity.sendOwnCode', undefined, { token })
    expect(refusal(await signIn({ ...next.data, phone, code: hand.last(phone) }))[0]).toBe('BAD_INPUT')
    expect(refusal(await signIn({ step: next.data.step, phone, code: hand.last(phone) }))[0]).toBe('CODE_REFUSED')
    expect((await ask('identity.stepUp', { step: next.data.step, code: hand.last(phone) }, token)).status).toBe(200)
    await demand()
  })
})

describe('a number that has a new owner', () => {
  test('opens a new account once nobody has proved it for half a year; the old one keeps what is its own', async () => {
    const phone = fresh()
    const first = (await comeIn(phone)).data
    w.kernel.clock.advance(PHONE_PROOF_DAYS * DAY)
    const still = (await comeIn(phone)).data
    expect(still.me.account).toBe(first.me.account)
    w.kernel.clock.advance(PHONE_PROOF_DAYS * DAY + 1)
    const next = (await comeIn(phone)).data
    expect(next.me.account).not.toBe(first.me.account)
  })
})

test('a city that sends no codes has no such door', async () => {
  const without = await startTestServer()
  expect((await call(without.url, 'identity.ways', undefined, { method: 'GET' })).data).toEqual({
    phone: false,
    wechat: false,
  })
  expect((await call(without.url, 'identity.sendCode', { phone: LI })).error.code).toBe('NOT_FOUND')
  await without.stop()
})
