import { z } from 'zod'
import { cityText } from '../city/text.schema.ts'
import { me } from './identity.schema.ts'

/** How staff comes in: a password and a second factor, a passkey, or the city's own identity. */

const secret = z.string().min(1).max(200)
export const loginName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,63}$/u)
const password = z.string().min(1).max(1000)
/** Six digits; people type blanks between them. */
const code = z
  .string()
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/))
const recovery = z.string().min(1).max(40)

const base64url = z
  .string()
  .regex(/^[\w-]*$/)
  .max(10_000)
const credential = {
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.looseObject({}),
}
/** What the browser's `navigator.credentials.create` gives, as WebAuthn's JSON has it. */
export const registrationResponse = z.object({
  ...credential,
  authenticatorAttachment: z.enum(['cross-platform', 'platform']).optional(),
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
})
/** And `navigator.credentials.get`. */
export const authenticationResponse = z.object({
  ...credential,
  authenticatorAttachment: z.enum(['cross-platform', 'platform']).optional(),
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
})
const passkeyProof = z.object({ step: secret, response: authenticationResponse })
const newPasskey = z.object({ step: secret, response: registrationResponse })

export const FACTORS = ['totp', 'recovery', 'passkey'] as const

export const inputs = {
  invitation: z.object({ token: secret }),
  accept: z.object({
    token: secret,
    password,
    /** One of the two. */
    code: code.optional(),
    passkey: newPasskey.optional(),
  }),
  password: z.object({ loginName, password }),
  factor: z.object({ step: secret, code: code.optional(), recovery: recovery.optional() }),
  passkey: passkeyProof,
  stepUp: z.object({ code: code.optional(), passkey: passkeyProof.optional() }),
  changePassword: z.object({ current: password, password }),
  addPasskey: newPasskey,
  removePasskey: z.object({ id: base64url.min(1).max(2000) }),
}

export const ways = z.object({ cityIdentity: z.object({ name: cityText, start: z.string() }).nullable() })
export const invitationView = z.object({
  name: z.string(),
  loginName: z.string(),
  /** Base32, and the same as an address that an authenticator reads from a code. */
  totp: z.object({ secret: z.string(), uri: z.string() }),
  expiresAt: z.string(),
})
/** `options` is what WebAuthn's JSON has; `step` comes back with the answer. */
export const passkeyAsk = z.object({ step: z.string(), options: z.looseObject({ challenge: z.string() }) })
export const factorAsk = z.object({ step: z.string(), factors: z.array(z.enum(FACTORS)) })
/** The browser has got its cookie; no token reaches the page. */
export const cameIn = z.object({ me })
export const accepted = cameIn.extend({ recoveryCodes: z.array(z.string()) })
/** A passkey as its owner knows it again. */
export const ownPasskey = z.object({
  /** Its public name. */
  id: z.string(),
  /** On which it was made, as of a session. */
  app: z.string(),
  system: z.string(),
  /** ISO UTC. */
  since: z.string(),
  usedAt: z.string().nullable(),
})
export const ownWays = z.object({
  loginName: z.string().nullable(),
  factors: z.array(z.enum(FACTORS)),
  recoveryLeft: z.int(),
  passkeys: z.array(ownPasskey),
})
