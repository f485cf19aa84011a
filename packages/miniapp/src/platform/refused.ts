/** How WeChat says that somebody has refused, now or earlier; and that they closed its layer without choosing. */
const UNAGREED = /privacy/i
const OF_THE_PHONE = /system (auth|permission)/i
const DENIED = /auth den|authorize|permission/i
const CLOSED = /cancel/i

/**
 * Why there is nothing: WeChat may not do it for this program (`denied`), the phone does not let WeChat (`phone`), how the
 * program uses what is private was not agreed to (`unagreed`); or nothing was chosen.
 */
export type Refusal = 'denied' | 'phone' | 'unagreed'

/**
 * What became of asking for something of the phone's own.
 * @throws what was thrown, where it is neither refused nor closed
 */
export function whyNot(error: unknown): Refusal | 'closed' {
  const { errMsg = '' } = (error ?? {}) as { errMsg?: string }
  if (UNAGREED.test(errMsg)) return 'unagreed'
  if (OF_THE_PHONE.test(errMsg)) return 'phone'
  if (DENIED.test(errMsg)) return 'denied'
  if (CLOSED.test(errMsg)) return 'closed'
  throw error
}
