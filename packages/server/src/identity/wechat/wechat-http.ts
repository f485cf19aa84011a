import { z } from 'zod'
import { WeChatFailure, type WeChatFault } from './wechat.ts'

export interface WeChatSettings {
  readonly appId: string
  readonly secret: string
  /** `https://api.weixin.qq.com`, or a stand-in. */
  readonly url: string
}

const TIMEOUT_MS = 5_000
/** Of one call that WeChat says it is too busy for. */
const TRIES = 2

/** What WeChat's documented codes mean to us; every other one is ours to look at. */
const FAULTS: Readonly<Record<number, WeChatFault>> = {
  [-1]: 'busy',
  40029: 'over',
  40003: 'gone',
  40163: 'used',
  43101: 'unwanted',
  40226: 'risk',
  45009: 'often',
  45011: 'often',
  61010: 'gone',
}
/** The access token is over, or was replaced. */
const STALE = new Set([40001, 40014, 42001])

export class StaleToken extends Error {}

const failure = z.looseObject({ errcode: z.number().optional() })

/**
 * One call. Some of WeChat's calls have the secret in the address, so no error of fetch goes further.
 * @throws WeChatFailure; StaleToken
 */
async function once(address: string, body?: object): Promise<unknown> {
  let answer: unknown
  try {
    const response = await fetch(address, {
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    })
    answer = await response.json()
  } catch {
    throw new WeChatFailure('busy', null)
  }
  const errcode = failure.safeParse(answer).data?.errcode ?? 0
  if (STALE.has(errcode)) throw new StaleToken()
  if (errcode !== 0) throw new WeChatFailure(FAULTS[errcode] ?? 'app', errcode)
  return answer
}

/** The same, once more where WeChat is too busy; codes are used up only by an answer. */
export async function callWeChat<T>(shape: z.ZodType<T>, address: string, body?: object): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      const parsed = shape.safeParse(await once(address, body))
      if (parsed.success) return parsed.data
      throw new WeChatFailure('busy', null)
    } catch (error) {
      if (!(error instanceof WeChatFailure) || error.why !== 'busy' || tried >= TRIES) throw error
    }
  }
}
