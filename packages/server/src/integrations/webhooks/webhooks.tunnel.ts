import {
  CivicError,
  TUNNEL_BATCH,
  TUNNEL_IDLE_MS,
  type IntegrationActor,
  type WebhookCommand,
  type WebhookInputs,
  type webhookSchema,
} from '@civicgrid/contracts'
import { setTimeout as later } from 'node:timers/promises'
import type { z } from 'zod'
import { openId, type Kernel, type Tx } from '../../kernel/index.ts'
import { integrationOf } from '../integrations.store.ts'
import { dueDeliveries, findDelivery, settle } from './deliveries.store.ts'
import { settledAfter } from './webhooks.deliver.ts'
import { withExternalId, type SentThroughOf } from './webhooks.messages.ts'
import { begin, BY_ITSELF, change, LABELS, messageIdOf, refOf } from './webhooks.record.ts'
import { newSecret, signerOf, verifierOf } from './webhooks.sign.ts'
import {
  findEndpoint,
  idleTunnels,
  loadEndpoint,
  openEndpointsOf,
  secretsOf,
  touchTunnel,
  type Endpoint,
} from './webhooks.store.ts'

type In<Name extends keyof typeof webhookSchema.tunnelInputs> = z.output<(typeof webhookSchema.tunnelInputs)[Name]>

/**
 * `civic listen`: a developer's machine, which no webhook reaches, asks for what it would be sent. A tunnel is an endpoint
 * without an address, for as long as somebody asks.
 * @throws CivicError NOT_FOUND for what is not this integration's
 */
export interface Tunnel {
  open(actor: IntegrationActor, input: In<'open'>): Promise<z.infer<typeof webhookSchema.tunnelOpened>>
  /** Requests as they would have come; waits until there is one. */
  next(actor: IntegrationActor, input: In<'next'>): Promise<z.infer<typeof webhookSchema.tunnelRequests>>
  close(actor: IntegrationActor, ref: string): Promise<void>
  /** Closes those that nobody asks any more. */
  sweep(): Promise<void>
}

const LOOK_MS = 250
/** Tunnels of one integration at a time. */
const TUNNELS_MAX = 5

export function createTunnel({ kernel, sentThrough }: { kernel: Kernel; sentThrough: SentThroughOf }): Tunnel {
  const { db, clock, random } = kernel
  const notThere = () => new CivicError('NOT_FOUND', { message: 'no such tunnel' })
  const isTheirs = (endpoint: Endpoint | undefined, actor: IntegrationActor): endpoint is Endpoint =>
    endpoint?.kind === 'tunnel' && endpoint.integrationId === actor.id && endpoint.status !== 'closed'

  async function theirs(actor: IntegrationActor, ref: string): Promise<Endpoint> {
    const endpoint = await findEndpoint(db.read, openId(db.keys, LABELS.ref, ref) ?? 0)
    if (!isTheirs(endpoint, actor)) throw notThere()
    return endpoint
  }
  const give = <Name extends Exclude<WebhookCommand, 'add'>>(
    tx: Tx,
    endpoint: Endpoint,
    name: Name,
    input: WebhookInputs[Name],
  ) => change(tx, endpoint, { name, input, by: BY_ITSELF, now: clock.now() })

  /** What came of those that were given out before. */
  async function take(endpoint: Endpoint, done: In<'next'>['done']): Promise<void> {
    await db.work(async (tx) => {
      const now = clock.now()
      await touchTunnel(tx, endpoint.id, now)
      for (const { messageId, status, ms } of done) {
        const delivery = await findDelivery(tx, openId(db.keys, LABELS.message, messageId.slice(4)) ?? 0)
        if (delivery?.endpointId !== endpoint.id || delivery.status !== 'waiting') continue
        const ok = status !== null && status >= 200 && status < 300
        const answer = {
          result: ok ? 'ok' : status === null ? 'unreachable' : 'status',
          status,
          retryAfterMs: null,
        } as const
        const settled = settledAfter(delivery, answer, { startedAt: now, now, ms, dice: 0 })
        // Somebody sits there and looks: it is not sent anew by itself.
        await settle(tx, { ...settled, status: ok ? 'delivered' : 'failed', dueAt: null }, now)
      }
    })
  }

  async function given(endpoint: Endpoint): Promise<z.infer<typeof webhookSchema.tunnelRequests>['items']> {
    const now = clock.now()
    const due = await dueDeliveries(db.read, endpoint.id, now, TUNNEL_BATCH)
    const secrets = await secretsOf(db.read, endpoint)
    if (due.length === 0 || !secrets) return []
    const sign = signerOf([secrets.secret])
    const sent = await sentThrough(
      db.read,
      due.flatMap(({ thingId }) => thingId ?? []),
      now,
    )
    return due.flatMap(({ id, type, thingId, body: kept }) => {
      const appeal = thingId === null ? null : sent.get(thingId)
      if (appeal === undefined) return []
      const body = withExternalId(kept, appeal?.externalId ?? null)
      const messageId = messageIdOf(db.keys, id)
      return [{ messageId, type, headers: { ...sign(messageId, now, body) }, body }]
    })
  }

  return {
    async open(actor, { types }) {
      const secret = newSecret(random, 'hmac')
      const id = await db.work(async (tx) => {
        const now = clock.now()
        const integration = await integrationOf(tx, actor.id)
        if (!integration) throw notThere()
        const open = (await openEndpointsOf(tx, actor.id)).filter(({ kind }) => kind === 'tunnel')
        const [oldest] = open
        if (open.length >= TUNNELS_MAX && oldest) await give(tx, oldest, 'close', {})
        const made = await begin(
          tx,
          {
            integrationId: actor.id,
            kind: 'tunnel',
            secrets: { url: null, secret, before: null },
            jurisdiction: integration.jurisdiction,
          },
          {
            name: 'add',
            input: { host: 'tunnel', types, scheme: 'hmac' },
            by: { kind: 'partner', id: actor.id, role: 'integration' },
            now,
          },
        )
        return made.id
      })
      return { ref: refOf(db.keys, id), verifier: verifierOf(secret) }
    },

    async next(actor, { ref, waitMs, done }) {
      const endpoint = await theirs(actor, ref)
      await take(endpoint, done)
      const until = performance.now() + waitMs
      for (;;) {
        const items = await given(endpoint)
        if (items.length > 0 || performance.now() + LOOK_MS > until) return { items }
        await later(LOOK_MS)
      }
    },

    async close(actor, ref) {
      const { id } = await theirs(actor, ref)
      await db.work(async (tx) => {
        const endpoint = await loadEndpoint(tx, id)
        if (isTheirs(endpoint, actor)) await give(tx, endpoint, 'close', {})
      })
    },

    async sweep() {
      for (const { id } of await idleTunnels(db.read, clock.now() - TUNNEL_IDLE_MS))
        await db.work(async (tx) => {
          const endpoint = await loadEndpoint(tx, id)
          if (endpoint?.status === 'active') await give(tx, endpoint, 'close', {})
        })
    },
  }
}
