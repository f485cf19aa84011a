import { CivicError, demoSignInInput, type Me } from '@civicgrid/contracts'
import { z } from 'zod'
import type { HostAppInfo, Persona } from '../wire/identity.ts'
import type { LoadedMock, MockPerson } from './city.ts'
import { command, query, type Caller, type Procedures } from './procedures.ts'

/** A session of the mock ends with the test: whoever waits for its end would wait for ever. */
const NEVER = '2999-12-31T00:00:00.000Z'

export const accountOf = ({ persona }: MockPerson): string => `mock-${persona}`

export function meOf(person: MockPerson | undefined): Me {
  if (!person) return { kind: 'guest' }
  const { actor, name } = person
  const account = accountOf(person)
  if (actor.kind === 'resident') {
    const phone = person.phone && `${person.phone.slice(0, 3)}****${person.phone.slice(-4)}`
    return { kind: 'resident', account, name, phone, jurisdiction: actor.jurisdiction }
  }
  const roles = actor.roles.map(({ role, areaPath, bodyCode }) => ({ role, areaPath, bodyCode }))
  return { kind: 'staff', account, name, roles }
}

const realmOf = ({ actor }: MockPerson): 'resident' | 'staff' => actor.kind

/** Who is signed in: by tokens, and by what a browser's cookies would hold, one for each realm. */
export function createSessions(people: LoadedMock['people']) {
  const cookies: { resident?: MockPerson | undefined; staff?: MockPerson | undefined } = {}
  const PREFIX = 'mock.'
  return {
    tokenOf: ({ persona }: MockPerson) => `${PREFIX}${persona}`,
    byToken: (token: string) => (token.startsWith(PREFIX) ? people.get(token.slice(PREFIX.length)) : undefined),
    byCookie: (realm: Caller['realm']) => cookies[realm],
    /** @throws CivicError NOT_FOUND */
    signIn(persona: string): MockPerson {
      const person = people.get(persona)
      if (!person) throw new CivicError('NOT_FOUND', { message: `nobody is called ${persona}` })
      cookies[realmOf(person)] = person
      return person
    },
    signOut(realm: Caller['realm']): void {
      cookies[realm] = undefined
    },
  }
}
export type MockSessions = ReturnType<typeof createSessions>

/** How somebody comes in, and who they are then. */
export function identityProcedures(
  { people }: LoadedMock,
  sessions: MockSessions,
  hostApps: readonly HostAppInfo[],
): Procedures {
  return {
    'identity.me': query(z.void(), (_, { person }) => meOf(person)),
    'identity.demoPersonas': query(z.void(), () => ({ items: [...people.values()].map(personaOf) })),
    'identity.demoSignIn': command(demoSignInInput, ({ persona }) => {
      const person = sessions.signIn(persona)
      return { realm: realmOf(person), token: sessions.tokenOf(person), expiresAt: NEVER, me: meOf(person) }
    }),
    'identity.signOut': command(z.void(), (_, { realm }) => {
      sessions.signOut(realm)
      return { done: true as const }
    }),
    'identity.hostApps': query(z.void(), () => ({ items: [...hostApps] })),
  }
}

function personaOf(person: MockPerson): Persona {
  const { persona, name, actor } = person
  const text = { 'zh-CN': name, en: persona }
  const roles = actor.kind === 'staff' ? actor.roles : []
  return {
    persona,
    realm: actor.kind,
    name: text,
    about: text,
    roles: roles.map(({ role, areaPath, bodyCode }) => ({ role, areaPath, bodyCode })),
  }
}
