import { z } from 'zod'
import { callWeChat, type WeChatSettings } from './wechat-http.ts'
import { WeChatFailure } from './wechat.ts'

/** WeChat gives the next token five minutes before the last one ends, and takes both meanwhile. */
const EARLY_MS = 5 * 60_000
/** WeChat makes a new one by force at most every half minute. */
const FORCE_MS = 30_000

const answer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() })

/**
 * The token by which the service calls WeChat, in its stable form: every process is given the same one, so none throws
 * another's away. Asked for once at a time, however many wait.
 */
export function createAccessToken({ appId, secret, url }: WeChatSettings, now: () => number) {
  let kept: { token: string; until: number } | undefined
  let asking: Promise<string> | undefined
  let forcedAt = Number.NEGATIVE_INFINITY

  async function ask(force: boolean): Promise<string> {
    const body = { grant_type: 'client_credential', appid: appId, secret, force_refresh: force }
    const { access_token: token, expires_in: seconds } = await callWeChat(answer, `${url}/cgi-bin/stable_token`, body)
    kept = { token, until: now() + seconds * 1000 - EARLY_MS }
    return token
  }
  const alone = (work: () => Promise<string>): Promise<string> =>
    (asking ??= work().finally(() => (asking = undefined)))

  return {
    get: (): Promise<string> => (kept && now() < kept.until ? Promise.resolve(kept.token) : alone(() => ask(false))),

    /** WeChat no longer takes `stale`. @returns another one @throws WeChatFailure */
    async renewed(stale: string): Promise<string> {
      if (kept && kept.token !== stale) return kept.token
      return alone(async () => {
        // Another process may have had it replaced; only what WeChat itself still hands out is replaced by force.
        const given = await ask(false)
        if (given !== stale) return given
        if (now() - forcedAt < FORCE_MS) throw new WeChatFailure('busy', null)
        forcedAt = now()
        return ask(true)
      })
    },
  }
}
