/** Where a host app's backend gets a ticket for somebody whom it has signed in; RFC 7523 says how it says who it is. */
export const HOST_TICKETS_PATH = '/api/host/tickets'
export const CLIENT_ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** Where the portal takes a ticket; it stands behind the `#`, which no server and no referrer is told. */
export const ENTER_PATH = '/enter'

/** Signatures that a host may use: all of them by a key of its own, none by a shared secret, and never none. */
export const HOST_ALGORITHMS = ['ES256', 'EdDSA', 'RS256', 'PS256'] as const
export type HostAlgorithm = (typeof HOST_ALGORITHMS)[number]

/** How long an assertion may be good for, and how far a host's clock may be off. */
export const ASSERTION_MAX_MS = 60_000
export const CLOCK_LEEWAY_MS = 30_000

/** The portal's challenge waits for a person who signs in at the host; the ticket is used by a page at once. */
export const CHALLENGE_MS = 5 * 60_000
export const TICKET_MS = 60_000

/** A sign-in at the host that is no older is a proof here; the person was sent there for it. */
export const HOST_PROOF_MS = 2 * 60_000

/** Where the session of a ticket is kept: by the browser for a page, in memory for a page in a frame or a web-view. */
export const TICKET_HOLDS = ['cookie', 'token'] as const
export type TicketHold = (typeof TICKET_HOLDS)[number]
