import { CivicError } from '@civicgrid/contracts/constants'
import { credentialsOver, type Session } from '../session/session.ts'
import type { ExchangedTicket, ExchangeTicketInput, StartedTicket, StartTicketInput } from '../wire/identity.ts'
import type { PortalLink } from './frame.ts'
import { newSecret } from './proof.ts'

/** The part of `civic.identity` that tickets need. */
export interface TicketDoor {
  startTicket(input: StartTicketInput): Promise<StartedTicket>
  exchangeTicket(input: ExchangeTicketInput): Promise<ExchangedTicket>
}

/** The part of `sessionStorage` that tickets need: it is this tab's own, and gone with it. */
export type TicketStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const KEPT = 'civic.ticket'
/** A token is renewed this long before it ends. */
const EARLY_MS = 60_000

const invalid = (why: string) => new CivicError('TICKET_INVALID', { message: why })

/** Only ever a page of this portal: what an address asks for is not to be trusted with more. */
export function ownPath(wanted: unknown): string {
  // A second slash, or a backslash that browsers read as one, would name another host.
  return typeof wanted === 'string' && /^\/(?![/\\])/.test(wanted) && !/[\t\n\r]/.test(wanted) ? wanted : '/'
}

/**
 * Begins in a page that has the whole window: keeps the secret and where somebody wanted to go in this tab, and says where
 * to send the browser. @param again the app has the person prove once more who they are. @throws CivicError TICKET_INVALID where the app takes nobody in by a browser
 */
export async function beginTicket(
  door: TicketDoor,
  { code, start, to, again = false }: { code: string; start: string | null; to: string; again?: boolean },
  store: TicketStore = sessionStorage,
): Promise<string> {
  if (start === null) throw invalid('the app has no page to begin at')
  const { verifier, proof } = await newSecret()
  const callback = location.origin
  const { challenge } = await door.startTicket({ hostApp: code, callback, proof })
  store.setItem(KEPT, JSON.stringify({ verifier, to: ownPath(to) }))
  const next = new URL(start)
  next.searchParams.set('challenge', challenge)
  next.searchParams.set('callback', callback)
  if (again) next.searchParams.set('prompt', 'login')
  return next.toString()
}

/**
 * Ends what `beginTicket` began in this very tab. A ticket that this tab did not ask for signs nobody in: somebody else's
 * may have been slipped into its address. @throws CivicError TICKET_INVALID
 */
export async function endTicket(
  door: TicketDoor,
  ticket: string,
  store: TicketStore = sessionStorage,
): Promise<ExchangedTicket & { to: string }> {
  const kept = store.getItem(KEPT)
  store.removeItem(KEPT)
  if (kept === null) throw invalid('nobody here has asked for a ticket')
  const { verifier, to } = JSON.parse(kept) as { verifier: string; to: string }
  return { ...(await door.exchangeTicket({ ticket, verifier, hold: 'cookie' })), to: ownPath(to) }
}

/**
 * Asks the host over its link.
 * @param renews the token that the next one takes the place of
 * @returns null while nobody is signed in there
 */
export async function ticketOver(
  door: TicketDoor,
  { link, hostApp }: { link: PortalLink; hostApp: string },
  hold: 'cookie' | 'token',
  renews?: string,
): Promise<ExchangedTicket | null> {
  const { verifier, proof } = await newSecret()
  const callback = location.origin
  const { challenge } = await door.startTicket({ hostApp, callback, proof })
  const given = await link.ask('ticket', { hostApp, challenge, callback })
  return given && door.exchangeTicket({ ticket: given.ticket, verifier, hold, ...(renews ? { renews } : {}) })
}

/**
 * For a page in a frame: the token stays in memory and is renewed through the host before it ends, once at a time however
 * many calls wait. Whoever is not signed in at the host is a guest.
 * @param connect the host, or null where there is none
 */
export const hostSession =
  (connect: () => Promise<{ link: PortalLink; hostApp: string } | null>): Session =>
  (door) => {
    let last: string | undefined
    return credentialsOver(async () => {
      const host = await connect()
      const session = host && (await ticketOver(door, host, 'token', last).catch(() => null))
      if (!session?.token) return { token: null }
      last = session.token
      return { token: session.token, until: Date.parse(session.expiresAt) - EARLY_MS }
    })
  }
