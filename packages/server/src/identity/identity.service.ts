import {
  CivicError,
  grantHolds,
  type Actor,
  type CityText,
  type Me,
  type Persona,
  type RoleView,
  type SignedIn,
} from '@civicgrid/contracts'
import { openFor, type Kernel } from '../kernel/index.ts'
import { findResident, listPersonas, type PersonaRow } from './people.store.ts'
import { masked, PROFILE, type Profile } from './register.ts'
import type { Sessions } from './sessions/sessions.ts'

export interface IdentityOptions {
  kernel: Kernel
  sessions: Sessions
  /** What the city says of a demo persona; undefined for one that it does not know. */
  personaText(code: string): { name: CityText; about: CityText } | undefined
}

export interface Identity {
  me(actor: Actor): Promise<Me>
  demoPersonas(): Promise<Persona[]>
  /** @throws CivicError NOT_FOUND for an unknown persona */
  demoSignIn(persona: string, device?: string | null): Promise<SignedIn>
  signOut(token: string): Promise<void>
}

export function createIdentity({ kernel, sessions, personaText }: IdentityOptions): Identity {
  const { db, clock } = kernel

  async function me(actor: Actor): Promise<Me> {
    if (actor.kind === 'staff') {
      const now = clock.now()
      const roles = actor.roles.filter((grant) => grantHolds(grant, now))
      return {
        kind: 'staff',
        account: sessions.accountOf(actor),
        name: actor.name,
        roles: roles.map(({ role, areaPath, bodyCode }) => ({ role, areaPath, bodyCode })),
      }
    }
    if (actor.kind !== 'resident') return { kind: 'guest' }
    const resident = await findResident(db.read, actor.id)
    const profile = resident && (await openFor<Profile>(db.read, resident.subjectId, PROFILE, resident.profile))
    // Erased: the account is an empty shell, and its sessions are worth nothing.
    if (!profile) return { kind: 'guest' }
    const { jurisdiction } = actor
    return {
      kind: 'resident',
      account: sessions.accountOf(actor),
      name: profile.name,
      phone: masked(profile.phone),
      jurisdiction,
    }
  }

  return {
    me,

    async demoPersonas() {
      return personasFrom(await listPersonas(db.read), personaText)
    },

    async demoSignIn(code, device = null) {
      const row = (await listPersonas(db.read)).find(({ persona }) => persona === code)
      if (!row) throw new CivicError('NOT_FOUND', { message: 'no such persona', fields: { persona: 'unknown' } })
      const session = await sessions.open(row.realm, row.id, { via: 'demo', device })
      return {
        realm: session.realm,
        token: session.token,
        expiresAt: new Date(session.expiresAt).toISOString(),
        me: await me(await sessions.actorOf(session.realm, session.token)),
      }
    },

    signOut: (token) => sessions.close(token),
  }
}

function personasFrom(rows: readonly PersonaRow[], text: IdentityOptions['personaText']): Persona[] {
  const grouped = Map.groupBy(rows, ({ persona }) => persona)
  return [...grouped].flatMap(([persona, group]) => {
    const [first] = group
    if (!first) return []
    const { name, about } = text(persona) ?? {
      name: { 'zh-CN': persona, en: persona },
      about: { 'zh-CN': persona, en: persona },
    }
    return [{ persona, realm: first.realm, name, about, roles: group.flatMap(roleFrom) }]
  })
}

function roleFrom({ role, areaPath, bodyCode }: PersonaRow): RoleView[] {
  return role === null || areaPath === null ? [] : [{ role, areaPath, bodyCode }]
}
