/** WeChat, as far as a mini-program's people come in by it. */
export interface WeChat {
  /** Whom a login code means: the openid, always the same for one person in this mini-program. @throws WeChatFailure */
  session(code: string): Promise<{ openid: string }>
  /** The number that WeChat has made sure of, by a code of its own button. @throws WeChatFailure */
  phone(code: string): Promise<{ phone: string; country: string }>
  /**
   * A message to somebody who asked for one (订阅消息); each time they say yes is good for one.
   * @throws WeChatFailure `unwanted` when they have not, or no longer
   */
  tell(message: WeChatMessage): Promise<void>
  /**
   * What WeChat says of words that somebody wrote in the mini-program (msgSecCheck, version 2). Of whoever was there within two
   * hours. @throws WeChatFailure `gone` of anybody else
   */
  checkText(written: { openid: string; text: string }): Promise<WeChatOpinion>
  /** The same of a picture at a public address; what it says comes later, under the trace. @throws WeChatFailure */
  checkImage(sent: { openid: string; url: string }): Promise<{ traceId: string }>
}

export interface WeChatOpinion {
  readonly suggest: 'pass' | 'review' | 'risky'
  /** What it is about: 100 is nothing in particular. */
  readonly label: number
}
/** Characters in one question. */
export const TEXT_AT_ONCE = 2_500

export interface WeChatMessage {
  readonly openid: string
  /** Id of the city's template. */
  readonly template: string
  /** Of the mini-program, with its query. */
  readonly page: string
  readonly data: Readonly<Record<string, { readonly value: string }>>
}

/**
 * `over`: a code that is none, or is older than five minutes. `used`: it was shown before. `risk`: WeChat does not trust this
 * person now. `often`: too many in this minute. `busy`: another time it may work. `app`: our id, secret or address is not
 * let in, or a message does not fit its template, for whoever runs the service. `unwanted`: they asked for no message. `gone`:
 * this person has not been in the mini-program of late.
 */
export type WeChatFault = 'over' | 'used' | 'risk' | 'often' | 'busy' | 'app' | 'unwanted' | 'gone'

/** Names no code, no secret and no person. */
export class WeChatFailure extends Error {
  readonly why: WeChatFault
  constructor(why: WeChatFault, errcode: number | null) {
    super(errcode === null ? `WeChat gave no answer (${why})` : `WeChat answered ${errcode} (${why})`)
    this.why = why
  }
}
