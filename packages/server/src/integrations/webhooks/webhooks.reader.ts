import { defineReader, type Reader } from '../../kernel/index.ts'
import { insertDelivery } from './deliveries.store.ts'
import { isTold, isWanted, messageOf, typeOf, type SentThroughOf } from './webhooks.messages.ts'
import { openEndpoints } from './webhooks.store.ts'

export const WEBHOOKS_READER = 'webhooks'

export interface WebhookReaderOptions {
  readonly now: () => number
  /** Those of these appeals that were sent through an integration, and whose residents let it follow them. */
  readonly sentThrough: SentThroughOf
  /** Something is due. */
  readonly wake: () => void
}

/**
 * Writes down what each endpoint is to be told. It cannot be rebuilt: what was sent was sent. An endpoint that is paused is
 * written to as well, and gets it once it is resumed.
 */
export function webhooksReader({ now, sentThrough, wake }: WebhookReaderOptions): Reader {
  return defineReader({
    name: WEBHOOKS_READER,
    async apply(tx, events) {
      const told = events.filter(isTold)
      if (told.length === 0) return
      const endpoints = await openEndpoints(tx)
      if (endpoints.length === 0) return
      const sent = await sentThrough(tx, [...new Set(told.map(({ thingId }) => thingId))], now())
      let written = false
      for (const event of told) {
        const appeal = sent.get(event.thingId)
        if (!appeal) continue
        const body = messageOf(event, appeal)
        for (const { id, integrationId, createdAt, state } of endpoints) {
          // What happened before somebody began to listen is found by "changes since".
          if (integrationId !== appeal.integrationId || event.at < createdAt || !isWanted(state.types, event)) continue
          const row = { endpointId: id, eventId: event.id, thingId: event.thingId, type: typeOf(event), body }
          written = (await insertDelivery(tx, row, now())) !== null || written
        }
      }
      if (written) tx.afterCommit(wake)
    },
  })
}
