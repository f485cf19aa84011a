import { createHmac } from 'node:crypto'
import { SmsFailure, type Sms, type SmsCode, type SmsFault } from './sms.ts'

export interface SmsGatewayOptions {
  readonly url: string
  /** The bytes that sign a request: the part behind `whsec_`, in base64. */
  readonly secret: Buffer
  /** What the message is signed with: the name of the service. */
  readonly sender: string
  readonly now: () => number
  /** For one try. */
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 5_000
/** A number is asked for once more only where nobody can have got the message twice: it has the same id. */
const TRIES = 2

/** What an answer that is no success means, by its `error`, else by its status. */
const FAULTS: Readonly<Record<string, SmsFault>> = {
  number: 'number',
  limit: 'limit',
  later: 'later',
  refused: 'refused',
}
function faultOf(status: number, error: unknown): SmsFault {
  const said = typeof error === 'string' ? FAULTS[error] : undefined
  if (said) return said
  if (status === 429) return 'limit'
  return status >= 500 || status === 408 ? 'later' : 'refused'
}

/**
 * A gateway of the city's own: `POST` of JSON, signed as Standard Webhooks are, so that any of their libraries checks it.
 * docs/guides/resident-sign-in.md says what it has to do.
 */
export function smsOverHttp({ url, secret, sender, now, timeoutMs = TIMEOUT_MS }: SmsGatewayOptions): Sms {
  async function once({ id, phone, code, minutes }: SmsCode): Promise<void> {
    const body = JSON.stringify({ type: 'code', phone: `+86${phone}`, code, minutes, sender })
    const at = String(Math.floor(now() / 1000))
    const signature = createHmac('sha256', secret).update(`${id}.${at}.${body}`).digest('base64')
    let response: Response
    try {
      response = await fetch(url, {
        method: 'POST',
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': at,
          'webhook-signature': `v1,${signature}`,
        },
      })
    } catch {
      // The cause may name the address with what stands in it.
      throw new SmsFailure('later', 'the gateway gave no answer')
    }
    const said = (await response.json().catch(() => null)) as { error?: unknown } | null
    if (!response.ok)
      throw new SmsFailure(faultOf(response.status, said?.error), `the gateway answered ${response.status}`)
  }

  return {
    async send(message) {
      for (let tried = 1; ; tried += 1) {
        try {
          return await once(message)
        } catch (error) {
          if (!(error instanceof SmsFailure) || error.why !== 'later' || tried >= TRIES) throw error
        }
      }
    },
  }
}
