/** WeChat, as far as a mini-program's people come in by it. */
export interface WeChat {
  /** Whom a login code means: the openid, always the same for one person in this mini-program. @throws WeChatFailure */
  session(code: string): Promise<{ openid: string }>
  /** The number that WeChat has made sure of, by a code of its own button. @throws WeChatFailure */
  phone(code: string): Promise<{ phone: string; country: string }>
}

/**
 * `over`: a code that is none, or is older than five minutes. `used`: it was shown before. `risk`: WeChat does not trust this
 * person now. `often`: too many in this minute. `busy`: another time it may work. `app`: our id, secret or address is not
 * let in, for whoever runs the service.
 */
export type WeChatFault = 'over' | 'used' | 'risk' | 'often' | 'busy' | 'app'

/** Names no code, no secret and no person. */
export class WeChatFailure extends Error {
  readonly why: WeChatFault
  constructor(why: WeChatFault, errcode: number | null) {
    super(errcode === null ? `WeChat gave no answer (${why})` : `WeChat answered ${errcode} (${why})`)
    this.why = why
  }
}
