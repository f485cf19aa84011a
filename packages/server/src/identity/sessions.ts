import type { Actor, Realm, RoleGrant } from '@civicgrid/contracts'
import { GUEST } from '@civicgrid/contracts'
import type { Db } from '../kernel/index.ts'
import { deleteExpired, deleteSession, findSession, insertSession, type SessionRow } from './session.store.ts'
import { hashToken, newSessionToken } from './tokens.ts'

const HOUR = 3_600_000

/** A resident's phone is their own; a desk is shared, so staff sign in each day. */
export const SESSION_LIFE: Record<Realm, number> = { resident: 30 * 24 * HOUR, staff: 12 * HOUR }

/** A session that has just been opened; the token is shown this once and kept nowhere. */
export interface OpenSession {
  realm: Realm
  token: string
  /** Epoch milliseconds. */
  expiresAt: number
}

export interface Sessions {
  /** Who a token speaks for; a guest when it is unknown, over, malformed, or its person was switched off. One read. */
  actorOf(token: string): Promise<Actor>
  open(realm: Realm, actorId: number): Promise<OpenSession>
  /** Ends the session at once, on every replica. */
  close(token: string): Promise<void>
  /** Forgets sessions that are over. @returns how many */
  sweep(): Promise<number>
}

export function createSessions({ db, clock }: { db: Db; clock: { now(): number } }): Sessions {
  return {
    async actorOf(token) {
      const tokenHash = hashToken(token)
      return tokenHash ? actorFrom(await findSession(db.read, tokenHash, clock.now())) : GUEST
    },

    async open(realm, actorId) {
      const token = newSessionToken()
      const tokenHash = hashToken(token)
      if (!tokenHash) throw new Error('a new token must be one')
      const createdAt = clock.now()
      const expiresAt = createdAt + SESSION_LIFE[realm]
      await db.work((tx) => insertSession(tx, { tokenHash, kind: realm, actorId, createdAt, expiresAt }))
      return { realm, token, expiresAt }
    },

    async close(token) {
      const tokenHash = hashToken(token)
      if (tokenHash) await db.work((tx) => deleteSession(tx, tokenHash))
    },

    sweep: () => db.work((tx) => deleteExpired(tx, clock.now())),
  }
}

function actorFrom(rows: readonly SessionRow[]): Actor {
  const first = rows[0]
  if (!first) return GUEST
  if (first.kind === 'resident')
    return first.jurisdiction === null
      ? GUEST
      : { kind: 'resident', id: first.actorId, jurisdiction: first.jurisdiction }
  if (first.name === null) return GUEST
  return { kind: 'staff', id: first.actorId, name: first.name, roles: rows.flatMap(grantFrom) }
}

function grantFrom({ role, areaPath, bodyCode, fromAt, untilAt }: SessionRow): RoleGrant[] {
  return role === null || areaPath === null || fromAt === null
    ? []
    : [{ role, areaPath, bodyCode, from: fromAt, until: untilAt }]
}
