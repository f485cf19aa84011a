import { z } from 'zod'
import { createAccessToken } from './access-token.ts'
import { callWeChat, StaleToken, type WeChatSettings } from './wechat-http.ts'
import { WeChatFailure, type WeChat } from './wechat.ts'

const session = z.object({ openid: z.string().min(1) })
const sent = z.object({ errcode: z.literal(0) })
const opinion = z.object({ result: z.object({ suggest: z.enum(['pass', 'review', 'risky']), label: z.int() }) })
const traced = z.object({ trace_id: z.string().min(1).max(200) })
const number = z.object({ phone_info: z.object({ purePhoneNumber: z.string(), countryCode: z.coerce.string() }) })

/** What is checked will stand on a board that anybody reads: 论坛. */
const SCENE = 3
const IMAGE = 2

/** WeChat's own service. The session key that comes with an openid is kept nowhere: nothing of ours is sealed by it. */
export function createWeChat(settings: WeChatSettings, now: () => number): WeChat {
  const { appId, secret, url } = settings
  const token = createAccessToken(settings, now)

  /** A call that takes the service's token: once more by another one where WeChat no longer takes it. */
  async function byToken<T>(shape: z.ZodType<T>, path: string, body: object): Promise<T> {
    const ask = (by: string) => callWeChat(shape, `${url}${path}?access_token=${encodeURIComponent(by)}`, body)
    const first = await token.get()
    try {
      return await ask(first)
    } catch (error) {
      if (!(error instanceof StaleToken)) throw error
    }
    try {
      return await ask(await token.renewed(first))
    } catch (error) {
      throw error instanceof StaleToken ? new WeChatFailure('busy', null) : error
    }
  }

  return {
    async session(code) {
      const query = new URLSearchParams({
        appid: appId,
        secret,
        js_code: code,
        grant_type: 'authorization_code',
      })
      try {
        return { openid: (await callWeChat(session, `${url}/sns/jscode2session?${query.toString()}`)).openid }
      } catch (error) {
        // This call takes no token: what is told of one is told of our secret.
        throw error instanceof StaleToken ? new WeChatFailure('app', null) : error
      }
    },

    phone: async (code) => told(await byToken(number, '/wxa/business/getuserphonenumber', { code })),

    async tell({ openid, template, page, data }) {
      const body = { touser: openid, template_id: template, page, data, lang: 'zh_CN' }
      await byToken(sent, '/cgi-bin/message/subscribe/send', body)
    },

    async checkText({ openid, text }) {
      const body = { version: 2, scene: SCENE, openid, content: text }
      return (await byToken(opinion, '/wxa/msg_sec_check', body)).result
    },

    async checkImage({ openid, url: media }) {
      const body = { version: 2, scene: SCENE, openid, media_url: media, media_type: IMAGE }
      return { traceId: (await byToken(traced, '/wxa/media_check_async', body)).trace_id }
    },
  }
}

const told = ({ phone_info: { purePhoneNumber, countryCode } }: z.output<typeof number>) => ({
  phone: purePhoneNumber,
  country: countryCode,
})
