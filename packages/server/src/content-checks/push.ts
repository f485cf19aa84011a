import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import { CivicError } from '@civicgrid/contracts'
import { z } from 'zod'
import type { WeChatOpinion } from '../identity/wechat/wechat.ts'

/** How WeChat proves that a message is its own (消息推送): a token that both know, and a key where messages are encrypted. */
export interface PushSettings {
  readonly appId: string
  readonly token: string
  /** 32 bytes; where it is set, nothing that came in the clear is believed. */
  readonly key: Buffer | null
}

/** What WeChat says of a photo; null where it could not look at it. */
export interface MediaResult {
  readonly traceId: string
  readonly opinion: WeChatOpinion | null
}

export interface Push {
  /** What WeChat asks once when the address is entered there. @throws CivicError FORBIDDEN */
  greeting(query: URLSearchParams): string
  /** @returns null for whatever is no result of a check. @throws CivicError FORBIDDEN, BAD_INPUT */
  read(query: URLSearchParams, body: string): MediaResult | null
}

/** A signature in the clear covers no body: whoever sees one must not use it for long. */
const FRESH_MS = 10 * 60_000
const BLOCK = 32
/** Random bytes, and the length of the message, before it. */
const HEAD = 16

const sha1 = (...parts: string[]): Buffer => createHash('sha1').update(parts.sort().join('')).digest()

const envelope = z.looseObject({ Encrypt: z.string().max(64 * 1024) })
const mediaCheck = z.looseObject({
  MsgType: z.literal('event'),
  Event: z.literal('wxa_media_check'),
  appid: z.string(),
  trace_id: z.string().min(1).max(200),
  errcode: z.int().default(0),
  result: z.looseObject({ suggest: z.enum(['pass', 'review', 'risky']), label: z.int() }).optional(),
})

const forbidden = (message: string): CivicError => new CivicError('FORBIDDEN', { message })
const unreadable = (): CivicError => new CivicError('BAD_INPUT', { message: 'not JSON', fields: { body: 'format' } })

export function createPush({ appId, token, key }: PushSettings, now: () => number): Push {
  function demandSigned(query: URLSearchParams, name: 'signature' | 'msg_signature', ...signed: string[]): void {
    const [timestamp, nonce] = [query.get('timestamp') ?? '', query.get('nonce') ?? '']
    const given = Buffer.from(query.get(name) ?? '', 'hex')
    const expected = sha1(token, timestamp, nonce, ...signed)
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw forbidden('not signed by WeChat')
    if (!(Math.abs(now() - Number(timestamp) * 1000) <= FRESH_MS)) throw forbidden('signed long ago')
  }

  /** @throws CivicError FORBIDDEN for what was sealed by another key, or for another mini-program */
  function opened(sealed: string, by: Buffer): string {
    const decipher = createDecipheriv('aes-256-cbc', by, by.subarray(0, 16)).setAutoPadding(false)
    try {
      const plain = Buffer.concat([decipher.update(sealed, 'base64'), decipher.final()])
      // PKCS#7 over blocks of 32 bytes, which no library knows.
      const padding = plain.at(-1) ?? 0
      const end = plain.length - padding
      const length = plain.readUInt32BE(HEAD)
      const from = HEAD + 4
      if (padding < 1 || padding > BLOCK || from + length > end) throw new RangeError('not a message')
      if (plain.subarray(from + length, end).toString() !== appId) throw new RangeError('for another mini-program')
      return plain.subarray(from, from + length).toString()
    } catch (cause) {
      throw new CivicError('FORBIDDEN', { message: 'not sealed by WeChat for us', cause })
    }
  }

  function messageIn(query: URLSearchParams, body: string): unknown {
    if (key === null) {
      demandSigned(query, 'signature')
      return parsed(body)
    }
    const sealed = envelope.safeParse(parsed(body))
    if (!sealed.success) throw forbidden('messages are to be encrypted')
    demandSigned(query, 'msg_signature', sealed.data.Encrypt)
    return parsed(opened(sealed.data.Encrypt, key))
  }

  return {
    greeting(query) {
      demandSigned(query, 'signature')
      return query.get('echostr') ?? ''
    },
    read(query, body) {
      const message = mediaCheck.safeParse(messageIn(query, body))
      if (!message.success || message.data.appid !== appId) return null
      const { trace_id: traceId, errcode, result } = message.data
      return { traceId, opinion: errcode === 0 && result ? { suggest: result.suggest, label: result.label } : null }
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw unreadable()
  }
}
