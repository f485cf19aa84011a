import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { contentChecks, type Asked } from './wechat-checks.ts'

// WeChat's own service, as far as its documents say what it does: codes once and for five minutes, tokens for two hours,
// both errors and limits by number.

export const APP = { appId: 'wx0123456789abcdef', secret: '0123456789abcdef0123456789abcdef' }
const CODE_MS = 5 * 60_000
const TOKEN_MS = 7200_000
/** The next token is given so long before the end of the last one, which is taken all the same. */
const OVERLAP_MS = 5 * 60_000

interface Code {
  means: string
  madeAt: number
  used: boolean
}

/** What WeChat would show. */
export interface SentMessage {
  readonly touser: string
  readonly template_id: string
  readonly page: string
  readonly data: Record<string, { value: string }>
}

/** The kinds of fields of a template and how long each may be, in characters. */
const FIELDS: Readonly<Record<string, number>> = { thing: 20, character_string: 32, phrase: 5, time: 32, date: 32 }

export interface WeChatStandIn {
  readonly url: string
  /** What `wx.login` gives the phone of an openid. */
  loginCode(openid: string): string
  /** What the button that asks for the number gives. */
  phoneCode(phone: string, country?: string): string
  /** The next answers, in order, whatever is asked. */
  next(...errcodes: number[]): void
  /** Somebody said yes to one message of a template. */
  wants(openid: string, template: string): void
  /** The messages that were sent, in order. */
  readonly messages: readonly SentMessage[]
  /** What was asked of the content checks, in order. */
  readonly checked: readonly Asked[]
  /** Somebody else had the token replaced by force: what we hold is worth nothing. */
  revoke(): void
  /** How often each path was asked. */
  asked(path: string): number
  stop(): Promise<void>
}

export async function wechatStandIn(now: () => number, country = '86'): Promise<WeChatStandIn> {
  const codes = new Map<string, Code>()
  const tokens = new Map<string, number>()
  const asked = new Map<string, number>()
  const faults: number[] = []
  let current: string | undefined
  let made = 0
  const wishes: string[] = []
  const messages: SentMessage[] = []

  const failed = (errcode: number) => ({ errcode, errmsg: `documented as ${errcode}` })
  function newCode(kind: string, means: string): string {
    const code = `${kind}-code-${(made += 1)}`
    codes.set(code, { means, madeAt: now(), used: false })
    return code
  }
  /** What a code means, once; `usedUp` is what WeChat calls the second time. */
  function open(kind: string, given: string, usedUp: number): string | number {
    const code = given.startsWith(`${kind}-`) ? codes.get(given) : undefined
    if (!code || now() - code.madeAt >= CODE_MS) return 40029
    if (code.used) return usedUp
    code.used = true
    return code.means
  }

  const checks = contentChecks(now, failed)

  function session(query: URLSearchParams): object {
    if (query.get('appid') !== APP.appId) return failed(40013)
    if (query.get('secret') !== APP.secret) return failed(40125)
    const openid = open('login', query.get('js_code') ?? '', 40163)
    if (typeof openid === 'string') checks.visit(openid)
    return typeof openid === 'number' ? failed(openid) : { openid, session_key: 'c2Vzc2lvbi1rZXktb2YtMTY=' }
  }
  function stableToken(body: Record<string, unknown>): object {
    if (body.appid !== APP.appId) return failed(40013)
    if (body.secret !== APP.secret) return failed(40125)
    const ends = current === undefined ? 0 : (tokens.get(current) ?? 0)
    if (current === undefined || body.force_refresh === true || ends - now() <= OVERLAP_MS) {
      if (body.force_refresh === true) tokens.clear()
      current = `token-${(made += 1)}`
      tokens.set(current, now() + TOKEN_MS)
    }
    return { access_token: current, expires_in: Math.floor(((tokens.get(current) ?? now()) - now()) / 1000) }
  }
  /** What WeChat says of a token that it does not take. */
  function refusedToken(query: URLSearchParams): object | undefined {
    const ends = tokens.get(query.get('access_token') ?? '')
    if (ends === undefined) return failed(40001)
    return ends <= now() ? failed(42001) : undefined
  }
  function subscribed(query: URLSearchParams, message: SentMessage): object {
    const refused = refusedToken(query)
    if (refused) return refused
    const fits = ([name, { value }]: [string, { value: string }]) =>
      value !== '' && Array.from(value).length <= (FIELDS[name.replace(/\d+$/, '')] ?? 0)
    if (!Object.entries(message.data).every(fits)) return failed(47003)
    const wish = wishes.indexOf(`${message.touser} ${message.template_id}`)
    if (wish < 0) return failed(43101)
    wishes.splice(wish, 1)
    messages.push(message)
    return { errcode: 0, errmsg: 'ok' }
  }
  function phoneNumber(query: URLSearchParams, body: Record<string, unknown>): object {
    const refused = refusedToken(query)
    if (refused) return refused
    const means = open('phone', String(body.code), 40029)
    if (typeof means === 'number') return failed(means)
    const [purePhoneNumber = '', countryCode = country] = means.split(' ')
    const phone_info = { phoneNumber: purePhoneNumber, purePhoneNumber, countryCode, watermark: { appid: APP.appId } }
    return { errcode: 0, errmsg: 'ok', phone_info }
  }

  /** Whom each path asks. */
  const paths: Record<string, (query: URLSearchParams, body: never) => object> = {
    '/sns/jscode2session': session,
    '/cgi-bin/stable_token': (_, body) => stableToken(body),
    '/cgi-bin/message/subscribe/send': subscribed,
    '/wxa/msg_sec_check': (query, body) => refusedToken(query) ?? checks.text(body),
    '/wxa/media_check_async': (query, body) => refusedToken(query) ?? checks.image(body),
    '/wxa/business/getuserphonenumber': phoneNumber,
  }

  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://wechat')
      asked.set(pathname, (asked.get(pathname) ?? 0) + 1)
      const text = Buffer.concat(parts).toString()
      const body = (text === '' ? {} : JSON.parse(text)) as never
      const fault = pathname === '/cgi-bin/stable_token' ? undefined : faults.shift()
      const answer = fault === undefined ? paths[pathname]?.(searchParams, body) : failed(fault)
      // All of its answers are a success of HTTP.
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? failed(-1)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    loginCode: (openid) => newCode('login', openid),
    phoneCode: (phone, of = country) => newCode('phone', `${phone} ${of}`),
    wants: (openid, template) => void wishes.push(`${openid} ${template}`),
    messages,
    checked: checks.asked,
    next: (...errcodes) => void faults.push(...errcodes),
    revoke() {
      tokens.clear()
      current = `token-${(made += 1)}`
      tokens.set(current, now() + TOKEN_MS)
    },
    asked: (path) => asked.get(path) ?? 0,
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}
