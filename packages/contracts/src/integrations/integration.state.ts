import type { IntegrationScope, IntegrationStatus, ScopeGrantStatus } from './integration.constants.ts'
import type { IntegrationRole } from './integration.life.constants.ts'

/** What the events of an integration, and of each of its grants, add up to. */

/** A text in both languages of the faces: residents read it where they are asked. */
export interface BothLanguages {
  readonly 'zh-CN': string
  readonly en: string
}

/** A public key of the integration, by which it proves that it is itself. */
export interface IntegrationKey {
  /** What the header of an assertion names; unique within the integration. */
  readonly kid: string
  readonly from: number
  /** Not included; null: with no end. */
  readonly until: number | null
}

export interface IntegrationState {
  readonly status: IntegrationStatus | null
  readonly version: number
  /** The area whose administrators decide. */
  readonly areaPath: string
  readonly name: BothLanguages
  /** The organisation that answers for it. */
  readonly operator: string
  /** What it is for, as residents and administrators read it; null until somebody says so. */
  readonly purpose: BothLanguages | null
  readonly redirects: readonly string[]
  readonly origins: readonly string[]
  readonly jwksUri: string | null
  /** Whether only requests count that its server pushed before (RFC 9126); otherwise an address of it may ask, too. */
  readonly pushedOnly: boolean
  readonly keys: readonly IntegrationKey[]
  /** Numbers of the staff who look after it: people of the partner, never of the city. */
  readonly engineers: readonly number[]
}
export const NO_INTEGRATION: IntegrationState = {
  status: null,
  version: 0,
  areaPath: '',
  name: { 'zh-CN': '', en: '' },
  operator: '',
  purpose: null,
  redirects: [],
  origins: [],
  jwksUri: null,
  pushedOnly: false,
  keys: [],
  engineers: [],
}

/** What an integration may do: asked for by its engineer, granted by an administrator for a purpose and a term. */
export interface ScopeGrantState {
  readonly status: ScopeGrantStatus | null
  readonly version: number
  readonly scope: IntegrationScope
  readonly purpose: BothLanguages
  /** Epoch milliseconds, `until` not included; both null until it is granted. */
  readonly from: number | null
  readonly until: number | null
  /** How often a day; null: as the table of scopes has it. */
  readonly perDay: number | null
  /** Why it was refused. */
  readonly reason: string | null
}
export const NO_GRANT: ScopeGrantState = {
  status: null,
  version: 0,
  scope: 'city.read',
  purpose: { 'zh-CN': '', en: '' },
  from: null,
  until: null,
  perDay: null,
  reason: null,
}

export interface IntegrationContext {
  /** Epoch milliseconds. */
  readonly now: number
  readonly role: IntegrationRole
}
export interface GrantContext extends IntegrationContext {
  /** How the integration itself stands. */
  readonly integration: IntegrationStatus
  /** Its other grants of the same scope. */
  readonly others: readonly Pick<ScopeGrantState, 'status' | 'from' | 'until'>[]
}
