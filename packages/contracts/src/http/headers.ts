/** Names of the headers and cookies that both sides must agree on. All lower case, as Node and fetch give them. */

/** Which of a browser's two sessions a request speaks for; see {@link Realm}. Absent means resident. */
export const REALM_HEADER = 'x-civic-realm'
/** A UUID or any 16–64 letters, digits, `-`, `_`; the same for every retry of one command. */
export const IDEMPOTENCY_HEADER = 'idempotency-key'
/**
 * For whom the request is meant: `account` of `identity.me`. Speaks another session, it is answered as a guest's is, so that
 * what one person wrote never goes out as another's who has signed in meanwhile. Absent: for whoever is signed in.
 */
export const ACCOUNT_HEADER = 'x-civic-account'
/** `name/1.2.3`: what speaks and how new it is; too old is answered with CLIENT_TOO_OLD. */
export const CLIENT_HEADER = 'x-civic-client'
/** Given back with every answer; a client may send its own. */
export const REQUEST_ID_HEADER = 'x-request-id'

export const IDEMPOTENCY_KEY_PATTERN = /^[\w-]{16,64}$/

/** One person may be a resident in the portal and staff at the desk in the same browser: a session each. */
export const REALMS = ['resident', 'staff'] as const
export type Realm = (typeof REALMS)[number]
