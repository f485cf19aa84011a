import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { APP, wechatStandIn, type WeChatStandIn } from '../../../test/wechat.ts'
import { createWeChat } from './wechat-client.ts'
import { WeChatFailure } from './wechat.ts'

const MINUTE = 60_000
let at = Date.UTC(2026, 2, 2)
let standIn: WeChatStandIn
beforeAll(async () => void (standIn = await wechatStandIn(() => at)))
afterAll(() => standIn.stop())
// Nothing of before is kept.
beforeEach(() => void (at += 24 * 3_600_000))

const client = (change: object = {}) => createWeChat({ ...APP, url: standIn.url, ...change }, () => at)
const fault = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    (error: unknown) => (error instanceof WeChatFailure ? error.why : error),
  )
const TOKEN = '/cgi-bin/stable_token'
const NUMBER = '/wxa/business/getuserphonenumber'

describe('a login code', () => {
  test('is exchanged for the openid of whoever holds the phone', async () => {
    expect(await client().session(standIn.loginCode('oLi'))).toEqual({ openid: 'oLi' })
  })
  test('is good once, for five minutes, and in its own mini-program', async () => {
    const code = standIn.loginCode('oLi')
    await client().session(code)
    expect(await fault(client().session(code))).toBe('used')
    const old = standIn.loginCode('oLi')
    at += 5 * MINUTE
    expect(await fault(client().session(old))).toBe('over')
    expect(await fault(client().session('made up'))).toBe('over')
    expect(await fault(client({ appId: 'wx-other' }).session(standIn.loginCode('oLi')))).toBe('app')
    expect(await fault(client({ secret: 'other' }).session(standIn.loginCode('oLi')))).toBe('app')
  })
  test.each([
    [45011, 'often'],
    [40226, 'risk'],
    [40164, 'app'],
    [40001, 'app'],
    [99999, 'app'],
  ] as const)('%d is told for what it is', async (errcode, why) => {
    standIn.next(errcode)
    expect(await fault(client().session(standIn.loginCode('oLi')))).toBe(why)
  })
  test('is shown once more where WeChat is busy, and no third time', async () => {
    standIn.next(-1)
    expect(await client().session(standIn.loginCode('oLi'))).toEqual({ openid: 'oLi' })
    standIn.next(-1, -1)
    expect(await fault(client().session(standIn.loginCode('oLi')))).toBe('busy')
  })
  test('and our secret, which stand in an address, stand in no error', async () => {
    const error: unknown = await client({ url: 'http://127.0.0.1:1' })
      .session('login-code-secret')
      .catch((caught: unknown) => caught)
    expect(error).toMatchObject({ why: 'busy' })
    const told = [String(error), JSON.stringify(error), String(Object(error).cause ?? '')].join('\n')
    expect(told).not.toContain(APP.secret)
    expect(told).not.toContain('login-code-secret')
  })
})

describe('a number', () => {
  const phone = (of: ReturnType<typeof client>) => of.phone(standIn.phoneCode('13800005678'))
  test('comes by a token that is asked for once, however many ask at once, until shortly before its end', async () => {
    const one = client()
    const before = standIn.asked(TOKEN)
    const answers = await Promise.all([phone(one), phone(one), phone(one)])
    expect(new Set(answers.map((answer) => answer.phone))).toEqual(new Set(['13800005678']))
    at += 110 * MINUTE
    await phone(one)
    expect(standIn.asked(TOKEN) - before).toBe(1)
    at += 6 * MINUTE
    await phone(one)
    expect(standIn.asked(TOKEN) - before).toBe(2)
  })
  test('its code is good once and for five minutes', async () => {
    const code = standIn.phoneCode('13800005678')
    await client().phone(code)
    expect(await fault(client().phone(code))).toBe('over')
    const old = standIn.phoneCode('13800005678')
    at += 5 * MINUTE
    expect(await fault(client().phone(old))).toBe('over')
  })
  test.each([40001, 42001, 40014])(
    'is asked for with another token after %d, and the code is not lost',
    async (errcode) => {
      const one = client()
      await phone(one)
      standIn.next(errcode)
      expect(await phone(one)).toEqual({ phone: '13800005678', country: '86' })
    },
  )
  test('is asked for with the token of another process that had ours replaced, without replacing it again', async () => {
    const [one, other] = [client(), client()]
    await phone(one)
    standIn.revoke()
    expect(await phone(one)).toMatchObject({ phone: '13800005678' })
    expect(await phone(other)).toMatchObject({ phone: '13800005678' })
  })
  test('a token that WeChat hands out and does not take is replaced by force, at most twice a minute', async () => {
    const one = client()
    await phone(one)
    standIn.next(40001, 40001)
    const calls = standIn.asked(NUMBER)
    expect(await fault(phone(one))).toBe('busy')
    expect(standIn.asked(NUMBER) - calls).toBe(2)
    standIn.next(40001)
    expect(await fault(phone(one))).toBe('busy')
    at += 31_000
    standIn.next(40001)
    expect(await phone(one)).toMatchObject({ phone: '13800005678' })
  })
})

describe('a content check', () => {
  const TEXT = '/wxa/msg_sec_check'
  const IMAGE = '/wxa/media_check_async'
  /** WeChat checks only what comes from somebody whom it has seen. */
  const seen = async () => {
    const one = client()
    await one.session(standIn.loginCode('oLi'))
    return one
  }
  const text = (by: ReturnType<typeof client>, words = '路灯不亮') => by.checkText({ openid: 'oLi', text: words })
  const image = (by: ReturnType<typeof client>) => by.checkImage({ openid: 'oLi', url: 'https://city.example/files/a' })

  test.each([
    ['路灯不亮', { suggest: 'pass', label: 100 }],
    ['有点可疑', { suggest: 'review', label: 20006 }],
    ['这是违法的', { suggest: 'risky', label: 20006 }],
  ])('of words is told at once: %s', async (words, opinion) => {
    expect(await text(await seen(), words)).toEqual(opinion)
    expect(standIn.checked.at(-1)).toMatchObject({ openid: 'oLi', version: 2, scene: 3, content: words })
  })
  test('of a photo is told later, under a trace', async () => {
    const { traceId } = await image(await seen())
    expect(standIn.checked.at(-1)).toMatchObject({
      trace_id: traceId,
      media_url: 'https://city.example/files/a',
      media_type: 2,
    })
  })
  test.each([
    [40001, TEXT, text],
    [42001, TEXT, text],
    [40001, IMAGE, image],
    [42001, IMAGE, image],
  ] as const)('is asked for with another token after %d at %s, once and no third time', async (errcode, path, ask) => {
    const one = await seen()
    const [calls, tokens] = [standIn.asked(path), standIn.asked(TOKEN)]
    standIn.next(errcode)
    await ask(one)
    expect([standIn.asked(path) - calls, standIn.asked(TOKEN) - tokens]).toEqual([2, 3])
    at += MINUTE
    standIn.next(errcode, errcode)
    expect(await fault(ask(one))).toBe('busy')
    expect(standIn.asked(path) - calls).toBe(4)
  })
  test.each([
    ['words', TEXT, text],
    ['a photo', IMAGE, image],
  ] as const)(
    'of %s is asked for once more where WeChat is busy, never where it was asked too often',
    async (_, path, ask) => {
      const one = await seen()
      standIn.next(-1)
      await ask(one)
      const calls = standIn.asked(path)
      standIn.next(-1, -1)
      expect(await fault(ask(one))).toBe('busy')
      expect(standIn.asked(path) - calls).toBe(2)
      standIn.next(45009)
      expect(await fault(ask(one))).toBe('often')
      expect(standIn.asked(path) - calls).toBe(3)
    },
  )
  test('of somebody whom WeChat has not seen for two hours, or never, is not made', async () => {
    const one = await seen()
    at += 2 * 60 * MINUTE + 1
    expect(await fault(text(one))).toBe('gone')
    expect(await fault(one.checkText({ openid: 'oStranger', text: '路灯' }))).toBe('gone')
  })
})
