import { z } from 'zod'
import { instant, list, listInput } from '../appeals/appeal.schema.ts'
import {
  DELIVERY_STATUSES,
  TRY_RESULTS,
  WEBHOOK_PAUSES,
  WEBHOOK_SCHEMES,
  WEBHOOK_STATUSES,
  WEBHOOK_TYPES,
  WEBHOOK_URL_MAX,
} from './webhook.constants.ts'

/** Inputs and outputs of the routers `webhooks` (the partner's engineer at the desk) and `webhookTunnel` (`civic listen`). */

const ref = z.string().min(1).max(40).describe('how an endpoint is named outside; says nothing of its number')
const messageId = z.string().min(1).max(60).describe('webhook-id, the same with every try and when it is sent anew')
const integration = z.string().min(1).max(60).describe('public id of the integration, civic_…')

/** Where webhooks go; without name, password or fragment. Whether its addresses are public is looked at with every connection. */
export const webhookUrl = z
  .url({ protocol: /^https?$/ })
  .max(WEBHOOK_URL_MAX)
  .regex(/^https?:\/\/[^@#/?\s]+([/?][^#\s]*)?$/i, 'without a name, a password or a fragment')
const types = z.array(z.enum(WEBHOOK_TYPES)).max(WEBHOOK_TYPES.length)
const scheme = z.enum(WEBHOOK_SCHEMES)
const onEndpoint = z.object({ ref, expectedVersion: z.int().positive() })

export const webhookInputs = {
  list: z.object({ integration }),
  get: z.object({ ref }),
  add: z.object({ integration, url: webhookUrl, types: types.default([]), scheme: scheme.default('hmac') }),
  change: onEndpoint.extend({ url: webhookUrl, types }),
  rotate: onEndpoint.extend({ scheme }),
  pause: onEndpoint,
  resume: onEndpoint,
  close: onEndpoint,
  test: z.object({ ref }),
  deliveries: listInput.extend({
    ref,
    status: z.enum(DELIVERY_STATUSES).nullish(),
    type: z.string().max(60).nullish(),
  }),
  delivery: z.object({ messageId }),
  /** Those named, or all that were given up since. */
  replay: z.object({
    ref,
    messageIds: z.array(messageId).max(50).default([]),
    failedSince: instant.nullish(),
  }),
}

export const webhookReceipt = z.object({ ref: z.string(), version: z.int(), at: instant })
/** With what the partner checks signatures by. `whsec_…` is told this once; `whpk_…` is no secret. */
export const webhookSecret = webhookReceipt.extend({ verifier: z.string() })
export const webhookReplayed = webhookReceipt.extend({ count: z.int() })

export const webhookEndpoint = z.object({
  ref: z.string(),
  version: z.int(),
  status: z.enum(WEBHOOK_STATUSES),
  pausedFor: z.enum(WEBHOOK_PAUSES).nullable(),
  pausedAt: instant.nullable(),
  host: z.string(),
  /** The whole address, for the partner's own engineers; null for everybody else. */
  url: z.string().nullable(),
  types: z.array(z.string()),
  scheme: z.enum(WEBHOOK_SCHEMES),
  /** `whpk_…`; null where signatures are checked by a secret. */
  publicKey: z.string().nullable(),
  /** Until when the secret before still signs, too. */
  overlapUntil: instant.nullable(),
  /** Tries that failed, one after another, and since when. */
  fails: z.int(),
  failingSince: instant.nullable(),
  /** Deliveries on their way. */
  waiting: z.int(),
  createdAt: instant,
  allowedActions: z.array(z.string()),
})
export const webhookEndpoints = z.object({
  items: z.array(webhookEndpoint),
  mayAdd: z.boolean(),
  /** Why nothing goes out, whatever the endpoints say. */
  stopped: z.enum(['integration', 'scope']).nullable(),
})
export const webhookDetails = webhookEndpoint.extend({
  history: z.array(
    z.object({
      type: z.string(),
      at: instant,
      by: z.string().nullable(),
      why: z.string().nullable(),
      count: z.int().nullable(),
    }),
  ),
})

export const deliveryItem = z.object({
  messageId: z.string(),
  type: z.string(),
  status: z.enum(DELIVERY_STATUSES),
  tries: z.int(),
  createdAt: instant,
  endedAt: instant.nullable(),
  /** When it is tried next. */
  dueAt: instant.nullable(),
  lastResult: z.enum(TRY_RESULTS).nullable(),
  lastStatus: z.int().nullable(),
})
export const deliveryItems = list(deliveryItem)
export const deliveryView = deliveryItem.extend({
  /** As it is sent. */
  body: z.string(),
  log: z.array(z.object({ at: instant, result: z.enum(TRY_RESULTS), status: z.int().nullable(), ms: z.int() })),
})

export const tunnelInputs = {
  open: z.object({ types: types.default([]) }),
  /** Waits for up to `waitMs` until there is something. What an earlier call was given and what came of it: `done`. */
  next: z.object({
    ref,
    waitMs: z.int().min(0).max(15_000).default(10_000),
    done: z
      .array(z.object({ messageId, status: z.int().min(100).max(599).nullable(), ms: z.int().min(0).max(600_000) }))
      .max(100)
      .default([]),
  }),
  close: z.object({ ref }),
}
export const tunnelOpened = z.object({ ref: z.string(), verifier: z.string() })
/** Requests to make on the developer's own machine, signed as they would have come. */
export const tunnelRequests = z.object({
  items: z.array(
    z.object({ messageId: z.string(), type: z.string(), headers: z.record(z.string(), z.string()), body: z.string() }),
  ),
})
