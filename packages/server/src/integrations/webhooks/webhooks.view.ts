import { webhookActions, type WebhookRole, type webhookSchema } from '@civicgrid/contracts'
import type { z } from 'zod'
import { readEvents, type Keyring, type Sql } from '../../kernel/index.ts'
import { countWaiting, type Delivery } from './deliveries.store.ts'
import { messageIdOf, refOf } from './webhooks.record.ts'
import { verifierOf } from './webhooks.sign.ts'
import { secretsOf, WEBHOOK_THING, type Endpoint } from './webhooks.store.ts'

export type EndpointView = z.infer<typeof webhookSchema.webhookEndpoint>
export type EndpointDetails = z.infer<typeof webhookSchema.webhookDetails>
export type DeliveryItem = z.infer<typeof webhookSchema.deliveryItem>
export type DeliveryView = z.infer<typeof webhookSchema.deliveryView>

const iso = (at: number | null): string | null => (at === null ? null : new Date(Number(at)).toISOString())

/** One endpoint for its page: the address for the partner's own people alone, the secret for nobody. */
export async function endpointViewOf(
  sql: Sql,
  endpoint: Endpoint,
  role: WebhookRole,
  now: number,
): Promise<EndpointView> {
  const { state, id } = endpoint
  const secrets = await secretsOf(sql, endpoint)
  const overlaps = state.overlapUntil !== null && now < state.overlapUntil
  return {
    ref: refOf(sql.keys, id),
    version: state.version,
    status: endpoint.status,
    pausedFor: state.pausedFor,
    pausedAt: iso(state.pausedAt),
    host: state.host,
    url: role === 'engineer' ? (secrets?.url ?? null) : null,
    types: [...state.types],
    scheme: state.scheme,
    publicKey: secrets && state.scheme === 'ed25519' ? verifierOf(secrets.secret) : null,
    overlapUntil: overlaps ? iso(state.overlapUntil) : null,
    fails: endpoint.fails,
    failingSince: iso(endpoint.failingSince),
    waiting: await countWaiting(sql, id),
    createdAt: new Date(Number(endpoint.createdAt)).toISOString(),
    allowedActions: webhookActions(state, role, { now }),
  }
}

/** What happened to it, by role and never by name. */
export async function historyOf(sql: Sql, id: number): Promise<EndpointDetails['history']> {
  const events = await readEvents(sql, WEBHOOK_THING, id, { personal: false })
  return events.slice(-100).map(({ type, at, actor, data }) => ({
    type,
    at: new Date(at).toISOString(),
    by: actor.role,
    why: typeof data.why === 'string' ? data.why : null,
    count: typeof data.count === 'number' ? data.count : null,
  }))
}

export function deliveryItemOf(keys: Keyring, delivery: Delivery): DeliveryItem {
  const last = delivery.log.at(-1)
  return {
    messageId: messageIdOf(keys, delivery.id),
    type: delivery.type,
    status: delivery.status,
    tries: delivery.tries,
    createdAt: new Date(Number(delivery.createdAt)).toISOString(),
    endedAt: iso(delivery.endedAt),
    dueAt: iso(delivery.dueAt),
    lastResult: last?.result ?? null,
    lastStatus: last?.status ?? null,
  }
}

export const deliveryViewOf = (keys: Keyring, delivery: Delivery): DeliveryView => ({
  ...deliveryItemOf(keys, delivery),
  body: delivery.body,
  log: delivery.log.map(({ at, result, status, ms }) => ({ at: new Date(at).toISOString(), result, status, ms })),
})
