import type {
  ExchangedTicket,
  ExchangeTicketInput,
  SignedIn,
  StartedTicket,
  StartTicketInput,
} from '../wire/identity.ts'
import type { SessionPair, WeChatSignedIn } from '../wire/access.ts'

/** What a session may ask of the server before there is one. */
export interface Door {
  demoSignIn(persona: string): Promise<SignedIn>
  renew(refresh: string): Promise<SessionPair>
  wechatSignIn(code: string): Promise<WeChatSignedIn>
  startTicket(input: StartTicketInput): Promise<StartedTicket>
  exchangeTicket(input: ExchangeTicketInput): Promise<ExchangedTicket>
}

/** What a request carries to say who speaks. */
export interface Credentials {
  /** `include` where the browser's cookie speaks, `omit` where a token does. */
  readonly cookies: 'include' | 'omit'
  /** The token to send; null for a guest or where a cookie speaks. */
  token(): Promise<string | null>
  /** How often the token was replaced: a refused request knows whether that has been done meanwhile. */
  readonly generation: number
  /**
   * Asks for a new token unless the one of `generation` has been replaced already; many refused requests ask once.
   * @returns whether trying again makes sense.
   */
  renew(generation: number): Promise<boolean>
}

/** How a client signs in: made by `cookieSession`, `tokenSession` or `demoSession`. */
export type Session = (door: Door) => Credentials

/** A token is renewed this long before it ends. */
export const EARLY_MS = 60_000

/** A token and, where known, the epoch millisecond from which it should no longer be used. */
export interface Grant {
  token: string | null
  until?: number
}

/** Credentials over anything that hands out tokens: asked once at a time, whoever waits. */
export function credentialsOver(ask: (stale: boolean) => Promise<Grant>): Credentials {
  let grant: Grant | undefined
  let asking: Promise<Grant> | undefined
  let generation = 0

  async function replace(): Promise<Grant> {
    const stale = grant !== undefined
    try {
      grant = await ask(stale)
      if (stale) generation++
      return grant
    } finally {
      asking = undefined
    }
  }
  const fresh = (): Promise<Grant> => (asking ??= replace())

  return {
    cookies: 'omit',
    get generation() {
      return generation
    },
    async token() {
      const usable = grant && (grant.until === undefined || Date.now() < grant.until)
      return (usable && grant ? grant : await fresh()).token
    },
    async renew(of) {
      if (of !== generation) return true
      return (await fresh()).token !== null
    },
  }
}
