import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as later } from 'node:timers/promises'
import { insertGrant, insertIntegration } from '../../../packages/server/src/integrations/integrations.store.ts'
import { insertDelivery } from '../../../packages/server/src/integrations/webhooks/deliveries.store.ts'
import { begin } from '../../../packages/server/src/integrations/webhooks/webhooks.record.ts'
import { newSecret } from '../../../packages/server/src/integrations/webhooks/webhooks.sign.ts'
import {
  demoKeyring,
  migrate,
  newToken,
  openDatabase,
  systemRandom,
  type Db,
} from '../../../packages/server/src/kernel/index.ts'
import { SERVER } from '../../../tools/serve.mjs'
import { atLeast, type Result } from '../report.ts'
import { start } from '../server.ts'
import { startSink, type Sink } from '../sink.ts'

const DELIVERIES = 10_000
/** Of each endpoint that fails: more than it will ever be sent here. */
const FAILING = 1_000
const BODY = JSON.stringify({
  type: 'appeal.accepted',
  timestamp: '2026-03-02T01:00:00.000Z',
  data: { code: 'XXXX-XXXX-XXXX-X', externalId: 'order-1', sequence: 2, step: 'accept' },
})
const TEXT = { 'zh-CN': '', en: '' }

/** A partner that may hear of things. @returns its number */
async function partner(db: Db): Promise<number> {
  const now = Date.now()
  return db.work(async (tx) => {
    const id = await insertIntegration(tx, {
      publicId: `civic_${newToken(tx.random)}`,
      status: 'active',
      jurisdiction: '/haitang',
      name: TEXT,
      purpose: TEXT,
      operator: '',
      jwks: null,
      jwksUri: null,
      redirectUris: [],
      origins: [],
      createdAt: now,
      state: '{}',
    })
    await insertGrant(tx, {
      token: newToken(tx.random),
      integrationId: id,
      scope: 'webhooks',
      purpose: TEXT,
      status: 'granted',
      fromAt: 0,
      untilAt: now + 86_400_000,
      perDay: null,
      createdAt: now,
      state: '{}',
    })
    return id
  })
}

async function endpoint(db: Db, integrationId: number, url: string, deliveries: number): Promise<void> {
  const now = Date.now()
  const { id } = await db.work((tx) =>
    begin(
      tx,
      {
        integrationId,
        kind: 'http',
        secrets: { url, secret: newSecret(systemRandom, 'hmac'), before: null },
        jurisdiction: '/haitang',
      },
      {
        name: 'add',
        input: { host: new URL(url).host, types: [], scheme: 'hmac' },
        by: { kind: 'staff', id: null, role: 'engineer' },
        now,
      },
    ),
  )
  for (let from = 0; from < deliveries; from += 1_000)
    await db.work(async (tx) => {
      for (let i = from; i < Math.min(deliveries, from + 1_000); i += 1) {
        const row = { endpointId: id, eventId: null, thingId: null, type: 'appeal.accepted', body: BODY }
        await insertDelivery(tx, row, now)
      }
    })
}

/** How many a second arrive from the first to the last, once all of them wait. */
async function drained(sink: Sink, path: string): Promise<number> {
  while (sink.arrivals(path).length < DELIVERIES) await later(20)
  const came = sink.arrivals(path)
  const seconds = ((came.at(-1) ?? 0) - (came[0] ?? 0)) / 1_000
  return came.length / seconds
}

/** A partner's system gets what waits for it: by itself, and beside three that refuse, hang, or are not there at all. */
export async function webhooks(): Promise<Result[]> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-webhooks-'))
  const url = `file:${join(folder, 'bench.db')}`
  await migrate(url)
  const db = await openDatabase({ url, keys: demoKeyring() })
  const sink = await startSink()
  const env = { DATABASE_URL: url, NODE_ENV: 'development', SEED_DEMO: 'off', WEBHOOK_ALLOW: '127.0.0.1' }
  const run = async (path: string) => {
    await endpoint(db, await partner(db), `${sink.url}${path}`, DELIVERIES)
    const server = await start(SERVER, env)
    const perSecond = await drained(sink, path)
    await server.stop()
    return perSecond
  }
  const alone = await run('/alone')
  for (const failing of [`${sink.url}/fails`, `${sink.url}/hangs`, 'http://127.0.0.1:9/'])
    await endpoint(db, await partner(db), failing, FAILING)
  const beside = await run('/beside')
  await db.close()
  await sink.close()
  await rm(folder, { recursive: true, force: true })
  return [
    atLeast('webhooks: deliveries to one endpoint while three others fail', beside, 'a second', 1_000),
    atLeast('webhooks: of the rate without any that fails', beside / alone, '', 0.9),
  ]
}
