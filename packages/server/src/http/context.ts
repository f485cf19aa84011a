import type { Actor, Realm } from '@civicgrid/contracts'

/**
 * What a procedure knows of its request. It holds no service and no connection: routers are factories over services,
 * so that no type of the database reaches AppRouter and the clients that import it.
 */
export interface RequestContext {
  requestId: string
  realm: Realm
  actor: Actor
  /** The caller's session token, for signing out; null for guests. */
  sessionToken: string | null
  /** As sent; `command` procedures refuse a missing or malformed one. */
  idempotencyKey: string | null
  /** Sets the realm's session cookie on the answer, or takes it away. */
  setSession(session: { realm: Realm; token: string; expiresAt: number } | { realm: Realm; token: null }): void
}
