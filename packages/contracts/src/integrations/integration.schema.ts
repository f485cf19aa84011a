import { z } from 'zod'
import { instant } from '../appeals/appeal.schema.ts'
import { cityText } from '../city/text.schema.ts'
import { CONSENT_ENDS, CONSENT_STANDINGS, INTEGRATION_SCOPES, REDIRECTS_MAX } from './integration.constants.ts'

/** Inputs and outputs of the router `consents`: what residents let integrations do. */

/** `https://host[:port]`, and plain http on a developer's own machine alone; nobody's name before the host, no fragment. */
const ADDRESS = /^(?:https:\/\/[^/?#@\s]+|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?)(?:[/?][^#\s]*)?$/
/** Scheme, host and port. */
const ORIGIN = /^[a-z]+:\/\/[^/?#]+/

/** Where a partner's system is sent back to; compared letter by letter. */
export const redirectUri = z.url().max(500).regex(ADDRESS, 'an https address without a fragment')

/** All of one host: what a partner knows a person by is the same for all of them, and nobody else's. */
export const redirectUris = z
  .array(redirectUri)
  .max(REDIRECTS_MAX)
  .refine((all) => new Set(all.map((one) => ORIGIN.exec(one)?.[0])).size <= 1, 'all of one host')

const uid = z.string().regex(/^[\w-]{21,43}$/)
const scope = z.enum(INTEGRATION_SCOPES)

export const consentInputs = {
  /** The request that waits in this browser. */
  request: z.object({ uid }),
  /** To all that the page said, or to nothing: an app that would do without a scope does not ask for it. */
  answer: z.object({ uid }),
  ref: z.object({ ref: z.string().min(1).max(40) }),
}

/** One thing that is asked for, and why. */
export const askedScope = z.object({
  scope,
  /** What the city granted it for, in the words of the grant. */
  purpose: cityText,
  /** ISO UTC: until when the city's own grant lasts. */
  until: instant,
})

/** Who asks for what: the page of consent. */
export const consentRequest = z.object({
  integration: z.object({
    ref: z.string(),
    name: cityText,
    /** The organisation that answers for it. */
    operator: z.string(),
    /** Host of the page that the person is sent back to. */
    returnsTo: z.string(),
  }),
  scopes: z.array(askedScope),
  /** Until when the consent would hold. */
  until: instant,
  /** When the person agreed to the same or more before; null for the first time. */
  agreedAt: instant.nullable(),
})

/** Where the browser goes next: an address of this service, which sends it on to the partner. */
export const consentAnswer = z.object({ next: z.string() })

export const consentItem = z.object({
  ref: z.string(),
  name: cityText,
  operator: z.string(),
  scopes: z.array(askedScope.pick({ scope: true, purpose: true })),
  standing: z.enum(CONSENT_STANDINGS),
  givenAt: instant,
  until: instant,
  endedAt: instant.nullable(),
  endedBy: z.enum(CONSENT_ENDS).nullable(),
  /** The last time that it was used; to the hour. */
  usedAt: instant.nullable(),
})
export const consentList = z.object({ items: z.array(consentItem) })
