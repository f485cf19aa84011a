import { z } from 'zod'
import { mobileOf, SESSION_HOLDS } from './phones.constants.ts'
import { me } from './identity.schema.ts'
import { sessionPair } from './session.schema.ts'

/** Coming in, and proving once more who one is, by a code that is sent to one's number. */

/** A mobile number as people type it; answered as it is compared. */
export const mobile = z
  .string()
  .max(30)
  .transform((typed, ctx) => {
    const found = mobileOf(typed)
    if (found !== null) return found
    ctx.addIssue({ code: 'custom', message: 'a mobile number' })
    return z.NEVER
  })

const step = z.string().min(1).max(100)
/** Six digits; people type blanks between them. */
const code = z
  .string()
  .max(20)
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/))
/** The number, and the code that was sent to it. */
const proof = { step, phone: mobile, code }

export const inputs = {
  send: z.strictObject({ phone: mobile }),
  signIn: z.strictObject({ ...proof, hold: z.enum(SESSION_HOLDS).default('cookie') }),
  stepUp: z.strictObject({ step, code }),
  link: z.strictObject(proof),
}

/** The same whether or not the number is known here. */
export const sentCode = z.object({
  /** Goes back with the code. */
  step: z.string(),
  /** For so long the code is good, in milliseconds: a phone’s own clock may be off. */
  lastsMs: z.int(),
  /** No other one is sent before, in milliseconds. */
  againMs: z.int(),
  /** The code itself, in a demo that sends no messages; null wherever messages are sent, and always in production. */
  shown: z.string().nullable(),
})
/** To one’s own number, so that whoever asks knows to which. */
export const sentOwnCode = sentCode.extend({
  /** `138****5678` */
  phone: z.string(),
})

/** `pair` for a client without cookies; null where the browser has got its cookie. */
export const openedSession = z.object({ me, pair: sessionPair.nullable() })
