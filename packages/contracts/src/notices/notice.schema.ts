import { z } from 'zod'

/** Being told by a message in WeChat that an appeal is answered (订阅消息). */

export const tellMeInput = z.strictObject({
  code: z.string().min(1).max(40).describe('public appeal code'),
  /** Of `wx.login`, just now: whom the message goes to. */
  login: z.string().min(1).max(200),
})
