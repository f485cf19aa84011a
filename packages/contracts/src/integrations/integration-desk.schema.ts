import { z } from 'zod'
import { instant, list, listInput } from '../appeals/appeal.schema.ts'
import { cityText } from '../city/text.schema.ts'
import { INTEGRATION_KEYS_MAX, INTEGRATION_SCOPES, INTEGRATION_STATUSES, ORIGINS_MAX } from './integration.constants.ts'
import {
  GRANT_STANDINGS,
  INTEGRATION_NAME_MAX,
  INTEGRATION_ROLES,
  OPERATOR_MAX,
  PURPOSE_MAX,
  USAGE_DAYS,
} from './integration.life.constants.ts'
import { redirectUris } from './integration.schema.ts'

/** Inputs and outputs of the router `integrationDesk`: administrators, and each partner's engineers for their own. */

const ref = z.string().min(1).max(60).describe('public id of an integration, civic_…')
const grantRef = z.string().min(1).max(60)
const both = (max: number) => {
  const words = z.string().trim().min(1).max(max)
  return z.strictObject({ 'zh-CN': words, en: words })
}
const name = both(INTEGRATION_NAME_MAX)
const purpose = both(PURPOSE_MAX)
const operator = z.string().trim().min(1).max(OPERATOR_MAX)
const reason = z.string().trim().min(1).max(PURPOSE_MAX)
/** https and nothing behind the host; plain http on a developer's own machine alone. */
const origin = z
  .string()
  .max(200)
  .regex(
    /^(https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+|http:\/\/(localhost|127\.0\.0\.1))(:[1-9][0-9]{0,4})?$/,
    'an origin such as https://app.example.cn',
  )
const jwksUri = z
  .url({ protocol: /^https$/ })
  .max(500)
  .nullable()
/** A public key, RFC 7517. Whatever could be a secret is refused before it is kept anywhere. */
export const publicJwk = z
  .looseObject({ kty: z.enum(['EC', 'OKP', 'RSA']), kid: z.string().min(1).max(100).optional() })
  .refine((key) => !['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'].some((part) => part in key), 'private')
  .refine((key) => JSON.stringify(key).length <= 4_000, 'too long')

const on = z.object({ ref, expectedVersion: z.int().positive() })
/** The grant's own version; of one that is not there yet there is none. */
const onGrant = z.object({ grant: grantRef, expectedVersion: z.int().positive() })
const term = { purpose, until: instant, from: instant.nullish(), perDay: z.int().min(1).max(10_000_000).nullish() }

export const integrationDeskInputs = {
  list: listInput.extend({
    words: z.string().trim().max(40).default(''),
    status: z.enum(INTEGRATION_STATUSES).nullish(),
    /** Only those of which something waits for an answer. */
    waiting: z.boolean().default(false),
  }),
  ref: z.object({ ref }),
  register: z.object({ name, operator, areaPath: z.string().min(2).max(200) }),
  describe: on.extend({ name, operator, purpose }),
  setAddresses: on.extend({ redirects: redirectUris, origins: z.array(origin).max(ORIGINS_MAX) }),
  setJwksUri: on.extend({ jwksUri }),
  demandPushed: on,
  allowUnpushed: on,
  /** One key, or a whole JWKS of them. */
  addKeys: on.extend({ keys: z.array(publicJwk).min(1).max(INTEGRATION_KEYS_MAX) }),
  /** Now, when `until` is left out. */
  retireKey: on.extend({ kid: z.string().min(1).max(100), until: instant.nullish() }),
  activate: on,
  suspend: on.extend({ reason }),
  resume: on,
  /** Without a version: it may be closed at will, whatever has happened meanwhile. */
  close: z.object({ ref, reason }),
  askScope: z.object({ ref, scope: z.enum(INTEGRATION_SCOPES), purpose }),
  /** Unasked: of one that waits `approveScope`. */
  grantScope: z.object({ ref, scope: z.enum(INTEGRATION_SCOPES), ...term }),
  approveScope: onGrant.extend(term),
  refuseScope: onGrant.extend({ reason }),
  endScope: z.object({ grant: grantRef }),
  addEngineer: z.object({ ref, name: z.string().trim().min(1).max(40) }),
  /** The version is that of the member of staff. */
  removeEngineer: z.object({ engineer: z.string().min(1).max(40), expectedVersion: z.int().nonnegative() }),
  /** `fresh`: from nothing; otherwise as it was left. */
  openSandbox: z.object({ ref, fresh: z.boolean().default(false) }),
  /** Forward only. */
  moveSandboxClock: z.object({ ref, now: instant }),
  usage: z.object({ ref, days: z.int().min(1).max(USAGE_DAYS).default(14) }),
}

export const integrationReceipt = z.object({ ref: z.string(), version: z.int() })
export const grantReceipt = z.object({ grant: z.string(), version: z.int() })

export const deskGrant = z.object({
  ref: z.string(),
  version: z.int(),
  scope: z.enum(INTEGRATION_SCOPES),
  purpose: cityText,
  standing: z.enum(GRANT_STANDINGS),
  from: instant.nullable(),
  until: instant.nullable(),
  /** How often a day it may be used. */
  perDay: z.int(),
  reason: z.string().nullable(),
  allowedActions: z.array(z.string()),
})

export const integrationItem = z.object({
  ref: z.string(),
  status: z.enum(INTEGRATION_STATUSES),
  name: cityText,
  operator: z.string(),
  area: cityText,
  /** What it may do now. */
  scopes: z.array(z.enum(INTEGRATION_SCOPES)),
  /** How many scopes wait for an answer. */
  waiting: z.int(),
  /** Calls of the last seven days, today included, and how many of them were refused or failed. */
  calls: z.int(),
  errors: z.int(),
})
export const integrationItems = list(integrationItem)

export const integrationView = integrationItem.extend({
  version: z.int(),
  /** As whom the caller looks at it. */
  role: z.enum(INTEGRATION_ROLES),
  purpose: cityText.nullable(),
  /** What is missing before it can be let on. */
  missing: z.array(z.string()),
  redirects: z.array(z.string()),
  origins: z.array(z.string()),
  jwksUri: z.string().nullable(),
  /** Whether only pushed requests for consent count (RFC 9126). */
  pushedOnly: z.boolean(),
  keys: z.array(
    z.object({ kid: z.string(), thumbprint: z.string(), from: instant, until: instant.nullable(), holds: z.boolean() }),
  ),
  grants: z.array(deskGrant),
  engineers: z.array(
    z.object({ ref: z.string(), name: z.string(), version: z.int(), own: z.boolean(), active: z.boolean() }),
  ),
  allowedActions: z.array(z.string()),
  history: z.array(
    z.object({
      seq: z.int(),
      type: z.string(),
      at: instant,
      /** As whom; the name of somebody of the city is for the city alone. */
      role: z.enum(INTEGRATION_ROLES).nullable(),
      by: z.string().nullable(),
      scope: z.enum(INTEGRATION_SCOPES).nullable(),
      /** A key's name, a reason: what else was said. */
      text: z.string().nullable(),
    }),
  ),
})

/** The way in of somebody new is made for `engineer` by `staffAccess.invite`. */
export const engineerReceipt = integrationReceipt.extend({ engineer: z.string() })

export const integrationUsage = z.object({
  /** By day in the city's zone, scope and HTTP status; `''` where no scope was found. */
  rows: z.array(z.object({ day: z.string(), scope: z.string(), status: z.int(), calls: z.int() })),
  /** The newest first. What somebody sent stands in none of them. */
  errors: z.array(
    z.object({
      at: instant,
      procedure: z.string(),
      scope: z.string(),
      status: z.int(),
      code: z.string(),
      requestId: z.string(),
    }),
  ),
})

export const sandboxView = z.object({
  /** Whether the operator has any. */
  available: z.boolean(),
  state: z.enum(['off', 'starting', 'running']),
  url: z.string().nullable(),
  /** Its own time. */
  now: instant.nullable(),
  /** Unused for so long it closes. */
  idleMinutes: z.int(),
  /** Why it closed by itself: idle, crashed, closed. */
  problem: z.string().nullable(),
  /** Good for the sandbox alone; null until it has been open once. */
  credentials: z
    .object({ clientId: z.string(), privateJwk: z.record(z.string(), z.unknown()), clockToken: z.string() })
    .nullable(),
})
export const sandboxClock = z.object({ now: instant })
