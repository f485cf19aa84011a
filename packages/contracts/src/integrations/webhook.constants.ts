/** Webhooks: how an integration hears of what happened to what was sent through it. */

/**
 * What an integration is told of an appeal: what the resident's own page shows, without a word that anybody said. Who looked
 * at a contact, who works on it and what colleagues remark to each other are not among them, nor is how somebody rated it.
 */
export const WEBHOOK_APPEAL_EVENTS = [
  'submitted',
  'accepted',
  'declined',
  'dispatched',
  'taken',
  'extensionGranted',
  'feedbackPassed',
  'answered',
  'rated',
  'rehandled',
  'supplemented',
  'urged',
  'withdrawn',
  'published',
  'unpublished',
  'archived',
] as const
export type WebhookAppealEvent = (typeof WEBHOOK_APPEAL_EVENTS)[number]

/** Types of the messages that an endpoint can choose among. */
export const WEBHOOK_TYPES = WEBHOOK_APPEAL_EVENTS.map((event) => `appeal.${event}` as const)
/** Whatever was chosen: a test that somebody asked for, and word that another endpoint of the same partner was paused. */
export const WEBHOOK_TEST = 'webhook.test'
export const WEBHOOK_PAUSED = 'webhook.paused'

/** `hmac` is Standard Webhooks' v1, by a secret of both; `ed25519` is v1a, where the partner holds a public key alone. */
export const WEBHOOK_SCHEMES = ['hmac', 'ed25519'] as const
export type WebhookScheme = (typeof WEBHOOK_SCHEMES)[number]

export const WEBHOOK_STATUSES = ['active', 'paused', 'closed'] as const
export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number]

/** Why nothing is sent: somebody asked for it, every try failed for long, or the endpoint says that it is gone (410). */
export const WEBHOOK_PAUSES = ['asked', 'failing', 'gone'] as const
export type WebhookPause = (typeof WEBHOOK_PAUSES)[number]

/** How a delivery stands: on its way, taken, given up after the last try, or not to be told any more (consent undone). */
export const DELIVERY_STATUSES = ['waiting', 'delivered', 'failed', 'cancelled'] as const
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number]

/**
 * How a try ended. `blocked`: the name led to an address that is not public. `redirected`: we follow none. What the endpoint
 * said beside its status is never read.
 */
export const TRY_RESULTS = [
  'ok',
  'status',
  'redirected',
  'gone',
  'blocked',
  'unresolved',
  'unreachable',
  'tls',
  'timeout',
] as const
export type TryResult = (typeof TRY_RESULTS)[number]

export const WEBHOOK_URL_MAX = 500
/** Endpoints of one integration that are not closed. */
export const WEBHOOK_ENDPOINTS_MAX = 5
/** Deliveries that are given out to a tunnel at once. */
export const TUNNEL_BATCH = 20
