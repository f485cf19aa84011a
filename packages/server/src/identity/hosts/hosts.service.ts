import { hash, timingSafeEqual } from 'node:crypto'
import type { z } from 'zod'
import {
  CivicError,
  CLOCK_LEEWAY_MS,
  ENTER_PATH,
  HOST_PROOF_MS,
  isWithin,
  TICKET_MS,
  type exchangedTicket,
  type exchangeTicketInput,
  type HostAppView,
  type HostTicket,
  type HostTicketInput,
  type Me,
  type ResidentActor,
  type startedTicket,
  type startTicketInput,
  type TicketHold,
} from '@civicgrid/contracts'
import type { Kernel, Tx } from '../../kernel/index.ts'
import type { OpenSession } from '../sessions/sessions.ts'
import { checkAssertion } from './assertion.ts'
import { makeChallenge, proofOf, readChallenge } from './challenge.ts'
import { deleteOver, insertTicket, takeAssertion, takeTicket } from './hosts.store.ts'
import { LinkedMeanwhile, residentOf } from './links.ts'
import type { HostRegistry } from './registry.ts'

/** What a page in a frame or a web-view holds in memory is short; the host is asked for the next one. */
const IN_MEMORY_MS = 15 * 60_000

export interface HostsOptions {
  kernel: Kernel
  registry: HostRegistry
  /** Whether an area path is one of the city's. */
  isArea(path: string): boolean
  sessions: {
    open(
      realm: 'resident',
      actorId: number,
      origin: {
        via: 'host'
        hostApp: string
        device: string | null
        lifeMs?: number
        replaces: readonly (string | null | undefined)[]
      },
    ): Promise<OpenSession>
    strengthen(token: string): Promise<void>
  }
  me(actor: ResidentActor): Promise<Me>
}

/** The page that exchanges a ticket. */
export interface Exchanging {
  /** As the browser said; null for a program. */
  readonly origin: string | null
  readonly device: string | null
  /** The session that it had. */
  readonly sessionToken: string | null
}

export interface Exchanged {
  readonly session: OpenSession
  readonly answer: z.infer<typeof exchangedTicket>
}

/** The way from a host app into the portal: challenge (our page), ticket (the host's backend), session (our page again). */
export interface Hosts {
  list(): HostAppView[]
  /** @throws CivicError NOT_FOUND, TICKET_INVALID for a portal that the app may not send to */
  start(input: z.infer<typeof startTicketInput>): z.infer<typeof startedTicket>
  /** @throws CivicError ASSERTION_INVALID, CLOCK_SKEW, TICKET_INVALID, FORBIDDEN for an area that is not the app's */
  issue(input: HostTicketInput): Promise<HostTicket>
  /** A new token whatever the page had before, which is over; `hold` says how long. @throws CivicError TICKET_INVALID */
  exchange(input: z.infer<typeof exchangeTicketInput>, page: Exchanging): Promise<Exchanged>
  /** Forgets what is over. @returns how many */
  sweep(): Promise<number>
}

const invalid = (why: string): CivicError =>
  new CivicError('TICKET_INVALID', { message: `refused by ${why}`, fields: { ticket: why } })

export function createHosts({ kernel, registry, isArea, sessions, me }: HostsOptions): Hosts {
  const { db, clock, random } = kernel
  const challengeKey = db.keys.derive('host challenges')
  const lifeOf = (hold: TicketHold) => (hold === 'token' ? { lifeMs: IN_MEMORY_MS } : {})

  /** Once more where two first tickets of one person met: the second then finds the account of the first. */
  async function twice<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await db.work(work)
    } catch (error) {
      if (error instanceof LinkedMeanwhile) return db.work(work)
      throw error
    }
  }

  return {
    list: () => registry.list(),

    start({ hostApp, callback, proof }) {
      if (!registry.get(hostApp).callbacks.includes(callback)) throw invalid('callback')
      const purpose = { hostApp, callback, proof: Buffer.from(proof, 'base64url') }
      const { challenge, expiresAt } = makeChallenge(challengeKey, purpose, clock.now())
      return { challenge, expiresAt: new Date(expiresAt).toISOString() }
    },

    async issue(input) {
      const { host, ...assertion } = await registry.verified(input.client_assertion)
      const now = clock.now()
      const { code: hostApp, audience } = host
      const { jti, until } = checkAssertion(assertion, { hostApp, audience, now })
      const { callback, jurisdiction, subject, profile } = input
      if (!host.callbacks.includes(callback)) throw invalid('callback')
      if (!isArea(jurisdiction) || !host.jurisdictions.some((root) => isWithin(jurisdiction, root)))
        throw new CivicError('FORBIDDEN', { message: 'not an area of this app', fields: { jurisdiction: 'value' } })
      const proof = readChallenge(challengeKey, input.challenge, { hostApp, callback }, now)
      if (!proof) throw invalid('challenge')

      const ticket = random(32).toString('base64url')
      const expiresAt = now + TICKET_MS
      const idHash = hash('sha256', JSON.stringify([hostApp, jti]), 'buffer')
      await twice(async (tx) => {
        if (!(await takeAssertion(tx, idHash, until)))
          throw new CivicError('ASSERTION_INVALID', { message: 'used before', fields: { assertion: 'jti' } })
        const { name = '', phone = null } = profile
        const { phoneVerified } = host
        const outsider = { issuer: hostApp, subject, name, phone, phoneVerified, jurisdiction }
        const residentId = await residentOf(tx, outsider, now)
        const authAt = input.authenticatedAt === undefined ? null : Date.parse(input.authenticatedAt)
        await insertTicket(tx, proofOf(ticket), { hostApp, residentId, callback, proof, authAt, expiresAt })
      })
      return {
        ticket,
        expiresAt: new Date(expiresAt).toISOString(),
        location: `${callback}${ENTER_PATH}#ticket=${ticket}`,
      }
    },

    async exchange({ ticket, verifier, hold, renews }, { origin, device, sessionToken }) {
      // Whatever is wrong with it, a ticket that was shown is used up: that must be kept, so nothing throws in here.
      const row = await db.work((tx) => takeTicket(tx, proofOf(ticket)))
      if (!row || row.expiresAt <= clock.now()) throw invalid('ticket')
      if (!timingSafeEqual(row.proof, proofOf(verifier))) throw invalid('verifier')
      if (origin !== null && origin !== row.callback) throw invalid('callback')
      const { hostApp, residentId, jurisdiction } = row
      const before = { replaces: [renews, sessionToken] }
      const way = { via: 'host', hostApp, device, ...before, ...lifeOf(hold) } as const
      const session = await sessions.open('resident', residentId, way)
      // Whoever the host asked for a proof just now has given one; an instant yet to come is none.
      const age = row.authAt === null ? Number.POSITIVE_INFINITY : clock.now() - row.authAt
      if (age <= HOST_PROOF_MS && age >= -CLOCK_LEEWAY_MS) await sessions.strengthen(session.token)
      const answer = {
        token: hold === 'token' ? session.token : null,
        expiresAt: new Date(session.expiresAt).toISOString(),
        hostApp,
        me: await me({ kind: 'resident', id: residentId, jurisdiction }),
      }
      return { session, answer }
    },

    sweep: () => db.work((tx) => deleteOver(tx, clock.now())),
  }
}
