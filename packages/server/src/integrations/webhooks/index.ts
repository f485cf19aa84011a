import { DELIVERY_DAYS } from '@civicgrid/contracts'
import type { BlockList } from 'node:net'
import type { Logger } from 'pino'
import { sentThrough } from '../../appeals/index.ts'
import { addressList } from '../../http/address.ts'
import type { Kernel, Reader } from '../../kernel/index.ts'
import { createAccess } from '../desk/integration-desk.access.ts'
import { sweepDeliveries } from './deliveries.store.ts'
import { resolveByDns, type Resolve } from './webhooks.addresses.ts'
import { mayHear, silenceOf } from './webhooks.hear.ts'
import { createPoster } from './webhooks.post.ts'
import { startPump, type Pump } from './webhooks.pump.ts'
import { webhooksReader } from './webhooks.reader.ts'
import { createWebhooks, type Webhooks } from './webhooks.service.ts'
import { createTunnel, type Tunnel } from './webhooks.tunnel.ts'

/** Webhooks, as the rest of the server sees them. */
export { createWebhooksRouter } from './webhooks.router.ts'
export { createTunnelRouter } from './webhooks.tunnel.router.ts'
export { WEBHOOK_THING } from './webhooks.store.ts'
export type { Tunnel, Webhooks }

export interface WebhookPartsOptions {
  readonly kernel: Kernel
  /** What the operator lets webhooks reach beside the public internet; nothing by default. */
  readonly allowed: BlockList
  readonly resolve: Resolve
  readonly timeoutMs?: number
  readonly onError: (error: unknown) => void
}

export interface WebhookParts {
  readonly webhooks: Webhooks
  readonly tunnel: Tunnel
  readonly readers: readonly Reader[]
  /** Begins to send. */
  start(): Pump
  /** Forgets what was sent a month ago, and tunnels that nobody asks. @returns how many deliveries */
  sweep(): Promise<number>
}

const SWEEP_PAGE = 500

export function createWebhookParts({
  kernel,
  allowed,
  resolve,
  timeoutMs,
  onError,
}: WebhookPartsOptions): WebhookParts {
  const { db, clock } = kernel
  const access = createAccess(kernel)
  const tunnel = createTunnel({ kernel, sentThrough })
  let pump: Pump | undefined
  const wake = () => pump?.wake()
  return {
    webhooks: createWebhooks({
      kernel,
      allowed,
      wake,
      silence: (sql, integration) => silenceOf(sql, integration, clock.now()),
      async roleOn(sql, actor, publicId) {
        const { row, by } = await access.found(sql, actor, publicId)
        return { row, role: by.role }
      },
    }),
    tunnel,
    readers: [webhooksReader({ now: () => clock.now(), sentThrough, wake })],
    start: () =>
      (pump = startPump({
        kernel,
        poster: createPoster({ allowed, resolve, timeoutMs }),
        sentThrough,
        mayHear: (sql, integrationId) => mayHear(sql, integrationId, clock.now()),
        onError,
      })),
    async sweep() {
      await tunnel.sweep()
      const before = clock.now() - DELIVERY_DAYS * 86_400_000
      for (let swept = 0; ;) {
        const gone = await db.work((tx) => sweepDeliveries(tx, before, SWEEP_PAGE))
        swept += gone
        if (gone < SWEEP_PAGE) return swept
      }
    },
  }
}

/** What the composed service needs of it. */
export interface RunningWebhooks extends Pick<WebhookParts, 'webhooks' | 'tunnel' | 'readers' | 'sweep'> {
  /** Waits for what is on its way. */
  stop(): Promise<void>
}

/** @param allow addresses and ranges that webhooks may reach beside the public internet */
export function runWebhooks({
  kernel,
  allow,
  log,
}: {
  kernel: Kernel
  allow: readonly string[]
  log: Logger
}): RunningWebhooks {
  const onError = (err: unknown) => log.warn({ err }, 'webhooks wait')
  const parts = createWebhookParts({ kernel, allowed: addressList(allow), resolve: resolveByDns, onError })
  const pump = parts.start()
  return { ...parts, stop: () => pump.stop() }
}
