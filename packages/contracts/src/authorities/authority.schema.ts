import { z } from 'zod'
import { NOTE_MAX, PERSON_NAME_MAX, RELATION_MAX } from '../appeals/appeal.constants.ts'
import { instant, list, listInput, photoToken, photoView } from '../appeals/appeal.schema.ts'
import { AUTHORITY_ORIGINS, AUTHORITY_SCOPES, AUTHORITY_STANDINGS, EVIDENCE_MAX } from './authority.constants.ts'

/** Inputs and outputs of the routers `authorities` (the two whom it concerns) and `authorityDesk` (staff). */

const ref = z.string().min(1).max(40).describe('how an authority is named outside; says nothing of its number')
const name = z.string().trim().min(1).max(PERSON_NAME_MAX)
const relation = z
  .string()
  .trim()
  .max(RELATION_MAX)
  .nullish()
  .transform((text) => text || null)
const scope = z.array(z.enum(AUTHORITY_SCOPES)).min(1).max(AUTHORITY_SCOPES.length)

const term = { scope, until: instant, relation }
const onAuthority = z.object({ ref, expectedVersion: z.int().positive() })

export const authorityInputs = {
  ref: z.object({ ref }),
  /** Whoever takes up the code becomes the agent; the name is how the person calls them until then. */
  offer: z.object({ agentName: name, ...term }),
  code: z.object({ code: z.string().min(1).max(40) }),
  request: z.object({ principalName: name, ...term, evidence: z.array(photoToken).min(1).max(EVIDENCE_MAX) }),
  /** Without a version: it may be ended at will, whatever has happened meanwhile. */
  end: z.object({ ref }),
}

export const authorityDeskInputs = {
  list: listInput.extend({ waiting: z.boolean().default(false) }),
  ref: z.object({ ref }),
  /** In person: the officer has both the person's word and who they are. */
  witness: z.object({ principalName: name, agentName: name, ...term }),
  viewEvidence: onAuthority,
  approve: onAuthority,
  refuse: onAuthority.extend({ note: z.string().trim().min(1).max(NOTE_MAX) }),
  renew: onAuthority.extend({ until: instant }),
  end: z.object({ ref }),
}

export const authorityReceipt = z.object({ ref: z.string(), version: z.int(), at: instant })
/** The code is said this once: it goes from the person to whoever is to act for them. */
export const authorityCode = authorityReceipt.extend({ code: z.string(), codeUntil: instant })

/** One authority, for either of the two. */
export const authorityItem = z.object({
  ref: z.string(),
  version: z.int(),
  /** Which of the two the caller is. */
  side: z.enum(['principal', 'agent']),
  origin: z.enum(AUTHORITY_ORIGINS),
  standing: z.enum(AUTHORITY_STANDINGS),
  scope: z.array(z.enum(AUTHORITY_SCOPES)),
  from: instant,
  until: instant,
  codeUntil: instant.nullable(),
  /** Null once the account is gone. */
  principal: z.string().nullable(),
  agent: z.string().nullable(),
  relation: z.string().nullable(),
  allowedActions: z.array(z.string()),
})
export const authorityHistory = z.array(
  z.object({
    type: z.string(),
    at: instant,
    /** Who did it: one of the two, or staff by their role, never by name. */
    by: z.string().nullable(),
    text: z.string().nullable(),
  }),
)
export const authorityView = authorityItem.extend({ history: authorityHistory })
export const authorityList = z.object({ items: z.array(authorityItem) })

/** What a code stands for, before it is taken up; the name masked, since whoever found the code may read it. */
export const offeredAuthority = authorityItem.pick({ origin: true, scope: true, until: true }).extend({
  principal: z.string().nullable(),
})

/** For staff: names masked until they look at the paper, which is an event that both read. */
export const deskAuthority = authorityItem.omit({ side: true }).extend({ hasEvidence: z.boolean() })
export const deskAuthorities = list(deskAuthority)
export const deskAuthorityView = deskAuthority.extend({ history: authorityHistory })
export const evidenceView = z.object({
  principal: z.string().nullable(),
  agent: z.string().nullable(),
  photos: z.array(photoView),
  receipt: authorityReceipt,
})
