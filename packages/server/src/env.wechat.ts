import { z } from 'zod'
import type { PushSettings } from './content-checks/index.ts'
import type { WeChatSettings } from './identity/wechat/wechat-http.ts'

/** The part of the environment that is about the city's mini-program (docs/guides/miniapp.md). */
export const wechatVariables = {
  /** The city's mini-program; where WeChat is, a stage may have a stand-in. */
  WECHAT_APP_ID: z.string().min(1).optional(),
  WECHAT_APP_SECRET: z.string().min(1).optional(),
  WECHAT_URL: z.url({ protocol: /^https?$/ }).default('https://api.weixin.qq.com'),
  /** What is entered at WeChat beside `<PUBLIC_URL>/api/wechat/events` (消息推送): its token, and the key of messages. */
  WECHAT_PUSH_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9]{3,32}$/, '3 to 32 letters and digits')
    .optional(),
  WECHAT_PUSH_KEY: z
    .string()
    .regex(/^[A-Za-z0-9]{43}$/, '43 letters and digits')
    .optional(),
}

const parsed = z.object(wechatVariables)
export interface WeChatEnv {
  readonly wechat: WeChatSettings | null
  /** Null where WeChat tells us nothing by itself. */
  readonly wechatPush: PushSettings | null
}

/** @param about what is wrong is said in `wrong` */
export function wechatFrom(v: z.output<typeof parsed>, about: { production: boolean; wrong: string[] }): WeChatEnv {
  const { production, wrong } = about
  const { WECHAT_APP_ID: appId, WECHAT_APP_SECRET: secret, WECHAT_PUSH_TOKEN: token, WECHAT_PUSH_KEY: key } = v
  if (!appId) return { wechat: null, wechatPush: null }
  if (!secret) wrong.push('WECHAT_APP_SECRET: must be set where WECHAT_APP_ID is')
  if (production && !v.WECHAT_URL.startsWith('https://')) wrong.push('WECHAT_URL: must be an https address')
  // A signature in the clear covers no body.
  if (production && token && !key) wrong.push('WECHAT_PUSH_KEY: must be set where WECHAT_PUSH_TOKEN is')
  return {
    wechat: { appId, secret: secret ?? '', url: v.WECHAT_URL.replace(/\/$/, '') },
    wechatPush: token ? { appId, token, key: key ? Buffer.from(`${key}=`, 'base64') : null } : null,
  }
}
