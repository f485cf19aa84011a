import { pagesOf, type Pages } from '../pages.ts'
import type { CallOptions, Caller, CommandOptions } from '../transport/caller.types.ts'
import type * as wire from '../wire/webhooks.ts'
import { commandsOf } from './commands.ts'

type Does<Input, Output = wire.WebhookReceipt> = (input: Input, options?: CommandOptions) => Promise<Output>

/**
 * Webhooks at the desk, for the engineers of the partner; an administrator looks, pauses and closes.
 * @throws CivicError NOT_FOUND, FORBIDDEN, STEP_UP_REQUIRED, VERSION_CONFLICT, NOT_ALLOWED_NOW
 */
export interface WebhooksFacade {
  list(input: { integration: string }, options?: CallOptions): Promise<wire.WebhookEndpoints>
  get(ref: string, options?: CallOptions): Promise<wire.WebhookDetails>
  deliveries(input: Omit<wire.WebhookDeliveriesInput, 'cursor'>, options?: CallOptions): Pages<wire.WebhookDelivery>
  delivery(messageId: string, options?: CallOptions): Promise<wire.WebhookDeliveryDetails>
  /** The secret is in this answer and nowhere else. */
  add: Does<wire.AddWebhookInput, wire.WebhookSecret>
  change: Does<wire.ChangeWebhookInput>
  /** For a day both secrets sign. */
  rotate: Does<wire.RotateWebhookInput, wire.WebhookSecret>
  pause: Does<wire.OnWebhook>
  resume: Does<wire.OnWebhook>
  close: Does<wire.OnWebhook>
  test: Does<{ ref: string }>
  /** Under the same ids: who has worked one knows it again. */
  replay: Does<wire.ReplayWebhookInput, wire.WebhookReplayed>
}

export const webhooksFacade = (call: Caller): WebhooksFacade => ({
  ...commandsOf(call, 'webhooks', ['add', 'change', 'rotate', 'pause', 'resume', 'close', 'test', 'replay']),
  list: (input, options) => call.query('webhooks.list', input, options),
  get: (ref, options) => call.query('webhooks.get', { ref }, options),
  deliveries: (input, options) =>
    pagesOf((cursor, own) => call.query('webhooks.deliveries', { ...input, cursor }, own), options),
  delivery: (messageId, options) => call.query('webhooks.delivery', { messageId }, options),
})
