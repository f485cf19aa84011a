import type { Sms } from './sms.ts'
import { smsOverHttp } from './sms-gateway.ts'

export interface SmsSettings {
  /** Whether the city's settings offer it. */
  readonly offered: boolean
  readonly production: boolean
  readonly sms: { readonly url: string; readonly secret: Buffer } | null
  readonly smsPerDay: number
  readonly sender: string
  readonly now: () => number
}

/** Sends nothing: the code is shown on the page that asked for it. */
const sandbox: Sms = { send: () => Promise.resolve() }

/** Who delivers codes here; nobody where the city does not offer it, and in production without a gateway. */
export function smsOf({ offered, production, sms, smsPerDay: perDay, sender, now }: SmsSettings): {
  sms: Sms | null
  shows: boolean
  perDay: number
} {
  if (!offered || (production && !sms)) return { sms: null, shows: false, perDay }
  if (!sms) return { sms: sandbox, shows: true, perDay }
  return { sms: smsOverHttp({ ...sms, sender, now }), shows: false, perDay }
}
