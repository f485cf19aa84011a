import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { IntegrationActor, ResidentActor, ResidentVia } from '@civicgrid/contracts'
import { refused, world, type World } from '../../test/appeals.ts'
import { createIntegrationForTest, type TestIntegration } from '../../test/integrations.ts'
import { changesReader } from './appeals.changes.ts'
import { eraseAppealsOf } from './appeals.erase.ts'
import { subjectOfResident } from '../identity/people.service.ts'
import { catchUp, rebuild } from '../kernel/index.ts'

let w: World
let shop: TestIntegration
let other: TestIntegration
let li: ResidentActor
let operator: Awaited<ReturnType<World['staff']>>

beforeAll(async () => {
  w = await world()
  shop = await createIntegrationForTest(w.kernel, { jurisdiction: '/tiny', name: '邻里通' })
  other = await createIntegrationForTest(w.kernel, { jurisdiction: '/tiny', name: '别家' })
  li = await w.resident()
  operator = await w.staff('operator')
})
afterAll(() => w.close())

/** The resident in the partner's own page. */
const through = (integration: TestIntegration, who = li, externalId: string | null = null): ResidentActor => ({
  ...who,
  via: viaOf(integration, externalId),
})
const viaOf = ({ id, publicId }: TestIntegration, externalId: string | null = null): ResidentVia => ({
  integrationId: id,
  publicId,
  consentId: null,
  externalId,
  scopes: ['appeals.submit', 'appeals.track', 'appeals.rate', 'files.upload', 'city.read'],
})
const itself = ({ id, publicId }: TestIntegration): IntegrationActor => ({
  kind: 'integration',
  id,
  publicId,
  jurisdiction: '/tiny',
  scopes: ['changes.read'],
})
/** As HTTP calls it, where quotas are counted. */
const as = (actor: ResidentActor | IntegrationActor, key?: string) => w.as(actor, key)

let words = 0
const said = (text = `路灯不亮 ${(words += 1)}`) => ({
  kind: 'report' as const,
  category: 'lamp',
  text,
  place: { areaCode: 'e1' },
})
const submit = (actor: ResidentActor, externalId?: string, text?: string) =>
  as(actor).appeals.submit({ ...said(text), ...(externalId ? { externalId } : {}) })

describe('what is sent through an integration', () => {
  test('says so to the resident and to staff, and tells the partner alone what the partner called it', async () => {
    const { code } = await submit(through(shop), 'T-1')
    const name = { 'zh-CN': '邻里通', en: 'Neighbourly' }
    expect((await w.as(li).progress.get({ code })).source).toEqual({ name, externalId: null })
    expect((await w.as(operator).workOrders.get({ code })).source).toEqual({ name, externalId: null })
    expect((await as(through(shop)).progress.get({ code })).source).toEqual({ name, externalId: 'T-1' })
    expect((await as(through(shop)).appeals.mine({})).items.map(({ source }) => source?.externalId)).toContain('T-1')
    const { items } = await w.as(li).appeals.mine({})
    expect(items.find((item) => item.code === code)).toMatchObject({ channel: 'partner', source: { externalId: null } })
    expect(await w.findings(code)).toEqual([])
  })
  test('is all that its tokens see of a resident: nothing sent otherwise, and nothing of another partner', async () => {
    const own = await w.as(li).appeals.submit(said())
    const theirs = await submit(through(other))
    for (const { code } of [own, theirs]) {
      await expect(as(through(shop)).progress.get({ code })).rejects.toMatchObject(refused('NOT_FOUND'))
      await expect(as(through(shop)).appeals.withdraw({ code, expectedVersion: 1 })).rejects.toMatchObject(
        refused('NOT_FOUND'),
      )
    }
    const codes = (await as(through(shop)).appeals.mine({ limit: 100 })).items.map(({ code }) => code)
    expect(codes).not.toContain(own.code)
    expect(codes).not.toContain(theirs.code)
    expect((await w.as(li).progress.get({ code: theirs.code })).code).toBe(theirs.code)
  })
  test('under the same id is the same appeal, and with other words refused, whatever the idempotency key', async () => {
    const first = await submit(through(shop), 'T-2', '井盖松动')
    const again = await submit(through(shop), 'T-2', '井盖松动')
    expect(again.code).toBe(first.code)
    await expect(submit(through(shop), 'T-2', '井盖丢了')).rejects.toMatchObject({
      cause: { code: 'IDEMPOTENCY_CONFLICT', fields: { externalId: 'used' } },
    })
    const chen = await w.resident()
    await expect(submit(through(shop, chen), 'T-2', '井盖松动')).rejects.toMatchObject(refused('IDEMPOTENCY_CONFLICT'))
    expect((await submit(through(other), 'T-2', '井盖松动')).code).not.toBe(first.code)
  })
  test('at the same moment under one id makes one appeal', async () => {
    const same = () => submit(through(shop), 'T-3', '同时来的')
    const answers = await Promise.allSettled([same(), same(), same()])
    const codes = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.code] : []))
    // Who came too late on another connection is asked to come again.
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject(refused('OVERLOADED'))
    expect(new Set(codes).size).toBe(1)
    expect((await submit(through(shop), 'T-3', '同时来的')).code).toBe(codes[0])
  })
  test('takes the id of a page’s session once, for the first that is sent', async () => {
    const page = through(shop, li, 'P-1')
    const first = await submit(page, undefined, '第一件')
    const second = await submit(page, undefined, '第二件')
    expect((await as(page).progress.get({ code: first.code })).source?.externalId).toBe('P-1')
    expect((await as(page).progress.get({ code: second.code })).source?.externalId).toBeNull()
  })
  test('refuses an id of nobody’s, one that is no id, and whoever would act for another', async () => {
    await expect(w.as(li).appeals.submit({ ...said(), externalId: 'X' })).rejects.toMatchObject(refused('BAD_INPUT'))
    for (const bad of ['', ' x', '中文', 'x'.repeat(65)])
      await expect(submit(through(shop), bad || ' ')).rejects.toThrow()
    await expect(as(through(shop)).appeals.submit({ ...said(), authority: 'A' })).rejects.toMatchObject(
      refused('FORBIDDEN'),
    )
    await expect(as(through(shop)).appeals.mine({ authority: 'A' })).rejects.toMatchObject(refused('FORBIDDEN'))
  })
})

describe('changes since', () => {
  const since = (integration: TestIntegration, cursor?: string, limit = 100) =>
    as(itself(integration)).changes.since({ cursor, limit })
  /** Page after page, as a partner reads it. */
  async function all(integration: TestIntegration, cursor?: string, limit = 2) {
    const items = []
    for (;;) {
      const page = await since(integration, cursor, limit)
      items.push(...page.items)
      ;({ cursor } = page)
      if (!page.more) return { items, cursor }
    }
  }
  test('gives everything once, in order, page by page, and later what came since', async () => {
    const { code } = await submit(through(other), 'C-1')
    await w.settled()
    const first = await all(other)
    expect(first.items.filter((item) => item.code === code)).toEqual([
      expect.objectContaining({ externalId: 'C-1', sequence: 1, type: 'appeal.submitted', step: 'accept' }),
    ])
    expect(await all(other, first.cursor)).toMatchObject({ items: [] })
    await w.as(operator).workOrders.accept({ code, expectedVersion: 1 })
    await w.as(operator).workOrders.answer({ code, expectedVersion: 2, text: '已修好' })
    await w.settled()
    expect((await all(other, first.cursor)).items).toMatchObject([
      { code, sequence: 2, type: 'appeal.accepted', outcome: null },
      { code, sequence: 3, type: 'appeal.answered', outcome: 'explained' },
    ])
  })
  test('says nothing of what was sent otherwise, nothing to other partners, and no word of anybody’s', async () => {
    const { code } = await submit(through(shop), undefined, '谁也不该看见的话')
    await w.as(li).appeals.submit(said())
    await w.settled()
    const mine = await all(shop)
    expect(mine.items.map((item) => item.code)).toContain(code)
    expect(JSON.stringify(mine)).not.toContain('看见')
    expect((await all(other)).items.map((item) => item.code)).not.toContain(code)
  })
  test('is for an integration itself, and takes no cursor of another', async () => {
    await expect(w.as(li).changes.since({})).rejects.toMatchObject(refused('UNAUTHENTICATED'))
    await expect(w.as(operator).changes.since({})).rejects.toMatchObject(refused('UNAUTHENTICATED'))
    const { cursor } = await since(shop)
    await expect(since(other, cursor)).rejects.toMatchObject(refused('BAD_INPUT'))
    await expect(since(shop, 'made.up')).rejects.toMatchObject(refused('BAD_INPUT'))
  })
  test('ends with the consent, and with the person', async () => {
    const chen = await w.resident()
    const consented: ResidentActor = { ...chen, via: { ...viaOf(shop), consentId: 1 } }
    const { code } = await submit(consented, 'K-1')
    await w.settled()
    // No consent row holds: they withdrew it.
    expect((await all(shop)).items.map((item) => item.code)).not.toContain(code)
    const zhao = await w.resident()
    const sent = await submit(through(shop, zhao), 'K-2')
    await w.settled()
    expect((await all(shop)).items).toContainEqual(expect.objectContaining({ code: sent.code, externalId: 'K-2' }))
    await w.db.work(async (tx) => {
      const subject = await subjectOfResident(tx, zhao.id)
      await eraseAppealsOf(tx, subject, w.appeals.city, w.kernel.clock.now())
    })
    expect((await all(shop)).items.map((item) => item.code)).not.toContain(sent.code)
    expect(await w.db.read.all('SELECT * FROM "AppealSource" WHERE "externalId" = ?', 'K-2')).toEqual([])
    expect(await w.findings(sent.code)).toEqual([])
  })
  test('is the same when it is made again from the log', async () => {
    const rows = () => w.db.read.all('SELECT * FROM "SourceChange" ORDER BY "integrationId", "position"')
    const before = await rows()
    expect(before.length).toBeGreaterThan(5)
    await rebuild(w.db, changesReader())
    await catchUp(w.db, changesReader())
    expect(await rows()).toEqual(before)
  })
})
