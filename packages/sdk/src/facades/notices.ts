import type { CommandOptions } from '../transport/caller.types.ts'
import type { TellMeInput } from '../wire/identity.ts'

/** Messages in WeChat that somebody asks for (订阅消息), one for each yes. */
export interface NoticesFacade {
  /**
   * Once there is an answer to this appeal, whoever sits at the phone is told; the city's template was agreed to just before,
   * by `wx.requestSubscribeMessage`.
   * @param input with the code of a `wx.login` of just now
   * @throws CivicError NOT_FOUND for another resident's and where the city sends none, CODE_REFUSED for a code that is over
   */
  tellMe(input: TellMeInput, options?: CommandOptions): Promise<{ done: true }>
}
