import { z } from 'zod'
import { instant } from '../appeals/appeal.schema.ts'
import { TEXT_MAX } from '../appeals/appeal.constants.ts'
import { cityText } from '../city/text.schema.ts'
import { EXTERNAL_ID_PATTERN } from './integration.constants.ts'
import { SUBJECT_MAX } from './embed.constants.ts'

/** Inputs and outputs of embedding. */

const base64url256 = z.string().regex(/^[\w-]{43}$/)
const publicId = z.string().regex(/^civic_[\w-]{16,64}$/)
/** As browsers write one: scheme, host and port, nothing after them. */
const origin = z
  .string()
  .max(300)
  .regex(/^https?:\/\/(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/)

/** What the form begins with, where nothing has been written in it yet. */
export const embedPrefill = z.object({
  category: z.string().min(1).max(64).optional(),
  text: z.string().min(1).max(TEXT_MAX).optional(),
  address: z.string().min(1).max(200).optional(),
})

/** For the partner's server, with a token of its own of the scope `embed`. */
export const mintEmbedSecretInput = z.object({
  /** What the partner calls the person, always the same, and nobody else: the person is known here by it. */
  subject: z.string().min(1).max(SUBJECT_MAX),
  /** Of the partner's page, one of the registered ones. */
  origin,
  /** As our page in the frame said it to the partner's page: whoever cannot show what is behind it has no use of the secret. */
  proof: base64url256,
  /** What the partner calls that which is about to be sent; on the first appeal of the session. */
  externalId: z.string().regex(EXTERNAL_ID_PATTERN).optional(),
  prefill: embedPrefill.optional(),
})
export const embedSecret = z.object({
  secret: z.string(),
  /** ISO UTC; a minute later. */
  expiresAt: instant,
})

export const embedSettingsInput = z.object({ integration: publicId })
export const embedSettings = z.object({
  name: cityText,
  /** Whose pages may hold ours. */
  origins: z.array(z.string()),
})

export const openEmbedInput = z.object({
  integration: publicId,
  secret: base64url256,
  /** What `proof` is the SHA-256 of. */
  verifier: base64url256,
  /** Of the page around, as the browser said. */
  origin,
  /** The token that this one takes the place of. */
  renews: base64url256.optional(),
})
export const openedEmbed = z.object({
  token: z.string(),
  expiresAt: instant,
  /** Always the same for this person. */
  account: z.string(),
  prefill: embedPrefill.nullable(),
})
