import type { AddWebhookInput, WebhookEndpoint } from '@civicgrid/sdk'

/** What somebody writes of an endpoint. */
export interface WebhookWords {
  readonly url: string
  /** None: all. */
  readonly types: readonly NonNullable<AddWebhookInput['types']>[number][]
}

/** An endpoint may have chosen a type that this page does not know; it is kept where it is not shown. */
export const wordsOf = ({ url, types }: WebhookEndpoint): WebhookWords => ({
  url: url ?? '',
  types: types as WebhookWords['types'],
})
