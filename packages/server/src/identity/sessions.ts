import type { Actor, Realm, RoleGrant } from '@civicgrid/contracts'
import { GUEST } from '@civicgrid/contracts'
import type { Db } from '../kernel/index.ts'
import {
  deleteExpired,
  deleteSession,
  findResidentSession,
  findStaffSession,
  insertSession,
  type StaffSession,
} from './session.store.ts'
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
  /** Who a token of that realm speaks for; a guest when it is none, or over, or its person was switched off. One read. */
  actorOf(realm: Realm, token: string): Promise<Actor>
  open(realm: Realm, actorId: number): Promise<OpenSession>
  /** Ends the session at once, on every replica. */
  close(token: string): Promise<void>
  /** Forgets sessions that are over. @returns how many */
  sweep(): Promise<number>
}

export function createSessions({ db, clock }: { db: Db; clock: { now(): number } }): Sessions {
  return {
    async actorOf(realm, token) {
      const tokenHash = hashToken(token)
      if (!tokenHash) return GUEST
      if (realm === 'staff') return staffFrom(await findStaffSession(db.read, tokenHash, clock.now()))
      const resident = await findResidentSession(db.read, tokenHash, clock.now())
      return resident ? { kind: 'resident', ...resident } : GUEST
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

function staffFrom(rows: readonly StaffSession[]): Actor {
  const [first] = rows
  return first ? { kind: 'staff', id: first.id, name: first.name, roles: inOrder(rows).flatMap(grantFrom) } : GUEST
}

/** Sorted here and not by the database, which would do it for every request and not only for those with several roles. */
function inOrder(rows: readonly StaffSession[]): readonly StaffSession[] {
  return rows.length < 2 ? rows : rows.toSorted((a, b) => (a.grantId ?? 0) - (b.grantId ?? 0))
}

function grantFrom({ role, areaPath, bodyCode, fromAt, untilAt }: StaffSession): RoleGrant[] {
  return role === null || areaPath === null || fromAt === null
    ? []
    : [{ role, areaPath, bodyCode, from: fromAt, until: untilAt }]
}
