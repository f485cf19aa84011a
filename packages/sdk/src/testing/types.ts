import type { ErrorCode } from '@civicgrid/contracts/constants'
import type { Link } from '../bridge/link.ts'
import type { FromHost, FromPortal, HostPosition } from '../bridge/messages.ts'
import type { CivicOptions } from '../civic.resident.ts'
import type { Fetch } from '../transport/http.ts'
import type { Receipt } from '../wire/appeals.ts'
import type { DeskScript } from './script.ts'

// What a test sees of the mock. Apart from what it is made of, so that its published types name nothing of the contracts.

/** How far a clock is moved: what is given is added up. */
export interface Span {
  days?: number
  hours?: number
  minutes?: number
  ms?: number
}

/** The city's time. It stands still until a test moves it, so that the same script gives the same answers. */
export interface MockClock {
  /** Epoch milliseconds. */
  now(): number
  /** Forward only, and whatever the desk's script does on the way is done at its own instant. */
  advance(span: Span): void
  /** To an instant, as ISO text. @throws RangeError for one that is past */
  to(instant: string): void
}

/** What goes wrong on demand. */
export interface Fault {
  /** A procedure such as `appeals.submit`, or `files.upload`; left out, whatever is asked next. */
  on?: string
  /** The error that is answered: RATE_LIMITED is a 429, OVERLOADED a 503. */
  code?: ErrorCode
  /** With `code`: after how long to try again. */
  retryAfterMs?: number
  /** Instead of an error the network: `before` the request arrives, or `after` it was carried out, so that only its answer is lost. */
  cut?: 'before' | 'after'
  /** How often; once by default. */
  times?: number
}

/** What the desk may say; whatever is left out is said for it. */
export interface DeskWords {
  bodyCode?: string
  outcome?: 'solved' | 'partlySolved' | 'explained' | 'notFeasibleNow' | 'notSubstantiated'
  text?: string
  ground?: string
}

/** What strangers are to read; what is left out is taken from the appeal, without what is personal in it. */
export interface PublishWords {
  text?: string
  reply?: string | null
  /** Its community alone, a point rounded to ≥ 200 m, or where it is. */
  place?: 'area' | 'rounded' | 'exact'
}

/** The city's side, in the order in which a test wants it. Every step goes through the policy and the machine. */
export interface MockDesk {
  /** @throws CivicError what the machine refuses, WRONG_STATE among them */
  accept(code: string): Receipt
  decline(code: string, words?: DeskWords): Receipt
  answer(code: string, words?: DeskWords): Receipt
  dispatch(code: string, words?: DeskWords): Receipt
  take(code: string): Receipt
  bounce(code: string, words?: DeskWords): Receipt
  contact(code: string): Receipt
  giveFeedback(code: string, words?: DeskWords): Receipt
  verifyOnSite(code: string): Receipt
  reviewFeedback(code: string): Receipt
  archive(code: string): Receipt
  /** Puts it on the public board. @throws CivicError NO_CONSENT, PERSONAL_DATA_LEFT */
  publish(code: string, words?: PublishWords): Receipt
  /** All that is left to do until the resident has a result to rate. */
  settle(code: string, words?: DeskWords): Receipt
}

/** What the host said or was told, in order. */
export interface HostSaid {
  readonly type: keyof FromPortal
  readonly data: unknown
}

/** An app around the portal, played by a test. */
export interface MockHost {
  readonly hostApp: string
  /** The portal's end of the bridge, for `hostSession(() => Promise.resolve(host))` and for what a page says. */
  readonly link: Link<FromPortal, FromHost>
  /** The host's end: tells theme, font, sign-out, and asks for `back`. */
  readonly portal: Link<FromHost, FromPortal>
  /** Who is signed in at the host from now on; null for nobody. */
  signIn(persona: string | null): void
  /** Where its phone is; null where it may not say. */
  standAt(position: HostPosition | null): void
  readonly heard: readonly HostSaid[]
}

/** A call as the mock saw it: what a test of a partner's own page asks about. */
export interface SeenCall {
  readonly procedure: string
  readonly input: unknown
  /** Persona of who asked; null for a guest. */
  readonly by: string | null
}

export interface MockOptions {
  /** Where the mock is; nobody ever goes there. */
  baseUrl?: string
  /** The city's time at the beginning, as ISO text: a Monday morning unless told otherwise. */
  now?: string
  /** The same seed gives the same codes and tokens. */
  seed?: number
  /** What the desk does by itself while the clock moves; nothing by default. */
  script?: DeskScript
}

/** The part of msw's `http` that is needed, so that this door works without msw where nobody uses it. */
export interface MswHttp<Handler> {
  all(path: string, resolver: (info: { request: Request }) => Promise<Response>): Handler
}

/** A whole city in memory: it decides by the server's own machines and policies, and forgets everything with the test. */
export interface MockCity {
  readonly baseUrl: string
  /** Options for `createCivic`: as this person. `resident`, `neighbour`, `operator`, `handler-roads`, `reviewer`, `supervisor`, `publisher` … */
  as(persona: string): Pick<CivicOptions, 'baseUrl' | 'fetch' | 'session' | 'realm'>
  /** Instead of the page's own `fetch`. */
  readonly fetch: Fetch
  /** Handlers for msw, whose `http` is handed in: `setupServer(...city.handlers(http))`. */
  handlers<Handler>(http: MswHttp<Handler>): Handler[]
  readonly clock: MockClock
  /** The city's side. */
  readonly desk: MockDesk
  /** An app around the portal. */
  readonly host: MockHost
  /** Lets the next calls go wrong. */
  fail(fault: Fault): void
  /** Every call so far, uploads included. */
  readonly seen: readonly SeenCall[]
  /** As it was at the beginning, but for its time. */
  reset(): void
}

/** Makes a city. Nothing is listened to and nothing leaves the process. */
export type MakeMockCity = (options?: MockOptions) => MockCity
