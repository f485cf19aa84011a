import type { z } from 'zod'
import type { webhookSchema } from '@civicgrid/contracts'

type Inputs = typeof webhookSchema.webhookInputs

/** Where an integration hears of what was sent through it. */
export type WebhookEndpoint = z.output<typeof webhookSchema.webhookEndpoint>
/** All of one integration, and whether anything goes out at all. */
export type WebhookEndpoints = z.output<typeof webhookSchema.webhookEndpoints>
/** One of them with the history of what was changed. */
export type WebhookDetails = z.output<typeof webhookSchema.webhookDetails>
export type WebhookReceipt = z.output<typeof webhookSchema.webhookReceipt>
/** With what signatures are checked by; told this once. */
export type WebhookSecret = z.output<typeof webhookSchema.webhookSecret>
export type WebhookReplayed = z.output<typeof webhookSchema.webhookReplayed>
/** What an endpoint was sent, and how that went. */
export type WebhookDelivery = z.output<typeof webhookSchema.deliveryItem>
/** With the message as it is sent, and every try. */
export type WebhookDeliveryDetails = z.output<typeof webhookSchema.deliveryView>
export type AddWebhookInput = z.input<Inputs['add']>
export type ChangeWebhookInput = z.input<Inputs['change']>
export type RotateWebhookInput = z.input<Inputs['rotate']>
export type OnWebhook = z.input<Inputs['pause']>
export type WebhookDeliveriesInput = z.input<Inputs['deliveries']>
export type ReplayWebhookInput = z.input<Inputs['replay']>

type Tunnel = typeof webhookSchema.tunnelInputs
export type OpenTunnelInput = z.input<Tunnel['open']>
export type TunnelInput = z.input<Tunnel['next']>
export type OpenedTunnel = z.output<typeof webhookSchema.tunnelOpened>
/** Requests to make on the developer's own machine, signed as they would have come. */
export type TunnelRequests = z.output<typeof webhookSchema.tunnelRequests>
