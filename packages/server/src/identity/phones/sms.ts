/** One message: the code, to whom, and for how long it is good. */
export interface SmsCode {
  /** The same when it is sent again: whoever delivers it knows it by this. */
  readonly id: string
  /** Eleven digits, without the country. */
  readonly phone: string
  readonly code: string
  readonly minutes: number
}

/** Whoever delivers messages for the city. */
export interface Sms {
  /** @throws SmsFailure, which names no number and no code */
  send(message: SmsCode): Promise<void>
}

/**
 * `number`: none that can be reached. `limit`: this number gets no more for a while. `later`: nothing was sent, another time
 * it may be. `refused`: we are not let in, or have no credit.
 */
export type SmsFault = 'number' | 'limit' | 'later' | 'refused'

export class SmsFailure extends Error {
  readonly why: SmsFault
  constructor(why: SmsFault, message: string) {
    super(message)
    this.why = why
  }
}
