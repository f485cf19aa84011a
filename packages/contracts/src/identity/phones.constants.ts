// Coming in by a number: what both sides know of the codes that are sent to it.

/** A mobile number in mainland China, as it is compared: no country, no blanks. */
export const MOBILE_PATTERN = /^1[3-9]\d{9}$/

/** A code is good for so long, and for so many tries. */
export const PHONE_CODE_MS = 5 * 60_000
export const PHONE_CODE_TRIES = 5

/** How many codes a number, an address and the whole city may be sent in one window, which begins with the first. */
export const PHONE_LIMITS = {
  /** Long enough for a message to arrive before the next one is asked for. */
  numberAtOnce: { windowMs: 60_000, most: 1 },
  numberInAnHour: { windowMs: 3_600_000, most: 5 },
  numberInADay: { windowMs: 24 * 3_600_000, most: 10 },
  /** A town hall, or a village behind one mast. */
  addressInAnHour: { windowMs: 3_600_000, most: 30 },
  addressInADay: { windowMs: 24 * 3_600_000, most: 100 },
} as const

/**
 * Numbers are given to new owners after a while, no sooner than 90 days after the old one gave it up. Whose account nobody
 * proved the number of for longer is not handed to whoever holds it now.
 */
export const PHONE_PROOF_DAYS = 180

/** Where the session of a way in is kept: by the browser, or as a pair by a client without cookies. */
export const SESSION_HOLDS = ['cookie', 'pair'] as const
export type SessionHold = (typeof SESSION_HOLDS)[number]

/** `+86 138 0000-5678` as it is compared; what is no mobile number is null. */
export function mobileOf(typed: string): string | null {
  const digits = typed.replace(/[\s()-]/g, '').replace(/^(?:\+|00)?86(?=1)/, '')
  return MOBILE_PATTERN.test(digits) ? digits : null
}
