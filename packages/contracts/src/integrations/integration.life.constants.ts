// The life of an integration (第三方接入) and of what it may do, as the desk and the machines name them.

/** How a grant stands at an instant: time alone makes `ahead` to `holds` to `over`. */
export const GRANT_STANDINGS = ['asked', 'ahead', 'holds', 'over', 'ended', 'refused'] as const
export type GrantStanding = (typeof GRANT_STANDINGS)[number]

/** Under whose name a command is given: the city's administrator, the partner's own engineer, or the service itself. */
export const INTEGRATION_ROLES = ['administrator', 'engineer', 'system'] as const
export type IntegrationRole = (typeof INTEGRATION_ROLES)[number]

/** Longest term of a grant, in days: nothing is granted for good. */
export const GRANT_DAYS_MAX = 1096
/** Longest overlap of a key that is replaced, in days. */
export const KEY_OVERLAP_DAYS_MAX = 30
export const PURPOSE_MAX = 300
export const INTEGRATION_NAME_MAX = 40
export const OPERATOR_MAX = 80
/** Engineers who may look after one integration. */
export const ENGINEERS_MAX = 10
/** Errors of an integration that are kept for its engineers to read. */
export const LAST_ERRORS = 50
/** How many days of use the desk shows. */
export const USAGE_DAYS = 30
