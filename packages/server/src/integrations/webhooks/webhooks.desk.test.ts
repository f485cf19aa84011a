import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ResidentActor, StaffActor } from '@civicgrid/contracts'
import { verifyWebhook } from '../../../../sdk/src/webhooks/index.ts'
import { refused, world, type World } from '../../../test/appeals.ts'
import type { TestIntegration } from '../../../test/integrations.ts'
import { startSink, through, webhookStage, type Sink, type WebhookStage } from '../../../test/webhooks.ts'
import { thingsIn, verifyThing } from '../../kernel/index.ts'
import { WEBHOOK_THING } from './webhooks.store.ts'

const DAY = 86_400_000
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

describe('at the desk', () => {
  test('a test message comes, and is no appeal', async () => {
    const { ref } = await add()
    await desk().test({ ref })
    await stage.settled()
    expect(bodies()).toMatchObject([{ type: 'webhook.test', data: { sequence: 1 } }])
  })
  test('what was given up or delivered is sent anew under its own id', async () => {
    const { ref } = await add()
    await send()
    await stage.settled()
    const [item] = await log(ref)
    const messageIds = [item?.messageId ?? '']
    expect(await desk().replay({ ref, messageIds })).toMatchObject({ count: 1 })
    await stage.settled()
    expect(sink.got.map(({ headers }) => headers['webhook-id'])).toEqual([...messageIds, ...messageIds])
    expect((await desk().delivery({ messageId: messageIds[0] ?? '' })).log).toHaveLength(2)
    expect((await desk().get({ ref })).history.map(({ type }) => type)).toEqual(['webhookAdded', 'webhookReplayed'])
  })
  test('two secrets sign while one is rotated, and after a day the new one alone', async () => {
    const { ref, version, verifier: old } = await add()
    const { verifier: next } = await desk().rotate({ ref, expectedVersion: version, scheme: 'ed25519' })
    const check = (key: string, i: number) => {
      const got = sink.got[i]
      if (!got) throw new Error('nothing came')
      return verifyWebhook(key, got.headers, got.body, { now: w.kernel.clock.now() })
    }
    await send()
    await stage.settled()
    await check(old, 0)
    await check(next, 0)
    w.kernel.clock.advance(DAY)
    await send()
    await stage.settled()
    await check(next, 1)
    await expect(check(old, 1)).rejects.toMatchObject({ fault: 'signature' })
    expect((await desk().get({ ref })).publicKey).toBe(next)
  })
  test('a secret is shown once, and stands in no record', async () => {
    const key = 'the-very-same-key-1'
    const input = { integration: integration.publicId, url: `${sink.url}/hook` }
    const { verifier, ref } = await stage.as(engineer, key).webhooks.add(input)
    expect(await stage.as(engineer, key).webhooks.add(input)).toMatchObject({ verifier, ref })
    w.kernel.clock.advance(121_000)
    await expect(stage.as(engineer, key).webhooks.add(input)).rejects.toMatchObject(refused('NOT_ALLOWED_NOW'))
    const rows = await w.db.read.all('SELECT "response" FROM "Idempotency"')
    const events = await w.db.read.all('SELECT "data" FROM "Event"')
    expect(JSON.stringify([rows, events])).not.toContain(verifier.slice(6, 20))
    expect(JSON.stringify(events)).not.toContain('/hook')
  })
  test('only the partner’s own engineer sees an address or says where webhooks go; an administrator may stop them', async () => {
    const { ref, version } = await add()
    const administrator = await w.staff('administrator', null, '/tiny')
    const { engineer: stranger } = await stage.partner()
    await expect(desk(stranger).get({ ref })).rejects.toMatchObject(refused('NOT_FOUND'))
    await expect(desk(operator).list({ integration: integration.publicId })).rejects.toMatchObject(refused('NOT_FOUND'))
    expect(await desk(administrator).get({ ref })).toMatchObject({ url: null, host: `127.0.0.1:${sink.port}` })
    const elsewhere = { ref, expectedVersion: version, url: `${sink.url}/mine`, types: [] }
    await expect(desk(administrator).change(elsewhere)).rejects.toMatchObject(refused('FORBIDDEN'))
    await expect(stage.as(await w.resident()).webhooks.get({ ref })).rejects.toMatchObject(refused('UNAUTHENTICATED'))
    await desk(administrator).pause({ ref, expectedVersion: version })
    expect(await desk().get({ ref })).toMatchObject({ status: 'paused', pausedFor: 'asked' })
  })
  test('a closed endpoint has forgotten its secret, and what waited for it is called off', async () => {
    const { ref, version } = await add()
    sink.answer = () => 500
    await send()
    await stage.settled()
    await desk().close({ ref, expectedVersion: version })
    expect((await log(ref)).map(({ status }) => status)).toEqual(['cancelled'])
    const rows = await w.db.read.all<{ cipher: Uint8Array | null; id: number }>(
      `SELECT "cipher", "id" FROM "WebhookEndpoint" WHERE "status" = 'closed'`,
    )
    expect(rows.every(({ cipher }) => cipher === null)).toBe(true)
    const last = rows.at(-1)?.id ?? 0
    expect(await verifyThing(w.db.read, { [WEBHOOK_THING]: thingsIn('WebhookEndpoint') }, WEBHOOK_THING, last)).toEqual(
      [],
    )
  })
  test('a fifth endpoint is the last, and an address that stands on a private one is refused at once', async () => {
    for (let i = 0; i < 5; i += 1) await add(`/${i}`)
    await expect(add('/6')).rejects.toMatchObject(refused('NOT_ALLOWED_NOW'))
    const url = (text: string) => desk().add({ integration: integration.publicId, url: text })
    for (const one of ['https://10.0.0.8/hook', 'https://[::1]/hook', 'https://169.254.169.254/latest'])
      await expect(url(one)).rejects.toMatchObject({ cause: { code: 'BAD_INPUT', fields: { url: 'private' } } })
    for (const one of ['https://name:secret@partner.example/hook', 'ftp://partner.example', 'https://a.example/#x'])
      await expect(url(one)).rejects.toThrow()
  })
})
