import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Actor, ResidentActor, StaffActor } from '@civicgrid/contracts'
import { addressList } from '../src/http/address.ts'
import { createCallerFactory, router } from '../src/http/procedures.ts'
import { registerStaff } from '../src/identity/register.ts'
import { createWebhookParts } from '../src/integrations/webhooks/index.ts'
import type { Resolve } from '../src/integrations/webhooks/webhooks.addresses.ts'
import { createWebhooksRouter } from '../src/integrations/webhooks/webhooks.router.ts'
import { createTunnelRouter } from '../src/integrations/webhooks/webhooks.tunnel.router.ts'
import { runReaders, type Kernel } from '../src/kernel/index.ts'
import { createIntegrationForTest, type IntegrationTwist, type TestIntegration } from './integrations.ts'

/** A partner's server on this machine, which says what it is told to and keeps what it was sent. */
export interface Sink {
  readonly url: string
  readonly port: number
  readonly got: { headers: IncomingHttpHeaders; body: string; path: string }[]
  /** What it answers from now on, by the request's path; 204 by default. `hang`: nothing. */
  answer: (path: string) => number | 'hang' | { status: number; headers: Record<string, string> }
  close(): Promise<void>
}

export async function startSink(): Promise<Sink> {
  const sink = { got: [] as Sink['got'], answer: (() => 204) as Sink['answer'] }
  const server = createServer((incoming, outgoing) => {
    let body = ''
    incoming.on('data', (chunk: Buffer) => (body += chunk.toString()))
    incoming.on('end', () => {
      const path = incoming.url ?? ''
      sink.got.push({ headers: incoming.headers, body, path })
      const said = sink.answer(path)
      if (said === 'hang') return
      const { status, headers } = typeof said === 'number' ? { status: said, headers: {} } : said
      outgoing.writeHead(status, headers).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(sink, {
    url: `http://127.0.0.1:${port}`,
    port,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}

export interface WebhookStageOptions {
  /** What the operator lets webhooks reach. */
  readonly allowed?: readonly string[]
  readonly resolve?: Resolve
  readonly timeoutMs?: number
  /** Until what happened has its place in the log: of whoever sequences it. */
  readonly settled: () => Promise<void>
}

/** Webhooks over a kernel, with the reader and the pump at work. */
export function webhookStage(kernel: Kernel, options: WebhookStageOptions) {
  const { db } = kernel
  const errors: unknown[] = []
  const parts = createWebhookParts({
    kernel,
    allowed: addressList(options.allowed ?? ['127.0.0.1']),
    resolve: options.resolve ?? (() => Promise.reject(new Error('no names in tests'))),
    timeoutMs: options.timeoutMs ?? 2_000,
    onError: (error) => errors.push(error),
  })
  const readers = runReaders(db, parts.readers, { onError: (_, error) => errors.push(error) })
  const pump = parts.start()
  const make = createCallerFactory(
    router({ webhooks: createWebhooksRouter(parts.webhooks), webhookTunnel: createTunnelRouter(parts.tunnel) }),
  )
  let keys = 0
  return {
    ...parts,
    pump,
    as: (actor: Actor, idempotencyKey?: string) =>
      make({
        requestId: 'test',
        realm: actor.kind === 'staff' ? 'staff' : 'resident',
        actor,
        sessionToken: null,
        idempotencyKey: idempotencyKey ?? `webhook-key-${String((keys += 1)).padStart(10, '0')}`,
        demandStrong: () => Promise.resolve(),
        setSession: () => {},
      }),
    /** An integration with its engineer. */
    async partner(twist: IntegrationTwist = {}): Promise<{ integration: TestIntegration; engineer: StaffActor }> {
      const integration = await createIntegrationForTest(kernel, { jurisdiction: '/tiny', ...twist })
      const grant = { role: 'integrationEngineer', areaPath: '/tiny', bodyCode: null, from: 0, until: null } as const
      const id = await db.work(async (tx) => {
        const staffId = await registerStaff(tx, { name: '伙伴工程师', roles: [grant] })
        await tx.run(
          'INSERT INTO "IntegrationEngineer" ("staffId", "integrationId", "addedAt") VALUES (?, ?, ?)',
          staffId,
          integration.id,
          kernel.clock.now(),
        )
        return staffId
      })
      return { integration, engineer: { kind: 'staff', id, name: '伙伴工程师', roles: [grant] } }
    },
    /** Until what is in the log is written down and sent. */
    async settled() {
      await options.settled()
      await readers.idle()
      await pump.idle()
      if (errors.length > 0) throw new AggregateError(errors, 'webhooks failed')
    },
    async stop() {
      await pump.stop()
      await readers.stop()
    },
  }
}
export type WebhookStage = ReturnType<typeof webhookStage>

/** This resident as they speak through an integration. */
export const through = (resident: ResidentActor, { id, publicId }: TestIntegration): ResidentActor => ({
  ...resident,
  via: { integrationId: id, publicId, consentId: null, scopes: ['appeals.submit', 'appeals.track', 'appeals.rate'] },
})
