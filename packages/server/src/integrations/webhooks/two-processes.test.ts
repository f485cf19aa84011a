import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { START, testKernel, type TestKernel } from '../../../test/harness.ts'
import { startSink, webhookStage, type Sink } from '../../../test/webhooks.ts'
import { insertDelivery } from './deliveries.store.ts'

const CHILD = fileURLToPath(new URL('../../../test/webhook-child.ts', import.meta.url))
const EACH = 60

const children: ChildProcess[] = []
let test0: TestKernel
let sink: Sink
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'close')
  }
  await sink.close()
  await test0.close()
})

async function start(at: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [CHILD, test0.url, String(at)], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  await once(child.stdout ?? child, 'data')
  return child
}

/** Endpoints with messages that wait, and nobody who sends them. */
async function waiting(paths: readonly string[]): Promise<void> {
  const { kernel, db } = test0
  const stage = webhookStage(kernel, { settled: () => Promise.resolve() })
  const { integration, engineer } = await stage.partner()
  for (const path of paths)
    await stage.as(engineer).webhooks.add({ integration: integration.publicId, url: `${sink.url}${path}` })
  await stage.stop()
  await db.work(async (tx) => {
    const endpoints = await tx.all<{ id: number }>('SELECT "id" FROM "WebhookEndpoint" ORDER BY "id"')
    for (const { id } of endpoints)
      for (let i = 0; i < EACH; i += 1) {
        const row = { endpointId: id, eventId: null, thingId: null, type: 'webhook.test', body: '{}' }
        await insertDelivery(tx, row, START)
      }
  })
}
const statuses = () =>
  test0.db.read.all<{ status: string; n: number }>(
    'SELECT "status", CAST(count(*) AS INTEGER) AS "n" FROM "WebhookDelivery" GROUP BY "status"',
  )
const delivered = async () => (await statuses()).find(({ status }) => status === 'delivered')?.n ?? 0
const idsSent = () => sink.got.map(({ headers }) => headers['webhook-id'])

test('two processes share the endpoints: everything goes, and nothing twice', async () => {
  test0 = await testKernel()
  sink = await startSink()
  const paths = ['/1', '/2', '/3', '/4', '/5']
  await waiting(paths)
  await Promise.all([start(START), start(START)])
  await expect.poll(delivered, { timeout: 30_000 }).toBe(paths.length * EACH)
  expect(sink.got).toHaveLength(paths.length * EACH)
  expect(new Set(idsSent()).size).toBe(paths.length * EACH)
})

test('kill -9 in the middle of sending: another process sends what is left, and nothing is lost', async () => {
  test0 = await testKernel()
  sink = await startSink()
  await waiting(['/1'])
  let answered = 0
  // The partner is slow from the tenth on: the process dies while some of them are on their way.
  sink.answer = () => ((answered += 1) > 10 ? 'hang' : 204)
  const first = await start(START)
  await expect.poll(() => sink.got.length, { timeout: 30_000 }).toBeGreaterThan(10)
  first.kill('SIGKILL')
  await once(first, 'close')
  sink.answer = () => 204
  // The dead process's lease runs out, as every lease does.
  await start(START + 60_000)
  await expect.poll(delivered, { timeout: 30_000 }).toBe(EACH)
  expect(new Set(idsSent()).size).toBe(EACH)
  expect(sink.got.length).toBeGreaterThan(EACH)
})

test('endpoints that fail or hang hold up nobody: a healthy one is done while they still wait', async () => {
  test0 = await testKernel()
  sink = await startSink()
  await waiting(['/hangs', '/fails', '/healthy', '/blocked'])
  sink.answer = (path) => (path === '/hangs' ? 'hang' : path === '/healthy' ? 204 : 500)
  await start(START)
  const healthy = () => sink.got.filter(({ path }) => path === '/healthy').length
  await expect.poll(healthy, { timeout: 10_000 }).toBe(EACH)
  await expect.poll(delivered, { timeout: 10_000 }).toBe(EACH)
  const hanging = sink.got.filter(({ path }) => path === '/hangs').length
  // What hangs takes its own places, and no other endpoint's.
  expect(hanging).toBeLessThanOrEqual(16)
})
