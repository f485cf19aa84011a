import { z } from 'zod'
import { inputs as phoneInputs, openedSession } from './phones.schema.ts'

/** Coming in by the city's mini-program in WeChat. */

/** Of `wx.login` or of the button that gives the number: good for five minutes, once. */
const code = z.string().min(1).max(200)
const step = z.string().min(1).max(100)

export const inputs = {
  signIn: z.strictObject({ code }),
  phoneSignIn: z.strictObject({ step, phoneCode: code }),
  codeSignIn: z.strictObject({ step, proof: phoneInputs.link }),
}

/** Whoever came is nobody's account yet: `step` goes back with a number that is proved. */
export const toLink = z.object({ step: z.string(), lastsMs: z.int() })
export const byWeChat = openedSession.extend({ link: toLink.nullable() })
