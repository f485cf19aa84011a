import { CivicError, type StaffActor, type webhookSchema } from '@civicgrid/contracts'
import type { z } from 'zod'
import { openId, sealId, type Kernel } from '../../kernel/index.ts'
import { findDelivery, listDeliveries } from './deliveries.store.ts'
import type { Endpoint } from './webhooks.store.ts'
import { deliveryItemOf, deliveryViewOf, type DeliveryItem, type DeliveryView } from './webhooks.view.ts'

/** What was sent to an endpoint, and how it went. */
export interface DeliveryLog {
  deliveries(
    actor: StaffActor,
    input: z.output<typeof webhookSchema.webhookInputs.deliveries>,
  ): Promise<{ items: DeliveryItem[]; nextCursor: string | null }>
  delivery(actor: StaffActor, messageId: string): Promise<DeliveryView>
}

const PAGE_LABEL = 'webhook deliveries'
const NEWEST = 2 ** 31 - 1

export interface DeliveryLogOptions {
  readonly kernel: Kernel
  /** @throws CivicError NOT_FOUND for what is not the caller's */
  readonly seen: (actor: StaffActor, endpoint: string | number) => Promise<{ endpoint: Endpoint }>
  readonly messageOf: (messageId: string) => number
}

export function deliveryLog({ kernel: { db }, seen, messageOf }: DeliveryLogOptions): DeliveryLog {
  return {
    async deliveries(actor, { ref, status, type, cursor, limit }) {
      const { endpoint } = await seen(actor, ref)
      const before = cursor ? openId(db.keys, PAGE_LABEL, cursor) : NEWEST
      if (before === null) throw new CivicError('BAD_INPUT', { fields: { cursor: 'format' } })
      const wanted = { status: status ?? null, type: type ?? null, before, limit: limit + 1 }
      const rows = await listDeliveries(db.read, endpoint.id, wanted)
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      return {
        items: shown.map((delivery) => deliveryItemOf(db.keys, delivery)),
        nextCursor: rows.length > limit && last ? sealId(db.keys, PAGE_LABEL, last.id) : null,
      }
    },

    async delivery(actor, messageId) {
      const delivery = await findDelivery(db.read, messageOf(messageId))
      if (!delivery) throw new CivicError('NOT_FOUND', { message: 'no such webhook' })
      await seen(actor, delivery.endpointId)
      return deliveryViewOf(db.keys, delivery)
    },
  }
}
