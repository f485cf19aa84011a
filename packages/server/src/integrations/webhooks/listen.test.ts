import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { exportPKCS8 } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyWebhook } from '../../../../sdk/src/webhooks/index.ts'
import { createIntegrationForTest, type TestIntegration } from '../../../test/integrations.ts'
import { startService, type TestService } from '../../../test/service.ts'
import { startSink, type Sink } from '../../../test/webhooks.ts'
import { insertDelivery } from './deliveries.store.ts'

const CLI = fileURLToPath(new URL('../../../../sdk/src/cli/main.ts', import.meta.url))

let service: TestService
let sink: Sink
let integration: TestIntegration
let folder: string
beforeAll(async () => {
  service = await startService()
  sink = await startSink()
  integration = await createIntegrationForTest(service.kernel)
  folder = mkdtempSync(join(tmpdir(), 'civic-listen-'))
  writeFileSync(join(folder, 'partner.pem'), await exportPKCS8(integration.privateKey))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await sink.close()
  await service.stop()
})

function civic(...more: string[]) {
  const args = [CLI, 'listen', '--url', service.url, '--client', integration.publicId, '--kid', integration.kid]
  const child = spawn(
    process.execPath,
    [...args, '--key', join(folder, 'partner.pem'), '--forward', `${sink.url}/hooks`, ...more],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](), said: () => said }
}

test('civic listen brings messages to this machine, signed as they would have come, and says what became of them', async () => {
  // The keys of the test's clock and of this machine's are years apart: the assertion is of now.
  service.kernel.clock.advance(Date.now() - service.kernel.clock.now())
  const { child, lines, said } = civic()
  const first = String((await lines.next()).value)
  const verifier = /whsec_\S+/.exec(first)?.[0] ?? said()
  const tunnel = await service.db.read.get<{ id: number }>(`SELECT "id" FROM "WebhookEndpoint" WHERE "kind" = 'tunnel'`)
  const body = '{"type":"webhook.test","timestamp":"2026-03-02T01:00:00.000Z","data":{}}'
  const row = { endpointId: tunnel?.id ?? 0, eventId: null, thingId: null, type: 'webhook.test', body }
  await service.db.work((tx) => insertDelivery(tx, row, service.kernel.clock.now()))
  expect(String((await lines.next()).value)).toMatch(/^webhook\.test msg_\S+ → 204/)
  const [got] = sink.got
  if (!got) throw new Error('nothing came')
  expect(await verifyWebhook(verifier, got.headers, got.body, { now: service.kernel.clock.now() })).toMatchObject({
    type: 'webhook.test',
  })
  const status = () => service.db.read.get(`SELECT "status", "tries" FROM "WebhookDelivery"`)
  await expect.poll(status).toEqual({ status: 'delivered', tries: 1 })
  child.kill('SIGINT')
  await once(child, 'close')
  expect(await service.db.read.get(`SELECT "status" FROM "WebhookEndpoint"`)).toEqual({ status: 'closed' })
  expect(service.logged.join('')).not.toContain(verifier)
})

test('without the scope nothing is listened to, and the program says so', async () => {
  await service.db.work((tx) =>
    tx.run(
      `UPDATE "ScopeGrant" SET "status" = 'ended' WHERE "integrationId" = ? AND "scope" = 'webhooks'`,
      integration.id,
    ),
  )
  const { child, said } = civic()
  const [code] = (await once(child, 'close')) as [number]
  expect([code, said()]).toEqual([1, expect.stringContaining('invalid_scope')])
})
