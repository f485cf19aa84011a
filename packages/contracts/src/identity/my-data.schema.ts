import { z } from 'zod'
import { cityText } from '../city/text.schema.ts'
import { LOCALES } from '../city/city.constants.ts'
import { list, listInput } from '../appeals/appeal.schema.ts'
import { CONSENT_KINDS } from './my-data.constants.ts'

/** 我的数据: what is kept of a resident, for that resident alone. Instants are ISO UTC. */

export const pageInput = listInput

/** A look at the contact that somebody left. */
export const look = z.object({
  /** Of the appeal. */
  code: z.string(),
  at: z.string(),
  /** As what they looked; a word that may be newer than the client. Residents are told the body, never the person. */
  role: z.string().nullable(),
  /** The body that had the order, for those who work for one; null of the centre. */
  body: cityText.nullable(),
})
export const looks = list(look)

export const consent = z.object({
  kind: z.enum(CONSENT_KINDS),
  code: z.string(),
  /** What was agreed: `yes`, `no`, or how one wants to be reached. */
  value: z.string(),
  at: z.string(),
  /** Version of the words that asked. */
  words: z.string(),
})
export const consents = list(consent)

/** What stays although an account is deleted, by which law and for how long. */
export const keptByLaw = z.object({ what: cityText, ground: cityText, until: cityText })

export const deletionView = z.object({
  keeps: z.array(keptByLaw),
  /** For which the city still has something to do: they go on without a contact, or are withdrawn. */
  open: z.array(z.object({ code: z.string(), category: cityText, submittedAt: z.string() })),
  /** Days to think it over, 0 where it is done at once. */
  thinkOverDays: z.int(),
  /** Asked for and not done yet. */
  asked: z.object({ at: z.string(), until: z.string() }).nullable(),
})

export const deleteInput = z.strictObject({
  /** What becomes of what is open. */
  open: z.enum(['goOn', 'withdraw']),
})
/** `until` null: it is done, and no session is left. */
export const deletionReceipt = z.object({ until: z.string().nullable() })

export const copyInput = z.strictObject({ locale: z.enum(LOCALES) })
/** Where the archive is fetched: once, by whoever has the address, until then. */
export const copyView = z.object({ url: z.string(), until: z.string() })
