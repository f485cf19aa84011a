// An integration (第三方接入): a partner's own system that speaks to the city's service, in a resident's name with their
// consent or in its own, and never more than an administrator granted it.

/** `draft`: being set up, nothing works; `suspended`: nothing works until it is let on again; `closed`: for good. */
export const INTEGRATION_STATUSES = ['draft', 'active', 'suspended', 'closed'] as const
export type IntegrationStatus = (typeof INTEGRATION_STATUSES)[number]

/** How an administrator's grant of one scope stands in the log; time makes `over` of it (`grantHoldsNow`). */
export const SCOPE_GRANT_STATUSES = ['asked', 'granted', 'refused', 'ended'] as const
export type ScopeGrantStatus = (typeof SCOPE_GRANT_STATUSES)[number]

/** What an integration may be let do. */
export const INTEGRATION_SCOPES = [
  'city.read',
  'appeals.submit',
  'appeals.track',
  'appeals.rate',
  'files.upload',
  'embed',
  'changes.read',
  'webhooks',
] as const
export type IntegrationScope = (typeof INTEGRATION_SCOPES)[number]

/** In whose name a scope is used: a resident's, who consented, or the integration's own. */
export type ScopeHolder = 'resident' | 'integration'

export interface ScopeRule {
  readonly by: ScopeHolder
  /** How often an integration may use it, all of its residents together; an administrator may grant another number a day. */
  readonly perMinute: number
  readonly perDay: number
}

/** The one table of scopes. */
export const SCOPE_RULES: Readonly<Record<IntegrationScope, ScopeRule>> = {
  'city.read': { by: 'resident', perMinute: 6_000, perDay: 1_000_000 },
  'appeals.submit': { by: 'resident', perMinute: 300, perDay: 20_000 },
  'appeals.track': { by: 'resident', perMinute: 3_000, perDay: 500_000 },
  'appeals.rate': { by: 'resident', perMinute: 300, perDay: 20_000 },
  'files.upload': { by: 'resident', perMinute: 300, perDay: 20_000 },
  embed: { by: 'integration', perMinute: 600, perDay: 100_000 },
  'changes.read': { by: 'integration', perMinute: 600, perDay: 100_000 },
  webhooks: { by: 'integration', perMinute: 600, perDay: 100_000 },
}
export const RESIDENT_SCOPES = INTEGRATION_SCOPES.filter((scope) => SCOPE_RULES[scope].by === 'resident')
export const OWN_SCOPES = INTEGRATION_SCOPES.filter((scope) => SCOPE_RULES[scope].by === 'integration')

/** Scopes come over the wire from whoever writes them. */
export const isIntegrationScope = (text: string): text is IntegrationScope =>
  (INTEGRATION_SCOPES as readonly string[]).includes(text)

/** Whose word ended a consent. */
export const CONSENT_ENDS = ['resident', 'account'] as const
export type ConsentEnd = (typeof CONSENT_ENDS)[number]

/**
 * How a consent stands at this moment. `over`: its term is; `ended`: somebody ended it; `idle`: the city lets the
 * integration do nothing of it, for now or for good.
 */
export const CONSENT_STANDINGS = ['active', 'over', 'ended', 'idle'] as const
export type ConsentStanding = (typeof CONSENT_STANDINGS)[number]

/** A consent holds for this long, or until the city's own grant ends, whichever comes first. */
export const CONSENT_DAYS = 180

/** What a partner calls a thing of theirs: printable ASCII, no blanks at the ends. */
export const EXTERNAL_ID_PATTERN = /^[\x21-\x7e](?:[\x20-\x7e]{0,62}[\x21-\x7e])?$/

export const REDIRECTS_MAX = 10
export const ORIGINS_MAX = 10
export const INTEGRATION_KEYS_MAX = 5
