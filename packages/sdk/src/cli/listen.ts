import { openCivic } from '../civic.resident.ts'
import { isCivicError } from '../errors.ts'
import { tokenSession } from '../session/token-session.ts'
import type { Fetch } from '../transport/http.ts'
import type { OpenTunnelInput, TunnelInput, TunnelRequests } from '../wire/webhooks.ts'

export interface ListenOptions {
  baseUrl: string
  /** The integration's token with the scope `webhooks`; asked for again when it has run out. */
  token: () => Promise<string>
  /** Where requests are made on this machine, such as `http://localhost:3000/hooks`. */
  forward: string
  /** Types of messages; none: all. */
  types: NonNullable<OpenTunnelInput['types']>
  /** Once it listens: what signatures are checked by, good for as long as this runs. */
  opened: (verifier: string) => void
  /** Each request that was made. */
  forwarded: (request: { type: string; messageId: string; status: number | null; ms: number }) => void
  /** Ends it. */
  signal: AbortSignal
  fetch?: Fetch
}
type Done = NonNullable<TunnelInput['done']>[number]

const FORWARD_MS = 15_000
const WAIT_MS = 10_000

/**
 * Brings webhooks to a machine that nobody reaches: asks the service for what it would send, and makes the same requests
 * here, one after the other, with the same headers. Settles when the signal ends it.
 * @throws CivicError SCOPE_MISSING, UNAUTHENTICATED
 */
export async function listen(options: ListenOptions): Promise<void> {
  const { baseUrl, token, forward, types, opened, forwarded, signal } = options
  const ask = options.fetch ?? fetch
  const { call } = openCivic({ baseUrl, session: tokenSession(token), client: 'cli', fetch: ask })

  async function make({ messageId, type, headers, body }: TunnelRequests['items'][number]): Promise<Done> {
    const began = Date.now()
    const status = await ask(forward, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(FORWARD_MS),
    }).then(
      // A redirect is not followed here either.
      (answer) => answer.status || 302,
      () => null,
    )
    const done = { messageId, status, ms: Date.now() - began }
    forwarded({ type, ...done })
    return done
  }

  /** @returns when the tunnel is over: nobody asked for a while, as on a machine that slept */
  async function tunnel(): Promise<void> {
    const { ref, verifier } = await call.command('webhookTunnel.open', { types }, { signal })
    opened(verifier)
    try {
      let done: Done[] = []
      while (!signal.aborted) {
        const waitMs = done.length > 0 ? 0 : WAIT_MS
        const { items } = await call.command('webhookTunnel.next', { ref, waitMs, done }, { signal, timeoutMs: 30_000 })
        done = []
        for (const item of items) if (!signal.aborted) done.push(await make(item))
      }
    } catch (error) {
      if (!(isCivicError(error) && error.code === 'NOT_FOUND')) throw error
    } finally {
      if (signal.aborted) await call.command('webhookTunnel.close', { ref }).catch(() => undefined)
    }
  }

  while (!signal.aborted)
    await tunnel().catch((error: unknown) => {
      if (!signal.aborted) throw error
    })
}
