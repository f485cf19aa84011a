import type { Actor, Realm, ResidentActor, RoleGrant, SessionVia, StaffActor } from '@civicgrid/contracts'
import { CivicError, GUEST, STRONG_MS } from '@civicgrid/contracts'
import { lookupHash, newToken, systemRandom, type Db, type Random } from '../../kernel/index.ts'
import { takeThePlaceOf } from './replace.ts'
import { ACCESS_LIFE, createPairs, REFRESH_LIFE, type Pair } from './pairs.ts'
import { insertRefresh } from './refresh.store.ts'
import {
  deleteExpired,
  deleteSession,
  findResidentSession,
  findSession,
  findStaffSession,
  insertSession,
  strengthenSession,
  touchSession,
  type SessionRow,
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

/** How somebody came in. */
export interface SessionOrigin {
  readonly via: SessionVia
  /** Code of the host app. */
  readonly hostApp?: string | null
  /** As `deviceOf` has it. */
  readonly device?: string | null
  /** They proved just now who they are: enough for what asks for a step up. */
  readonly strong?: boolean
  /** Milliseconds; the realm's own unless told otherwise. Not of pairs. */
  readonly lifeMs?: number
  /** Tokens of before, which are worth nothing from now on; one that came by the same way is renewed, not begun again. */
  readonly replaces?: readonly (string | null | undefined)[]
}

export interface Sessions {
  /** Who a token of that realm speaks for; a guest when it is none, or over, or its person was switched off. One read. */
  actorOf(realm: Realm, token: string): Promise<Actor>
  /** What a client may call somebody who is signed in: always the same, no id, and nobody else's. */
  accountOf(actor: ResidentActor | StaffActor): string
  open(realm: Realm, actorId: number, origin: SessionOrigin): Promise<OpenSession>
  /** A short access token and a refresh token that is replaced with each use: for clients without cookies. */
  openPair(realm: Realm, actorId: number, origin: SessionOrigin): Promise<Pair>
  /** @throws CivicError UNAUTHENTICATED; a refresh token used again after half a minute ends the session */
  renewPair(refresh: string): Promise<Pair>
  /** @throws CivicError STEP_UP_REQUIRED unless the session's person proved within ten minutes who they are */
  demandStrong(token: string | null): Promise<void>
  /** They just did. */
  strengthen(token: string): Promise<void>
  /** Ends the session at once, on every replica. */
  close(token: string): Promise<void>
  /** Forgets sessions that are over. @returns how many */
  sweep(): Promise<number>
}

export function createSessions({
  db,
  clock,
  random = systemRandom,
}: {
  db: Db
  clock: { now(): number }
  random?: Random
}): Sessions {
  const pairs = createPairs({ db, clock })
  const touching = new Set<string>()

  /** Beside the request, through the queue of all writes; where that is full, another request will do it. */
  function seen(tokenHash: Buffer, seenAt: number | null): void {
    const now = clock.now()
    if (seenAt !== null && now - seenAt < HOUR) return
    const name = tokenHash.toString('base64')
    if (touching.has(name)) return
    touching.add(name)
    void db
      .work((tx) => touchSession(tx, tokenHash, now))
      .catch(() => undefined)
      .finally(() => touching.delete(name))
  }

  function rowOf(kind: Realm, actorId: number, origin: SessionOrigin): Omit<SessionRow, 'expiresAt' | 'endsAt'> {
    const createdAt = clock.now()
    const { via, hostApp = null, device = null, strong = false } = origin
    const strongAt = strong ? createdAt : null
    return { id: newToken(random), kind, actorId, via, hostApp, device, createdAt, seenAt: createdAt, strongAt }
  }

  return {
    async actorOf(realm, token) {
      const tokenHash = hashToken(token)
      if (!tokenHash) return GUEST
      if (realm === 'staff') {
        const rows = await findStaffSession(db.read, tokenHash, clock.now())
        if (rows[0]) seen(tokenHash, rows[0].seenAt)
        return staffFrom(rows)
      }
      const found = await findResidentSession(db.read, tokenHash, clock.now())
      if (!found) return GUEST
      seen(tokenHash, found.seenAt)
      return { kind: 'resident', id: found.id, jurisdiction: found.jurisdiction }
    },

    accountOf(actor) {
      const name = actor.kind === 'resident' ? 'account' : 'staff account'
      return lookupHash(db.keys, `${name} ${actor.id}`).toString('base64url').slice(0, 22)
    },

    async open(realm, actorId, origin) {
      const { token, tokenHash } = freshToken()
      const row = rowOf(realm, actorId, origin)
      const expiresAt = row.createdAt + (origin.lifeMs ?? SESSION_LIFE[realm])
      const before = (origin.replaces ?? []).flatMap((old) => (old ? (hashToken(old) ?? []) : []))
      await db.work((tx) => takeThePlaceOf(tx, before, tokenHash, { ...row, expiresAt, endsAt: null }))
      return { realm, token, expiresAt }
    },

    async openPair(realm, actorId, origin) {
      const [access, refresh] = [freshToken(), freshToken()]
      const row = rowOf(realm, actorId, origin)
      const [expiresAt, endsAt] = [row.createdAt + ACCESS_LIFE, row.createdAt + REFRESH_LIFE]
      await db.work(async (tx) => {
        await insertSession(tx, access.tokenHash, { ...row, expiresAt, endsAt })
        await insertRefresh(tx, refresh.tokenHash, { sessionId: row.id ?? '', expiresAt: endsAt })
      })
      return { access: access.token, refresh: refresh.token, expiresAt, endsAt }
    },

    renewPair: (refresh) => pairs.renew(refresh),

    async demandStrong(token) {
      const tokenHash = token === null ? undefined : hashToken(token)
      const session = tokenHash && (await findSession(db.read, tokenHash, clock.now()))
      // The demo door asks nobody for a proof, and does not exist in production.
      if (session?.via === 'demo') return
      if (session?.strongAt == null || clock.now() - session.strongAt > STRONG_MS)
        throw new CivicError('STEP_UP_REQUIRED', { message: 'prove once more who you are' })
    },

    async strengthen(token) {
      const tokenHash = hashToken(token)
      if (!tokenHash || !(await db.work((tx) => strengthenSession(tx, tokenHash, clock.now()))))
        throw new CivicError('UNAUTHENTICATED', { message: 'the session is over' })
    },

    async close(token) {
      const tokenHash = hashToken(token)
      if (tokenHash) await db.work((tx) => deleteSession(tx, tokenHash))
    },

    sweep: () => db.work((tx) => deleteExpired(tx, clock.now())),
  }
}

function freshToken(): { token: string; tokenHash: Buffer } {
  const token = newSessionToken()
  const tokenHash = hashToken(token)
  if (!tokenHash) throw new Error('a new token must be one')
  return { token, tokenHash }
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
