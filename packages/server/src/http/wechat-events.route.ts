import { CivicError } from '@civicgrid/contracts'
import type { ContentChecks, Push } from '../content-checks/index.ts'
import { withCappedBody } from './body.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Route } from './request.ts'

export const WECHAT_EVENTS_PATH = '/api/wechat/events'
/** A result names at most a few findings. */
const MAX_BYTES = 64 * 1024
/** By which WeChat knows that it need not say it again. */
const TAKEN = 'success'

export interface WeChatEventsOptions {
  /** Null where nothing is pushed to us. */
  readonly push: Push | null
  readonly checks: Pick<ContentChecks, 'answered'>
  readonly rateLimits: RateLimits
}

/** What WeChat tells by itself (消息推送): GET once when the address is entered there, POST for each message. */
export function wechatEventsRoute({ push, checks, rateLimits }: WeChatEventsOptions): Route {
  return async ({ path, method, query, request, address }) => {
    if (path !== WECHAT_EVENTS_PATH || !push || (method !== 'GET' && method !== 'POST')) return undefined
    await rateLimits.take('hostTicket', { kind: 'guest' }, address)
    const given = new URLSearchParams(query)
    if (method === 'GET') return plain(push.greeting(given))
    const result = push.read(given, await (await withCappedBody(request, MAX_BYTES)).text())
    // Told sooner than we have written down what we asked: WeChat says it again a few seconds later.
    if (result && !(await checks.answered(result))) throw new CivicError('NOT_FOUND', { message: 'no such trace' })
    return plain(TAKEN)
  }
}

const plain = (text: string) => ({
  route: 'wechat:events',
  actor: 'wechat',
  response: new Response(text, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  }),
})
