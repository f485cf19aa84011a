import { createCipheriv, createHash, randomBytes } from 'node:crypto'

// What WeChat's content checks do, as far as its documents say: of whoever was in the mini-program within two hours, words
// at once, pictures by a message that comes later, in the clear or encrypted.

const VISIT_MS = 2 * 3_600_000
const TEXT_MOST = 2_500
export const PUSH = { token: 'pushToken123', key: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' }

/** What was asked. */
export interface Asked {
  readonly version: number
  readonly openid: string
  readonly scene: number
  readonly content?: string
  readonly media_url?: string
  /** 2 is a picture. */
  readonly media_type?: number
  readonly trace_id: string
}

/** How a message is told, as it is unless somebody tampers with it. */
export interface Told {
  readonly token: string
  readonly key?: string
  readonly appId: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly errcode?: number
}

const SAYS = { 违法: 'risky', 可疑: 'review' } as const

export function contentChecks(now: () => number, failed: (errcode: number) => object) {
  const visits = new Map<string, number>()
  const asked: Asked[] = []

  function refused({ openid, version, scene }: Record<string, unknown>): object | undefined {
    if (version !== 2 || ![1, 2, 3, 4].includes(Number(scene))) return failed(40097)
    const seen = visits.get(String(openid))
    if (seen === undefined) return failed(40003)
    return now() - seen > VISIT_MS ? failed(61010) : undefined
  }
  const note = (body: Record<string, unknown>) => {
    const trace_id = `trace-${asked.length + 1}`
    asked.push({
      version: Number(body.version),
      openid: String(body.openid),
      scene: Number(body.scene),
      ...(typeof body.content === 'string' ? { content: body.content } : {}),
      ...(typeof body.media_url === 'string' ? { media_url: body.media_url } : {}),
      ...(typeof body.media_type === 'number' ? { media_type: body.media_type } : {}),
      trace_id,
    })
    return { errcode: 0, errmsg: 'ok', trace_id }
  }

  return {
    asked,
    visit: (openid: string) => void visits.set(openid, now()),
    text(body: Record<string, unknown>): object {
      const why = refused(body)
      if (why) return why
      const content = String(body.content)
      if (content === '' || Array.from(content).length > TEXT_MOST) return failed(40129)
      const [, suggest = 'pass'] = Object.entries(SAYS).find(([word]) => content.includes(word)) ?? []
      const result = { suggest, label: suggest === 'pass' ? 100 : 20006 }
      return { ...note(body), result, detail: [{ strategy: 'content_model', errcode: 0, ...result, prob: 90 }] }
    },
    image: (body: Record<string, unknown>): object => refused(body) ?? note(body),
  }
}

const sha1 = (...parts: string[]) => createHash('sha1').update(parts.sort().join('')).digest('hex')

/** What WeChat sends to our address about a picture. */
export function pushed(
  traceId: string,
  suggest: 'pass' | 'review' | 'risky',
  told: Told,
): { query: string; body: string } {
  const label = suggest === 'pass' ? 100 : 20002
  const message = JSON.stringify({
    ToUserName: 'gh_0123456789ab',
    FromUserName: 'oPlatform',
    CreateTime: Math.floor(told.at / 1000),
    MsgType: 'event',
    Event: 'wxa_media_check',
    appid: told.appId,
    trace_id: traceId,
    version: 2,
    detail: [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90 }],
    errcode: told.errcode ?? 0,
    errmsg: 'ok',
    result: { suggest, label },
  })
  const [timestamp, nonce] = [String(Math.floor(told.at / 1000)), '1320562132']
  const signature = sha1(told.token, timestamp, nonce)
  if (!told.key) return { query: new URLSearchParams({ signature, timestamp, nonce }).toString(), body: message }
  const sealed = encrypted(message, told.key, told.appId)
  const given = {
    signature,
    timestamp,
    nonce,
    encrypt_type: 'aes',
    msg_signature: sha1(told.token, timestamp, nonce, sealed),
  }
  const body = JSON.stringify({ ToUserName: 'gh_0123456789ab', Encrypt: sealed })
  return { query: new URLSearchParams(given).toString(), body }
}

function encrypted(message: string, key: string, appId: string): string {
  const bytes = Buffer.from(`${key}=`, 'base64')
  const text = Buffer.from(message)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  const plain = Buffer.concat([randomBytes(16), length, text, Buffer.from(appId)])
  const padding = 32 - (plain.length % 32)
  const cipher = createCipheriv('aes-256-cbc', bytes, bytes.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([
    cipher.update(Buffer.concat([plain, Buffer.alloc(padding, padding)])),
    cipher.final(),
  ]).toString('base64')
}
