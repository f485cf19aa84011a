/** For a mini-program in WeChat: it signs in by itself. Nothing of WeChat's own is imported; codes are handed in. */
export { wechatSession, type UnknownInWeChat, type WeChatSessionOptions } from './session.ts'
