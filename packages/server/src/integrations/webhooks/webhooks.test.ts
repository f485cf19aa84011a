import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ResidentActor, StaffActor } from '@civicgrid/contracts'
import { verifyWebhook } from '../../../../sdk/src/webhooks/index.ts'
import { world, type World } from '../../../test/appeals.ts'
import type { TestIntegration } from '../../../test/integrations.ts'
import { startSink, through, webhookStage, type Sink, type WebhookStage } from '../../../test/webhooks.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const SENT = {
  kind: 'complain' as const,
  category: 'lamp',
  text: '楼下路灯不亮',
  place: { point: { lng: 121.015, lat: 31.005 } },
}

let w: World
let stage: WebhookStage
let sink: Sink
let integration: TestIntegration
let engineer: StaffActor
let resident: ResidentActor
let operator: StaffActor

beforeAll(async () => {
  w = await world()
  stage = webhookStage(w.kernel, { settled: () => w.settled() })
  sink = await startSink()
  ;({ integration, engineer } = await stage.partner())
  resident = through(await w.resident(), integration)
  operator = await w.staff('operator', null, '/tiny')
})
afterAll(async () => {
  await stage.stop()
  await sink.close()
  await w.close()
})
afterEach(async () => {
  sink.answer = () => 204
  const { items } = await desk().list({ integration: integration.publicId })
  for (const { ref, version, status } of items)
    if (status !== 'closed') await desk().close({ ref, expectedVersion: version })
  await stage.settled()
  sink.got.splice(0)
})

const desk = (actor: StaffActor = engineer) => stage.as(actor).webhooks
const add = (path = '/hook', more: object = {}) =>
  desk().add({ integration: integration.publicId, url: `${sink.url}${path}`, ...more })
let nth = 0
const send = (externalId = `partner-${(nth += 1)}`) => w.as(resident).appeals.submit({ ...SENT, externalId })
const bodies = () => sink.got.map(({ body }) => JSON.parse(body) as { type: string; data: Record<string, unknown> })
const log = async (ref: string) => (await desk().deliveries({ ref })).items

describe('what was sent through an integration', () => {
  test('is told with its code, the partner’s own id and the order of things, signed, and without a word', async () => {
    const { ref, verifier } = await add()
    const { code } = await send('order-77')
    await w.as(operator).workOrders.accept({ code, expectedVersion: 1 })
    await stage.settled()
    expect(bodies().map(({ type, data }) => [type, data.code, data.externalId, data.sequence])).toEqual([
      ['appeal.submitted', code, 'order-77', 1],
      ['appeal.accepted', code, 'order-77', 2],
    ])
    expect(JSON.stringify(sink.got)).not.toMatch(/路灯|李|123000|121\.01/)
    for (const { headers, body } of sink.got)
      await verifyWebhook(verifier, headers, body, { now: w.kernel.clock.now() })
    expect(await log(ref)).toMatchObject([{ status: 'delivered', lastStatus: 204 }, { status: 'delivered' }])
  })
  test('and nothing else: not what the resident sent by themselves, and not what another partner sent', async () => {
    const { integration: other } = await stage.partner()
    await add()
    const { via: _, ...alone } = resident
    await w.as(alone).appeals.submit(SENT)
    await w.as(through(alone, other)).appeals.submit(SENT)
    await stage.settled()
    expect(sink.got).toEqual([])
  })
  test('is told only of the types that were chosen', async () => {
    await add('/chosen', { types: ['appeal.accepted'] })
    const { code } = await send()
    await w.as(operator).workOrders.accept({ code, expectedVersion: 1 })
    await stage.settled()
    expect(bodies().map(({ type }) => type)).toEqual(['appeal.accepted'])
  })
  test('is told no more once its resident has undone the consent, not even what waited', async () => {
    const { ref } = await add()
    sink.answer = () => 503
    await w.db.work((tx) =>
      tx.run(
        `INSERT INTO "Consent" ("token", "residentId", "integrationId", "scopes", "givenAt", "untilAt") VALUES ('c', ?, ?, ?, 0, ?)`,
        resident.id,
        integration.id,
        JSON.stringify([{ scope: 'appeals.track' }]),
        w.kernel.clock.now() + 300 * DAY,
      ),
    )
    const { via } = resident
    if (!via) throw new Error('who sends does so through an integration')
    const byConsent: ResidentActor = { ...resident, via: { ...via, consentId: 1 } }
    const { code } = await w.as(byConsent).appeals.submit({ ...SENT, externalId: 'by-consent' })
    await stage.settled()
    expect(sink.got).toHaveLength(1)
    sink.answer = () => 204
    await w.db.work((tx) => tx.run(`UPDATE "Consent" SET "endedAt" = ? WHERE "token" = 'c'`, w.kernel.clock.now()))
    w.kernel.clock.advance(HOUR)
    await w.as(operator).workOrders.accept({ code, expectedVersion: 1 })
    await stage.settled()
    expect(sink.got).toHaveLength(1)
    expect(await log(ref)).toMatchObject([{ status: 'cancelled', type: 'appeal.submitted' }])
    await w.db.work((tx) => tx.run(`DELETE FROM "Consent" WHERE "token" = 'c'`))
  })
})

describe('an endpoint that fails', () => {
  test('is tried again and again, the message being the same, for three days', async () => {
    const { ref, verifier } = await add('/down')
    sink.answer = () => 500
    await send()
    await stage.settled()
    for (let i = 0; i < 12; i += 1) {
      w.kernel.clock.advance(23 * HOUR)
      await stage.settled()
      const { items } = await desk().list({ integration: integration.publicId })
      const paused = items.find((one) => one.ref === ref)
      if (paused?.status === 'paused') await desk().resume({ ref, expectedVersion: paused.version })
    }
    expect(sink.got).toHaveLength(11)
    expect(new Set(sink.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    const last = sink.got.at(-1)
    if (!last) throw new Error('nothing came')
    const at = Number(last.headers['webhook-timestamp']) * 1000
    await verifyWebhook(verifier, last.headers, last.body, { now: at })
    expect(await log(ref)).toMatchObject([{ status: 'failed', tries: 11, lastResult: 'status', lastStatus: 500 }])
  })
  test('is paused after a day of nothing but failures, with a word to the partner’s other endpoint', async () => {
    const { ref } = await add('/down')
    const { ref: other } = await add('/up', { types: ['appeal.archived'] })
    sink.answer = (path) => (path === '/down' ? 500 : 204)
    for (let i = 0; i < 4; i += 1) await send()
    for (let i = 0; i < 12; i += 1) {
      await stage.settled()
      w.kernel.clock.advance(3 * HOUR)
    }
    await stage.settled()
    expect(await desk().get({ ref })).toMatchObject({ status: 'paused', pausedFor: 'failing' })
    await stage.settled()
    expect(bodies().filter(({ type }) => type === 'webhook.paused')).toMatchObject([{ data: { why: 'failing' } }])
    expect(await desk().get({ ref: other })).toMatchObject({ status: 'active' })
    // Nothing is lost: what happens meanwhile waits.
    await send()
    const tried = sink.got.length
    await stage.settled()
    expect(sink.got).toHaveLength(tried)
    sink.answer = () => 204
    await desk().resume({ ref, expectedVersion: (await desk().get({ ref })).version })
    w.kernel.clock.advance(DAY)
    await stage.settled()
    expect((await log(ref)).map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'delivered'))
  })
  test('that says it is gone is paused at once', async () => {
    const { ref } = await add()
    sink.answer = () => 410
    await send()
    await stage.settled()
    await expect.poll(async () => (await desk().get({ ref })).pausedFor).toBe('gone')
  })
  test('that asks for time is given it', async () => {
    await add()
    sink.answer = () => ({ status: 429, headers: { 'retry-after': '600' } })
    await send()
    await stage.settled()
    w.kernel.clock.advance(599_000)
    await stage.settled()
    expect(sink.got).toHaveLength(1)
    w.kernel.clock.advance(1_000)
    await stage.settled()
    expect(sink.got).toHaveLength(2)
  })
})

test('an integration whose scope has run out hears nothing, and what waited comes once it is granted anew', async () => {
  const { integration: brief, engineer: theirs } = await stage.partner({ termMs: HOUR })
  const { ref } = await desk(theirs).add({ integration: brief.publicId, url: `${sink.url}/brief` })
  const { via: _, ...alone } = resident
  w.kernel.clock.advance(HOUR)
  await w.as(through(alone, brief)).appeals.submit(SENT)
  await stage.settled()
  expect(sink.got).toEqual([])
  expect(await desk(theirs).list({ integration: brief.publicId })).toMatchObject({ stopped: 'scope' })
  expect((await desk(theirs).deliveries({ ref })).items).toMatchObject([{ status: 'waiting', tries: 0 }])
})
