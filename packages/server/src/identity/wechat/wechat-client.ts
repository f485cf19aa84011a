import { z } from 'zod'
import { createAccessToken } from './access-token.ts'
import { callWeChat, StaleToken, type WeChatSettings } from './wechat-http.ts'
import { WeChatFailure, type WeChat } from './wechat.ts'

const session = z.object({ openid: z.string().min(1) })
const number = z.object({ phone_info: z.object({ purePhoneNumber: z.string(), countryCode: z.coerce.string() }) })

/** WeChat's own service. The session key that comes with an openid is kept nowhere: nothing of ours is sealed by it. */
export function createWeChat(settings: WeChatSettings, now: () => number): WeChat {
  const { appId, secret, url } = settings
  const token = createAccessToken(settings, now)
  const phoneBy = (by: string, code: string) =>
    callWeChat(number, `${url}/wxa/business/getuserphonenumber?access_token=${encodeURIComponent(by)}`, { code })

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

    async phone(code) {
      const first = await token.get()
      try {
        return told(await phoneBy(first, code))
      } catch (error) {
        if (!(error instanceof StaleToken)) throw error
      }
      try {
        return told(await phoneBy(await token.renewed(first), code))
      } catch (error) {
        throw error instanceof StaleToken ? new WeChatFailure('busy', null) : error
      }
    },
  }
}

const told = ({ phone_info: { purePhoneNumber, countryCode } }: z.output<typeof number>) => ({
  phone: purePhoneNumber,
  country: countryCode,
})
