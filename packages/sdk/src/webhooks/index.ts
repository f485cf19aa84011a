/** For a partner's server, worker or function: is this request from the city? Nothing but WebCrypto is asked for. */
export {
  verifyWebhook,
  WebhookError,
  type VerifyOptions,
  type WebhookEvent,
  type WebhookFault,
  type WebhookHeaders,
} from './verify.ts'
