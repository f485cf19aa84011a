import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Sms, SmsCode } from '../src/identity/phones/sms.ts'

/** Keeps what it is given, as a phone does. */
export function phoneInHand(): Sms & { readonly got: SmsCode[]; last(phone: string): string } {
  const got: SmsCode[] = []
  return {
    got,
    send(message) {
      got.push(message)
      return Promise.resolve()
    },
    last: (phone) => got.findLast((message) => message.phone === phone)?.code ?? '',
  }
}

export const SECRET = Buffer.from('a secret of thirty-two bytes, ok')
const LEEWAY_S = 300

export interface GatewayStandIn {
  readonly url: string
  /** Messages that went out, each id once. */
  readonly sent: { phone: string; code: string; minutes: number; sender: string }[]
  readonly requests: () => number
  /** What it does with the next requests, in order; then it delivers again. */
  next(...what: (Fault | 'hang up')[]): void
  stop(): Promise<void>
}
export interface Fault {
  status: number
  error?: string
}

/** A gateway that knows docs/guides/resident-sign-in.md and nothing of ours: it checks the signature, the time and the id. */
export async function gatewayStandIn(now: () => number): Promise<GatewayStandIn> {
  const sent: GatewayStandIn['sent'] = []
  const known = new Set<string>()
  const faults: (Fault | 'hang up')[] = []
  let requests = 0
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      requests += 1
      const answer = (status: number, body: object) =>
        void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      const body = Buffer.concat(parts).toString()
      const header = (name: string) => String(request.headers[name] ?? '')
      const [id, at] = [header('webhook-id'), header('webhook-timestamp')]
      const right = createHmac('sha256', SECRET).update(`${id}.${at}.${body}`).digest()
      const given = Buffer.from(/^v1,(.+)$/.exec(header('webhook-signature'))?.[1] ?? '', 'base64')
      if (given.length !== right.length || !timingSafeEqual(given, right)) return answer(401, { error: 'refused' })
      if (Math.abs(now() / 1000 - Number(at)) > LEEWAY_S) return answer(401, { error: 'refused' })
      const fault = faults.shift()
      if (fault !== undefined && fault !== 'hang up') return answer(fault.status, { error: fault.error })
      if (!known.has(id)) sent.push(JSON.parse(body))
      known.add(id)
      // The message went out, and the answer is lost.
      if (fault === 'hang up') return void request.socket.destroy()
      answer(202, { id })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    sent,
    requests: () => requests,
    next: (...what) => void faults.push(...what),
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}
