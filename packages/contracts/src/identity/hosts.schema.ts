import { z } from 'zod'
import { cityText, code } from '../city/text.schema.ts'
import { CLIENT_ASSERTION_TYPE, TICKET_HOLDS } from './hosts.constants.ts'
import { me } from './identity.schema.ts'

/** 256 random bits, or a SHA-256, in base64url. */
const secret = z.string().regex(/^[\w-]{43}$/, '32 bytes in base64url')
const origin = z
  .string()
  .max(200)
  .regex(/^https?:\/\/[a-z0-9-]+(\.[a-z0-9-]+)*(:[1-9][0-9]{0,4})?$/, 'an origin such as https://12345.example.cn')
const address = z.url({ protocol: /^https?$/ }).max(500)

/** A public key of a host, RFC 7517. Whatever could be a secret is refused: it would be published with the city. */
const publicKey = z
  .looseObject({ kty: z.enum(['EC', 'OKP', 'RSA']), kid: z.string().min(1).max(100).optional() })
  .refine((key) => !('d' in key) && !('k' in key), 'a private key; only the public one belongs here')

/** `hosts.json`: the apps whose people may come into the portal, and what each of them may do. */
export const hostsFile = z.array(
  z.strictObject({
    code,
    name: cityText,
    /** Its public keys, or where they are found; a new key is published there before it is used. */
    jwks: z.strictObject({ keys: z.array(publicKey).min(1) }).optional(),
    jwksUrl: address.optional(),
    /** What its assertions must be made for (`aud`). */
    audience: z.string().min(1).max(200),
    /** Where the portal sends somebody who comes by a browser, to be signed in there; none for an app without pages. */
    start: address.optional(),
    /** Origins of the portal to which tickets may go. */
    callbacks: z.array(origin).min(1),
    /** Origins of its pages that may hold the portal in a frame. */
    frames: z.array(origin).default([]),
    /** Area paths that its people belong to; each stands for everything below it. */
    jurisdictions: z.array(z.string().regex(/^(\/[a-zA-Z][a-zA-Z0-9-]*)+$/, 'an area path')).min(1),
    /** The host has made sure of its people's numbers: who is known here by one is recognised by it. */
    phoneVerified: z.boolean().default(false),
    /** For development: does not exist in production. */
    demo: z.literal(true).optional(),
  }),
)
export type HostApps = z.infer<typeof hostsFile>
export type HostApp = HostApps[number]

/** A host app as the portal's pages know it. */
export const hostAppView = z.object({
  code: z.string(),
  name: cityText,
  start: z.string().nullable(),
  /** Origins that may hold the portal in a frame. */
  frames: z.array(z.string()),
})
export type HostAppView = z.infer<typeof hostAppView>

export const startTicketInput = z.strictObject({
  hostApp: code,
  /** The page's own origin. */
  callback: origin,
  /** SHA-256 of a secret that stays in the page, base64url. */
  proof: secret,
})

/** Only who is asked by the host with this very challenge gets a ticket that the page can use. */
export const startedTicket = z.object({
  challenge: z.string(),
  /** ISO UTC. */
  expiresAt: z.string(),
})

export const exchangeTicketInput = z.strictObject({
  ticket: z.string().min(1).max(100),
  /** The secret that the proof was made of. */
  verifier: secret,
  hold: z.enum(TICKET_HOLDS),
  /** The token whose place the new one takes, so that a page that renews stays one device to its owner. */
  renews: secret.optional(),
})

export const exchangedTicket = z.object({
  /** Null where the browser keeps the session in a cookie. */
  token: z.string().nullable(),
  /** ISO UTC. */
  expiresAt: z.string(),
  hostApp: z.string(),
  me,
})

/** What a host's backend asks for, beside its assertion. */
export const hostTicketInput = z.strictObject({
  client_assertion_type: z.literal(CLIENT_ASSERTION_TYPE),
  client_assertion: z.string().min(1).max(8192),
  /** Whom the host has signed in, in its own words; always the same for one person, and of no use elsewhere. */
  subject: z.string().min(1).max(200),
  profile: z
    .strictObject({
      name: z.string().trim().min(1).max(50).optional(),
      phone: z
        .string()
        .regex(/^1[0-9]{10}$/, 'eleven digits')
        .optional(),
    })
    .default({}),
  /** When the host last had them prove who they are: a sign-in of just now is a proof here, too. */
  authenticatedAt: z.iso.datetime({ offset: true }).optional(),
  /** Area path that the person belongs to. */
  jurisdiction: z.string().min(1).max(300),
  challenge: z.string().min(1).max(200),
  callback: z.string().min(1).max(200),
})
export type HostTicketInput = z.infer<typeof hostTicketInput>

export const hostTicket = z.object({
  ticket: z.string(),
  /** ISO UTC. */
  expiresAt: z.string(),
  /** Where to send a browser: the portal's own page, with the ticket behind the `#`. */
  location: z.string(),
})
export type HostTicket = z.infer<typeof hostTicket>
