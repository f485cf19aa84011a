import { CivicError, exchangeTicketInput, startTicketInput } from '@civicgrid/contracts'
import { civicFailed } from '../bridge/failed.ts'
import { createLink } from '../bridge/link.ts'
import type { FromHost, FromPortal, HostPosition } from '../bridge/messages.ts'
import type { HostAppInfo } from '../wire/identity.ts'
import type { Chance } from './chance.ts'
import type { MockPerson } from './city.ts'
import { meOf, type MockSessions } from './people.ts'
import { command, type Procedures } from './procedures.ts'
import type { HostSaid, MockHost } from './types.ts'

/** The one registered app of the mock city. */
export const HOST_APP: HostAppInfo = {
  code: 'sample-app',
  name: { 'zh-CN': '样板城市 App', en: 'Sample city app' },
  start: null,
  frames: ['https://app.example'],
}

const NEVER = '2999-12-31T00:00:00.000Z'

/** Tickets of the mock: asked for by a challenge, good once, and only with the secret that the challenge was made from. */
export function createTickets(sessions: MockSessions, chance: Chance) {
  const challenges = new Map<string, { proof: string; callback: string; hostApp: string }>()
  const tickets = new Map<string, { person: MockPerson; proof: string }>()
  const invalid = (message: string) => new CivicError('TICKET_INVALID', { message })

  const procedures: Procedures = {
    'identity.startTicket': command(startTicketInput, ({ hostApp, callback, proof }) => {
      if (hostApp !== HOST_APP.code) throw invalid('no such app')
      const challenge = chance.hex(32)
      challenges.set(challenge, { proof, callback, hostApp })
      return { challenge, expiresAt: NEVER }
    }),
    'identity.exchangeTicket': command(exchangeTicketInput, async ({ ticket, verifier, hold }) => {
      const kept = tickets.get(ticket)
      tickets.delete(ticket)
      if (!kept || kept.proof !== (await proofOf(verifier))) throw invalid('used, or asked for by another page')
      const { person } = kept
      if (hold === 'cookie') sessions.signIn(person.persona)
      const token = hold === 'cookie' ? null : sessions.tokenOf(person)
      return { token, expiresAt: NEVER, hostApp: HOST_APP.code, me: meOf(person) }
    }),
  }

  return {
    procedures,
    /** What the host's backend would get for whom it has signed in. */
    issue(challenge: string, callback: string, person: MockPerson): string {
      const asked = challenges.get(challenge)
      challenges.delete(challenge)
      if (!asked || asked.callback !== callback) throw invalid('nobody asked for this')
      const ticket = chance.hex(32)
      tickets.set(ticket, { person, proof: asked.proof })
      return ticket
    },
  }
}
export type MockTickets = ReturnType<typeof createTickets>

/** SHA-256 of the page's secret, base64url. */
async function proofOf(verifier: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

/** Two ends of one bridge in the same page: what one posts the other receives a turn later, copied as a port would. */
function bridge(): { link: MockHost['link']; portal: MockHost['portal'] } {
  let toHost: (message: unknown) => void = () => {}
  let toPortal: (message: unknown) => void = () => {}
  const copied = (message: unknown): unknown => JSON.parse(JSON.stringify(message))
  const later = (run: () => void) => void Promise.resolve().then(run)
  const close = () => {
    toHost = () => {}
    toPortal = () => {}
  }
  const portalSide = createLink<FromPortal, FromHost>(
    { post: (message) => later(() => toHost(copied(message))), close },
    civicFailed,
  )
  const hostSide = createLink<FromHost, FromPortal>(
    { post: (message) => later(() => toPortal(copied(message))), close },
    civicFailed,
  )
  toHost = hostSide.receive
  toPortal = portalSide.receive
  return { link: portalSide.link, portal: hostSide.link }
}

export function createHost(people: ReadonlyMap<string, MockPerson>, tickets: MockTickets): MockHost {
  const { link, portal } = bridge()
  const heard: HostSaid[] = []
  let signedIn: MockPerson | undefined
  let position: HostPosition | null = null
  portal.on({
    title: (data) => void heard.push({ type: 'title', data }),
    locate() {
      heard.push({ type: 'locate', data: null })
      return position
    },
    ticket({ hostApp, challenge, callback }) {
      heard.push({ type: 'ticket', data: { hostApp, challenge, callback } })
      return signedIn ? { ticket: tickets.issue(challenge, callback, signedIn) } : null
    },
    signOut() {
      heard.push({ type: 'signOut', data: null })
      signedIn = undefined
    },
  })
  return {
    hostApp: HOST_APP.code,
    link,
    portal,
    heard,
    signIn(persona) {
      signedIn = persona === null ? undefined : people.get(persona)
      if (persona !== null && !signedIn) throw new TypeError(`nobody is called ${persona}`)
    },
    standAt(at) {
      position = at
    },
  }
}
