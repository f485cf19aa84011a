import { call, newKey, type TestServer } from './http.ts'
import type { phoneInHand } from './sms-gateway.ts'

export interface Sent {
  step: string
  lastsMs: number
  againMs: number
  shown: string | null
}
export interface Came {
  me: { kind: string; account: string; name: string; phone: string | null }
  pair: { access: string; refresh: string } | null
}

let tail = 0
/** A number that nobody has been sent anything yet. */
export const freshNumber = (): string => `139${String((tail += 1)).padStart(8, '0')}`

export const refusal = ({ error }: { error?: { code: string; fields: object | null } }) => [error?.code, error?.fields]

/** Somebody with a phone, and a program that signs them in. */
export function atThePhone(w: () => Pick<TestServer, 'url'>, hand: ReturnType<typeof phoneInHand>) {
  const ask = (path: string, input: unknown, token?: string) =>
    call(w().url, path, input, { ...(token ? { token } : {}), headers: { 'idempotency-key': newKey() } })
  const send = async (phone: string) => (await call<Sent>(w().url, 'identity.sendCode', { phone })).data
  const signIn = (input: object, headers: Record<string, string> = {}) =>
    call<Came>(w().url, 'identity.phoneSignIn', { hold: 'pair', ...input }, { headers })
  /** Asks for a code and shows it. */
  async function comeIn(phone: string) {
    const { step } = await send(phone)
    return signIn({ step, phone, code: hand.last(phone) })
  }
  return { ask, send, signIn, comeIn }
}
