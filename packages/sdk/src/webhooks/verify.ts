import { fromBase64, fromText } from './bytes.ts'

/** What is told of: by `type` and `sequence` a receiver knows what to ask for. */
export interface WebhookEvent {
  /** `appeal.accepted` and others; a type that this version does not know is still one. */
  readonly type: string
  /** When it happened, ISO UTC. */
  readonly timestamp: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Why a request is not one of ours, or not to be worked again. */
export type WebhookFault = 'header' | 'timestamp' | 'signature' | 'replayed' | 'body'

export class WebhookError extends Error {
  // Only declared: what a field is defined by in old engines is as much as half of all this.
  declare readonly fault: WebhookFault
  constructor(fault: WebhookFault) {
    super(`webhook: ${fault}`)
    this.name = 'WebhookError'
    this.fault = fault
  }
}

/** Headers as `fetch` has them, or as Node has them. */
export type WebhookHeaders =
  { get(name: string): string | null } | Readonly<Record<string, string | string[] | undefined>>

export interface VerifyOptions {
  /** Milliseconds since 1970; the runtime's clock by default. */
  now?: number
  /** How far the time in the request may be from it; 300 by default. */
  toleranceSeconds?: number
  /**
   * Whether a message of this id was worked before; it is asked once the signature holds. A delivery may come twice: keep ids
   * for a day and more.
   */
  seen?: (id: string) => boolean | Promise<boolean>
}

const HMAC = { name: 'HMAC', hash: 'SHA-256' }

/**
 * Checks a request of a webhook, as Standard Webhooks have it, in any runtime with WebCrypto.
 * @param keys `whsec_…` of the endpoint, or its public key `whpk_…`; while it is rotated, both the old and the new one
 * @param body the text as it came, before anybody parsed it
 * @throws WebhookError `header`, `timestamp` (five minutes off), `signature`, `replayed`, `body`
 */
export async function verifyWebhook(
  keys: string | readonly string[],
  headers: WebhookHeaders,
  body: string,
  { now = Date.now(), toleranceSeconds = 300, seen }: VerifyOptions = {},
): Promise<WebhookEvent> {
  const fail = (fault: WebhookFault): never => {
    throw new WebhookError(fault)
  }
  const read = (name: string): string =>
    (typeof headers.get === 'function'
      ? (headers as Headers).get(`webhook-${name}`)
      : (headers as Record<string, string>)[`webhook-${name}`]) || fail('header')
  const id = read('id')
  const at = read('timestamp')
  // What is no number is not within it either.
  if (!(Math.abs(now / 1e3 - +at) <= toleranceSeconds)) fail('timestamp')

  const signed = fromText(`${id}.${at}.${body}`)
  const { subtle } = crypto
  let right = false
  for (const signature of read('signature').split(' '))
    for (const key of ([] as string[]).concat(keys)) {
      const [version, base64 = ''] = signature.split(',')
      const how = version === 'v1' ? HMAC : 'Ed25519'
      // A public key is no secret: it is never taken for one.
      if (key.split('_')[0] !== (version === 'v1' ? 'whsec' : version === 'v1a' && 'whpk')) continue
      const imported = await subtle.importKey('raw', fromBase64(key.slice(key.indexOf('_') + 1)), how, false, [
        'verify',
      ])
      right = right || (await subtle.verify(how, imported, fromBase64(base64), signed))
    }
  if (!right) fail('signature')
  if (seen && (await seen(id))) fail('replayed')
  try {
    return JSON.parse(body) as WebhookEvent
  } catch {
    return fail('body')
  }
}
