import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { call, newKey, signIn as byDemo, startTestServer, type TestServer } from '../../../test/http.ts'
import { atThePhone, freshNumber as fresh, refusal, type Came } from '../../../test/phones.ts'
import { phoneInHand } from '../../../test/sms-gateway.ts'
import { APP, wechatStandIn, type WeChatStandIn } from '../../../test/wechat.ts'
import { NO_RATE_LIMITS } from '../../http/rate-limits.ts'
import { verifyThing } from '../../kernel/index.ts'
import { RESIDENT_CHAINS, RESIDENT_THING } from '../resident-log.ts'
import { createWeChat } from './wechat-client.ts'
import { WECHAT_ISSUER } from './issuer.ts'
import { openidOfResident } from './openids.ts'

const MINUTE = 60_000
let w: TestServer
let wx: WeChatStandIn
const hand = phoneInHand()
const { ask, send, comeIn } = atThePhone(() => w, hand)
const now = () => w.kernel.clock.now()
beforeAll(async () => {
  let clock = Date.now
  wx = await wechatStandIn(() => clock())
  const wechat = createWeChat({ ...APP, url: wx.url }, () => clock())
  w = await startTestServer({ sms: { sms: hand }, wechat: { wechat }, rateLimits: NO_RATE_LIMITS })
  clock = now
})
afterAll(async () => {
  await w.stop()
  await wx.stop()
})
beforeEach(() => w.kernel.clock.advance(60 * MINUTE))

interface ByWeChat extends Came {
  link: { step: string; lastsMs: number } | null
}
interface OwnWays {
  items: { way: string; kind: string; phone: string | null; since: string | null }[]
  history: { type: string; way: string | null }[]
}
const MINI = { 'user-agent': 'Mozilla/5.0 (iPhone) MicroMessenger/8.0' }
let people = 0
const newOpenid = () => `openid-${(people += 1)}`
const login = (openid: string) =>
  call<ByWeChat>(w.url, 'identity.wechatSignIn', { code: wx.loginCode(openid) }, { headers: MINI })
/** Links by the number that WeChat has made sure of. */
async function byNumber(openid: string, phone: string) {
  const step = (await login(openid)).data.link?.step
  return call<Came>(w.url, 'identity.wechatPhoneSignIn', { step, phoneCode: wx.phoneCode(phone) }, { headers: MINI })
}
const token = (came: { data: Came }) => came.data.pair?.access ?? ''
const own = async (access: string) =>
  (await call<OwnWays>(w.url, 'identity.ownWays', undefined, { method: 'GET', token: access })).data
/** The openid that is kept of whoever linked WeChat last, and a way to look again. */
async function lastKept() {
  const row = await w.db.read.get<{ id: number }>(
    'SELECT "residentId" AS "id" FROM "ResidentLink" WHERE "issuer" = ? ORDER BY "residentId" DESC LIMIT 1',
    WECHAT_ISSUER,
  )
  return () => openidOfResident(w.db.read, row?.id ?? 0)
}
const whoIs = async (access: string) =>
  (await call<{ kind: string }>(w.url, 'identity.me', undefined, { method: 'GET', token: access })).data.kind

describe('an openid that is nobody’s yet', () => {
  test('opens nothing by itself; with the number that WeChat made sure of it opens the account of that number', async () => {
    const openid = newOpenid()
    const first = await login(openid)
    expect(first.data).toMatchObject({ me: { kind: 'guest' }, pair: null, link: { lastsMs: 5 * MINUTE } })
    const came = await byNumber(openid, '13800005678')
    expect(came.data.me).toMatchObject({ kind: 'resident', name: '李秀英' })
    const next = await login(openid)
    expect(next.data).toMatchObject({ me: { account: came.data.me.account }, link: null })
    expect(await whoIs(token(next))).toBe('resident')
  })
  test('is linked as well by a code that is sent to a number, once', async () => {
    const openid = newOpenid()
    const phone = fresh()
    const { link } = (await login(openid)).data
    const { step } = await send(phone)
    const input = { step: link?.step, proof: { step, phone, code: hand.last(phone) } }
    const came = await ask('identity.wechatCodeSignIn', input)
    expect(came.data).toMatchObject({ me: { kind: 'resident', phone: expect.stringMatching(/^139/) } })
    expect(refusal(await ask('identity.wechatCodeSignIn', input))[0]).toBe('CODE_REFUSED')
    expect((await login(openid)).data.link).toBeNull()
  })
  test('cannot be linked with a step that is over, made up or used', async () => {
    const openid = newOpenid()
    const step = (await login(openid)).data.link?.step ?? ''
    const asked = (of: string) =>
      call(w.url, 'identity.wechatPhoneSignIn', { step: of, phoneCode: wx.phoneCode(fresh()) })
    expect(refusal(await asked('A'.repeat(43)))).toEqual(['CODE_REFUSED', { step: 'over' }])
    expect((await asked(step)).status).toBe(200)
    expect(refusal(await asked(step))).toEqual(['CODE_REFUSED', { step: 'over' }])
    const late = (await login(newOpenid())).data.link?.step ?? ''
    w.kernel.clock.advance(5 * MINUTE)
    expect(refusal(await asked(late))).toEqual(['CODE_REFUSED', { step: 'over' }])
  })
  test('whose step is over has not spent the code of the number: with a new step the same one is taken', async () => {
    const openid = newOpenid()
    const late = (await login(openid)).data.link?.step
    w.kernel.clock.advance(5 * MINUTE)
    const phoneCode = wx.phoneCode(fresh())
    const by = (step: string | undefined) => call<Came>(w.url, 'identity.wechatPhoneSignIn', { step, phoneCode })
    expect(refusal(await by(late))).toEqual(['CODE_REFUSED', { step: 'over' }])
    expect((await by((await login(openid)).data.link?.step)).status).toBe(200)
  })
  test('gets an account of its own where the city says so, one however often it comes at once', async () => {
    const wechat = createWeChat({ ...APP, url: wx.url }, now)
    const open = await startTestServer({ wechat: { wechat, opens: true } })
    const openid = newOpenid()
    const codes = Array.from({ length: 6 }, () => wx.loginCode(openid))
    const came = await Promise.all(codes.map((code) => call<Came>(open.url, 'identity.wechatSignIn', { code })))
    expect(came.map(({ error }) => error)).toEqual(codes.map(() => undefined))
    expect(new Set(came.map(({ data }) => data.me.account)).size).toBe(1)
    expect(came[0]?.data.me).toMatchObject({ kind: 'resident', name: '', phone: null })
    await open.stop()
  })
})

describe('a code of WeChat', () => {
  const signInWith = (code: string) => call(w.url, 'identity.wechatSignIn', { code })
  test('that is five minutes old, or was shown before, is refused as such', async () => {
    const old = wx.loginCode('o')
    w.kernel.clock.advance(5 * MINUTE)
    expect(refusal(await signInWith(old))).toEqual(['CODE_REFUSED', { code: 'over' }])
    const twice = wx.loginCode('o')
    await signInWith(twice)
    expect(refusal(await signInWith(twice))).toEqual(['CODE_REFUSED', { code: 'used' }])
  })
  test('is good whatever the phone’s own clock says: it is two minutes off and nobody asks it', async () => {
    const code = wx.loginCode(newOpenid())
    const headers = { date: new Date(now() - 2 * MINUTE).toUTCString() }
    expect((await call(w.url, 'identity.wechatSignIn', { code }, { headers })).status).toBe(200)
  })
  test('too many a minute, somebody at risk, a busy WeChat and a wrong secret are told apart', async () => {
    wx.next(45011)
    const often = await signInWith(wx.loginCode('o'))
    expect([often.status, often.error.code, often.error.retryAfterMs]).toEqual([429, 'RATE_LIMITED', MINUTE])
    wx.next(40226)
    expect(refusal(await signInWith(wx.loginCode('o')))).toEqual(['CODE_REFUSED', { code: 'risk' }])
    wx.next(-1, -1)
    expect((await signInWith(wx.loginCode('o'))).error.code).toBe('OVERLOADED')
    wx.next(40125)
    expect((await signInWith(wx.loginCode('o'))).error.code).toBe('INTERNAL')
    expect(w.logged.join('\n')).toContain('WeChat answered 40125')
  })
  test('and whom it means stand in no line of the log and no row', async () => {
    const openid = 'an-openid-to-look-for'
    const code = wx.loginCode(openid)
    await call(w.url, 'identity.wechatSignIn', { code })
    await byNumber(openid, fresh())
    const rows = [
      ...(await w.db.read.all<Record<string, unknown>>('SELECT * FROM "ResidentLink"')),
      ...(await w.db.read.all<Record<string, unknown>>('SELECT * FROM "SignInStep"')),
    ]
    const text = rows
      .flatMap(Object.values)
      .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
      .concat(w.logged)
      .join('\n')
    for (const secret of [openid, code, APP.secret]) expect(text.includes(secret)).toBe(false)
  })
  test('a number of another country opens no account', async () => {
    const step = (await login(newOpenid())).data.link?.step
    const input = { step, phoneCode: wx.phoneCode('91234567', '852') }
    expect(refusal(await call(w.url, 'identity.wechatPhoneSignIn', input))).toEqual(['BAD_INPUT', { phone: 'value' }])
  })
})

describe('WeChat as a way into an account', () => {
  test('is added by who just proved who they are, and is an event that they read', async () => {
    const openid = newOpenid()
    const came = await comeIn(fresh())
    expect((await ask('identity.linkWechat', { code: wx.loginCode(openid) }, token(came))).status).toBe(200)
    expect((await login(openid)).data.me.account).toBe(came.data.me.account)
    const ways = await own(token(came))
    expect(ways.items.map(({ kind }) => kind)).toEqual(['phone', 'wechat'])
    expect(ways.history).toMatchObject([{ type: 'wayLinked', way: WECHAT_ISSUER }])
    w.kernel.clock.advance(11 * MINUTE)
    expect(refusal(await ask('identity.linkWechat', { code: wx.loginCode(newOpenid()) }, token(came)))[0]).toBe(
      'STEP_UP_REQUIRED',
    )
  })
  test('that is somebody’s is nobody else’s, silently least of all', async () => {
    const openid = newOpenid()
    const first = await byNumber(openid, fresh())
    const other = await comeIn(fresh())
    expect(refusal(await ask('identity.linkWechat', { code: wx.loginCode(openid) }, token(other)))[0]).toBe(
      'LINKED_ELSEWHERE',
    )
    expect((await login(openid)).data.me.account).toBe(first.data.me.account)
  })
  test('is taken away after a proof, with the openid; whoever came in by it is signed out at once', async () => {
    const openid = newOpenid()
    const came = await byNumber(openid, fresh())
    const elsewhere = await login(openid)
    const kept = await lastKept()
    expect(await kept()).toBe(openid)
    // By WeChat alone nothing sensitive is done: whoever holds the unlocked phone has that much.
    expect(refusal(await ask('identity.unlinkWay', { way: WECHAT_ISSUER }, token(elsewhere)))[0]).toBe(
      'STEP_UP_REQUIRED',
    )
    expect((await ask('identity.unlinkWay', { way: WECHAT_ISSUER }, token(came))).status).toBe(200)
    expect(await Promise.all([came, elsewhere].map((session) => whoIs(token(session))))).toEqual(['guest', 'guest'])
    expect(await kept()).toBeNull()
    const renewed = await call(w.url, 'identity.renew', { refresh: elsewhere.data.pair?.refresh })
    expect(renewed.error.code).toBe('UNAUTHENTICATED')
    expect((await login(openid)).data).toMatchObject({ me: { kind: 'guest' }, pair: null })
  })
  test('or a number that is the only way left stays', async () => {
    const came = await comeIn(fresh())
    expect(refusal(await ask('identity.unlinkWay', { way: 'phone' }, token(came)))[0]).toBe('LAST_WAY')
    expect(refusal(await ask('identity.unlinkWay', { way: WECHAT_ISSUER }, token(came)))[0]).toBe('NOT_FOUND')
    await ask('identity.linkWechat', { code: wx.loginCode(newOpenid()) }, token(came))
    expect((await ask('identity.unlinkWay', { way: 'phone' }, token(came))).status).toBe(200)
  })
  test('what happened to an account is a chain that holds', async () => {
    const { id } = (await w.db.read.get<{ id: number }>(
      'SELECT max("id") AS "id" FROM "Resident" WHERE "version" > 1',
    )) ?? {
      id: 0,
    }
    expect(id).toBeGreaterThan(0)
    expect(await verifyThing(w.db.read, { [RESIDENT_THING]: RESIDENT_CHAINS }, RESIDENT_THING, id)).toEqual([])
  })
})

describe('a number of one’s own', () => {
  test('is added to an account that has none, and opens it from then on; another’s is not', async () => {
    const { token: chen } = await byDemo(w.url, 'chen')
    const phone = fresh()
    const link = async (to: string) => {
      const { data } = await call<{ step: string }>(
        w.url,
        'identity.sendLinkCode',
        { phone: to },
        {
          token: chen,
          headers: { 'idempotency-key': newKey() },
        },
      )
      return ask('identity.linkPhone', { step: data.step, phone: to, code: hand.last(to) }, chen)
    }
    expect((await link(phone)).status).toBe(200)
    w.kernel.clock.advance(MINUTE)
    expect((await comeIn(phone)).data.me).toMatchObject({ name: '陈小明' })
    expect(refusal(await link('13800005678'))[0]).toBe('LINKED_ELSEWHERE')
  })
})
