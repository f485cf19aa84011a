import type { Actor, IntegrationScope, Realm } from '@civicgrid/contracts'
import type { Used } from './used.ts'

/** The browser or program behind a request. */
export interface Peer {
  /** Behind our own proxies. */
  address: string
  userAgent: string | undefined
  /** Where our page was loaded from, such as `https://12345.example.cn`. */
  origin: string
  /** Origin of the page that asks, as the browser says; null for programs. Checked before a cookie speaks or is set. */
  from: string | null
  /** The page that asks is another site's. */
  foreign: boolean
  /** What this browser keeps of somebody who has come in before. */
  known: { read(): string | undefined; write(value: string): void }
  /** The partner's request that began in this browser, by its name. */
  asking(): string | null
}

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
  /** Counts a call of whoever speaks by an integration; absent for everybody else. @throws CivicError QUOTA_SPENT */
  spend?: (scope: IntegrationScope) => Promise<void>
  /** Counts such a call once it is answered. */
  used?: (call: Used) => void
  /** @throws CivicError STEP_UP_REQUIRED unless its person proved a little while ago who they are; absent: nobody did */
  demandStrong?: () => Promise<void>
  /** Who asks, for what a session or a lock keeps of them; absent where there is no HTTP. */
  peer?: Peer
  /** Sets the realm's session cookie on the answer, or takes it away. */
  setSession(session: { realm: Realm; token: string; expiresAt: number } | { realm: Realm; token: null }): void
}
