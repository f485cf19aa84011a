/**
 * Every answer that is not a success, in one list: what HTTP calls it and whether the same request may simply be sent again.
 * The sentence that a resident reads for a code is in kit, one for every locale; `message` is for engineers.
 */
export interface ErrorKind {
  /** HTTP status; 0 for what only a client sees. */
  readonly status: number
  /** The same request, with the same idempotency key, may succeed a little later. */
  readonly retryable: boolean
}

const refused = (status: number): ErrorKind => ({ status, retryable: false })
const later = (status: number): ErrorKind => ({ status, retryable: true })

/** Message of a NOT_FOUND that is not about a thing: this server has no such procedure, as one that is older than its client. */
export const NO_SUCH_PROCEDURE = 'no such procedure'

export const ERRORS = {
  // The request itself
  BAD_INPUT: refused(400),
  UNAUTHENTICATED: refused(401),
  FORBIDDEN: refused(403),
  NOT_FOUND: refused(404),
  CLIENT_TOO_OLD: refused(426),

  // What an appeal says
  UNKNOWN_CATEGORY: refused(400),
  PLACE_OUTSIDE_CITY: refused(400),
  PHOTO_REQUIRED: refused(400),
  TOO_MANY_PHOTOS: refused(400),
  TEXT_TOO_LONG: refused(400),
  DATE_IN_FUTURE: refused(400),
  /** The check character of a public code does not fit: mistyped, so nobody looks it up. */
  CODE_INVALID: refused(400),
  /** A ground (of declining, bouncing, extending …) that is not in the list for this command. */
  GROUND_UNKNOWN: refused(400),
  /** A phone, an identity number, a plate, a card or a name stands in what was to be published; `fields` says where. */
  PERSONAL_DATA_LEFT: refused(400),

  // Files
  FILE_TYPE_UNSUPPORTED: refused(415),
  FILE_HEIC_UNSUPPORTED: refused(415),
  FILE_TOO_LARGE: refused(413),
  /** Cut short or broken: the picture cannot be shown whole. */
  FILE_DAMAGED: refused(422),

  // The thing is not as the caller thought
  IDEMPOTENCY_CONFLICT: refused(409),
  /** Somebody else was first; `changes` says what they did. */
  VERSION_CONFLICT: refused(409),
  WRONG_STATE: refused(409),
  NOT_ALLOWED_NOW: refused(409),
  URGED_TODAY: refused(409),
  REHANDLE_WINDOW_OVER: refused(409),
  BOUNCE_USED: refused(409),
  EXTENSION_CAP: refused(409),
  /** An extension is asked for before the limit runs out, not after. */
  EXTENSION_TOO_LATE: refused(409),
  /** As often as the city allows has this appeal been handled again. */
  REHANDLES_USED: refused(409),
  /** The category asks for on-site verification before the result may pass. */
  VERIFICATION_NEEDED: refused(409),
  /** What a department must do is never pushed down to a grid. */
  DEPARTMENT_DUTY: refused(409),
  /** Finder, handler and verifier must be three people where the category asks for it. */
  SAME_PERSON: refused(409),
  /** The resident does not consent to publication, or no longer. */
  NO_CONSENT: refused(409),
  /** WeChat has not let through what came from its mini-program, nor has a publisher who looked at it. */
  CONTENT_UNCHECKED: refused(409),
  /** A rating link that has run out, or whose appeal has moved on. */
  LINK_EXPIRED: refused(410),

  // Coming in
  /** Used, run out, or made for another app, another portal or another page. */
  TICKET_INVALID: refused(401),
  /** A host app did not prove who it is; `fields.assertion` says by which of its claims. */
  ASSERTION_INVALID: refused(401),
  /** A host app's clock is off by more than half a minute; `fields.serverTime` is ours. */
  CLOCK_SKEW: refused(401),

  /** A code that was sent, or that WeChat gave, is wrong, used up or over; `fields.code` says which. */
  CODE_REFUSED: refused(403),
  /** No message could be sent to this number now. */
  NOT_SENT: refused(503),
  /** What was to be linked is somebody else's way in. */
  LINKED_ELSEWHERE: refused(409),
  /** The only way in that is left: without it nobody could come in any more. */
  LAST_WAY: refused(409),

  // Who one is
  /** Name, password or code do not fit; which of them is not said. */
  SIGN_IN_FAILED: refused(403),
  /** Too many tries that failed; free again by itself after `retryAfterMs`. */
  LOCKED_OUT: refused(429),
  /** What is asked for is sensitive: prove once more who you are, then send it again. */
  STEP_UP_REQUIRED: refused(403),
  /** An invitation that was taken up, replaced or has run out. */
  INVITATION_INVALID: refused(410),

  // Acting for another
  /** The authority by which the caller acted holds no longer, or not for this. */
  AUTHORITY_OVER: refused(403),

  // Integrations
  /** The token does not hold the scope that this takes (`fields.scope`), or no token may ask for it. */
  SCOPE_MISSING: refused(403),
  /** As often as this scope may be used; `fields.scope` says which, `retryAfterMs` from when again. */
  QUOTA_SPENT: later(429),

  // The service
  RATE_LIMITED: later(429),
  OVERLOADED: later(503),
  TIMEOUT: later(504),
  STORAGE_FULL: refused(507),
  INTERNAL: refused(500),
  /** Client side only: no answer came. */
  NETWORK: later(0),
} as const satisfies Record<string, ErrorKind>

export type ErrorCode = keyof typeof ERRORS

/** Compiler-checked: a table over all codes, complete and without strangers. */
export type PerErrorCode<T> = { readonly [Code in ErrorCode]: T }

export const ERROR_CODES = Object.keys(ERRORS) as readonly ErrorCode[]

/** Codes come over the wire from servers older or newer than this list. */
export function isErrorCode(code: unknown): code is ErrorCode {
  // Not Object.hasOwn: the SDK runs this in web-views that lack it.
  return (ERROR_CODES as readonly unknown[]).includes(code)
}

/** What somebody else did to a thing meanwhile; no personal data. */
export interface Changes {
  /** The thing's version now; send it as `expectedVersion` to try again. */
  version: number
  /** ISO UTC instants; only events that the caller may see. */
  events: { seq: number; type: string; at: string; actorRole: string | null }[]
}

/** What an error looks like on the wire, the same in every route. */
export interface CivicErrorShape {
  code: ErrorCode
  status: number
  requestId: string | null
  retryable: boolean
  retryAfterMs: number | null
  /** Path of an input field → why it was refused (a word, not a sentence). */
  fields: Record<string, string> | null
  /** With VERSION_CONFLICT only. */
  changes: Changes | null
  message: string
}

export interface CivicErrorOptions {
  message?: string
  requestId?: string | null
  retryAfterMs?: number | null
  fields?: Record<string, string> | null
  changes?: Changes | null
  cause?: unknown
}

/** The one error of the service and the SDK: `throw new CivicError('WRONG_STATE')`. */
export class CivicError extends Error implements CivicErrorShape {
  // Declared and no more: whatever defines a field for old browsers weighs half a kilobyte there.
  declare readonly name: 'CivicError'
  declare readonly code: ErrorCode
  declare readonly status: number
  declare readonly retryable: boolean
  declare readonly retryAfterMs: number | null
  declare readonly fields: Record<string, string> | null
  declare readonly changes: Changes | null
  /** Set where the request is known, which is not where most errors are made. */
  declare requestId: string | null

  constructor(code: ErrorCode, options: CivicErrorOptions = {}) {
    super(options.message ?? code, { cause: options.cause })
    const kind = ERRORS[code]
    this.name = 'CivicError'
    this.code = code
    this.status = kind.status
    this.retryable = kind.retryable
    this.retryAfterMs = options.retryAfterMs ?? null
    this.fields = options.fields ?? null
    this.changes = options.changes ?? null
    this.requestId = options.requestId ?? null
  }

  /** What goes over the wire; never the stack or the cause. */
  toJSON(): CivicErrorShape {
    const { code, status, requestId, retryable, retryAfterMs, fields, changes, message } = this
    return { code, status, requestId, retryable, retryAfterMs, fields, changes, message }
  }
}
