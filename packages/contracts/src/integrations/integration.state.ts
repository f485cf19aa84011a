import type { IntegrationRole, IntegrationStatus } from './integration.life.constants.ts'
import type { IntegrationScope } from './integration.scopes.ts'

/** What the events of an integration add up to. */

/**
 * What an integration may do: asked for by its engineer, granted by an administrator for a purpose and a term, and over by
 * time, by either side's word, or with the integration itself.
 */
export interface ScopeGrant {
  /** Its number among the integration's grants; never used again. */
  readonly no: number
  readonly scope: IntegrationScope
  readonly purpose: string
  readonly status: 'asked' | 'granted' | 'refused' | 'withdrawn' | 'ended'
  /** Epoch milliseconds, `until` not included; both null until it is granted. */
  readonly from: number | null
  readonly until: number | null
  /** Why it was refused. */
  readonly reason: string | null
}

/** A text in both languages of the faces: residents read it where they are asked. */
export interface BothLanguages {
  readonly 'zh-CN': string
  readonly en: string
}

/** A public key of the integration, by which it proves that it is itself. */
export interface IntegrationKey {
  /** What the assertion's header names; unique within the integration. */
  readonly kid: string
  readonly from: number
  /** Null: with no end. */
  readonly until: number | null
}

export interface IntegrationState {
  readonly status: IntegrationStatus | null
  readonly version: number
  /** The area whose administrators decide. */
  readonly areaPath: string
  readonly name: BothLanguages
  /** What it is for, as residents and administrators read it. */
  readonly purpose: BothLanguages | null
  readonly redirects: readonly string[]
  readonly origins: readonly string[]
  readonly jwksUri: string | null
  readonly keys: readonly IntegrationKey[]
  readonly grants: readonly ScopeGrant[]
}
export const NO_INTEGRATION: IntegrationState = {
  status: null,
  version: 0,
  areaPath: '',
  name: { 'zh-CN': '', en: '' },
  purpose: null,
  redirects: [],
  origins: [],
  jwksUri: null,
  keys: [],
  grants: [],
}

export interface IntegrationContext {
  /** Epoch milliseconds. */
  readonly now: number
  readonly role: IntegrationRole
}
