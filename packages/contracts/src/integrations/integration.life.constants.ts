// The life of an integration (第三方接入) and of what it may do, as the desk and the machine name them.

/** draft: being filled in; active: its tokens work; suspended: they do not, for now; closed: never again. */
export const INTEGRATION_STATUSES = ['draft', 'active', 'suspended', 'closed'] as const
export type IntegrationStatus = (typeof INTEGRATION_STATUSES)[number]

/** `asked` waits for an administrator; the last five are over. Time alone makes `ahead` to `holds` to `over`. */
export const GRANT_STANDINGS = ['asked', 'ahead', 'holds', 'over', 'ended', 'refused', 'withdrawn'] as const
export type GrantStanding = (typeof GRANT_STANDINGS)[number]

/** Under whose name a command is given: the city's administrator, the partner's own engineer, or the service itself. */
export const INTEGRATION_ROLES = ['administrator', 'engineer', 'system'] as const
export type IntegrationRole = (typeof INTEGRATION_ROLES)[number]

/** Addresses of each kind that one integration may have. */
export const ADDRESSES_MAX = 20
/** Keys that may hold at a time: one in use, and some to come or to go. */
export const INTEGRATION_KEYS_MAX = 4
/** Longest term of a grant, in days: nothing is granted for good. */
export const GRANT_DAYS_MAX = 1096
/** What waits for an answer at a time: asking is no way to fill somebody's desk. */
export const ASKED_MAX = 12
/** Longest overlap of a key that is replaced, in days. */
export const KEY_OVERLAP_DAYS_MAX = 30
export const PURPOSE_MAX = 300
export const INTEGRATION_NAME_MAX = 40
/** Engineers who may look after one integration. */
export const ENGINEERS_MAX = 10
