import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ResidentActor } from '@civicgrid/contracts'
import { APPEAL_THINGS } from '../../../test/appeals.ts'
import { boardWorld, HERE, refused, type Board } from '../../../test/board.ts'
import { myDataOf } from '../../../test/my-data.ts'
import { readEvents, verifyAll } from '../../kernel/index.ts'
import { RESIDENT_CHAINS, RESIDENT_THING } from '../resident-log.ts'
import { keepOpenid, openidOfResident } from '../wechat/openids.ts'

const DAY = 86_400_000
let b: Board
let later: ReturnType<typeof myDataOf>
let atOnce: ReturnType<typeof myDataOf>
let chen: ResidentActor
let wang: ResidentActor

beforeAll(async () => {
  b = await boardWorld()
  later = myDataOf(b.w, 7)
  atOnce = myDataOf(b.w, 0)
})
beforeEach(async () => {
  chen = await b.w.resident({ name: '陈桂芳', phone: null })
  wang = await b.w.resident({ name: '王大力', phone: null })
})
afterAll(() => b.w.close())

const send = (actor: ResidentActor, text: string, change: object = {}) =>
  b.by(actor).appeals.submit({
    kind: 'complain',
    category: 'lamp',
    text,
    place: { point: HERE, address: '东一网格 3号楼' },
    ...change,
  })
const look = async (code: string, expectedVersion: number) =>
  (await b.by(b.operator).workOrders.viewContact({ code, expectedVersion })).receipt.version
const found = async (words: string) => (await b.by(b.operator).workOrders.search({ words, limit: 10 })).items
const typesOf = async ({ id }: ResidentActor) =>
  (await readEvents(b.w.db.read, RESIDENT_THING, id)).map(({ type }) => type)
async function wholeLog(): Promise<unknown[]> {
  const findings: unknown[] = []
  for await (const finding of verifyAll(b.w.db.read, { ...APPEAL_THINGS, [RESIDENT_THING]: RESIDENT_CHAINS }))
    findings.push(finding)
  return findings
}

describe('who looked at my contact', () => {
  test('of all of my appeals, the last one first, page by page; nobody else’s, and no name of staff', async () => {
    const one = await send(chen, '路灯不亮')
    const other = await send(chen, '门口的灯不亮')
    const strange = await send(wang, '别人的灯不亮')
    await look(other.code, await look(other.code, 1))
    await look(one.code, 1)
    await look(strange.code, 1)
    const first = await later.as(chen).looks({ limit: 2 })
    const rest = await later.as(chen).looks({ limit: 2, cursor: first.nextCursor })
    expect([...first.items, ...rest.items].map(({ code }) => code)).toEqual([one.code, other.code, other.code])
    expect(first.items[0]).toEqual({ code: one.code, at: expect.any(String), role: 'operator', body: null })
    expect(rest.nextCursor).toBeNull()
    await expect(later.as(wang).looks({ cursor: first.nextCursor })).rejects.toMatchObject(refused('BAD_INPUT'))
  })
})

describe('what I agreed to', () => {
  test('says when, in words of which version, and when I took it back', async () => {
    const { code } = await send(chen, '路灯不亮', { consent: true, contactPreference: 'message' })
    await send(chen, '没有同意什么')
    expect((await later.as(chen).consents({})).items).toEqual([
      { kind: 'publication', code, value: 'yes', at: expect.any(String), words: '1' },
      { kind: 'contactPreference', code, value: 'message', at: expect.any(String), words: '1' },
    ])
    const { code: shown, expectedVersion } = await b.publish()
    await b.by(b.li).appeals.unpublish({ code: shown, expectedVersion })
    expect((await later.as(b.li).consents({})).items).toMatchObject([
      { kind: 'publication', code: shown, value: 'no' },
      { kind: 'publication', code: shown, value: 'yes' },
    ])
  })
})

describe('the end of an account', () => {
  test('says first what the law keeps and what is open, and asks for a proof of just now', async () => {
    const { code } = await send(chen, '路灯不亮')
    expect(await later.as(chen).deletion()).toMatchObject({
      keeps: [{ ground: { 'zh-CN': '档案法' } }],
      open: [{ code, category: { en: 'Street light out' } }],
      thinkOverDays: 7,
      asked: null,
    })
    const refusal = later.as(chen, { strong: false }).delete({ open: 'goOn' })
    await expect(refusal).rejects.toMatchObject(refused('STEP_UP_REQUIRED'))
    expect(await typesOf(chen)).toEqual([])
  })

  test('waits for as long as the city gives to think it over, and is taken back until then', async () => {
    const { until } = await later.as(chen).delete({ open: 'goOn' })
    expect(Date.parse(until ?? '')).toBe(b.w.kernel.clock.now() + 7 * DAY)
    expect((await later.as(chen).deletion()).asked).toMatchObject({ until })
    await expect(later.as(chen).delete({ open: 'goOn' })).rejects.toMatchObject(refused('WRONG_STATE'))
    expect(await later.deletionsOver().sweep()).toBe(0)
    await later.as(chen).keep()
    expect((await later.as(chen).deletion()).asked).toBeNull()
    await expect(later.as(chen).keep()).rejects.toMatchObject(refused('NOT_FOUND'))
    expect(await typesOf(chen)).toEqual(['deletionAsked', 'deletionUndone'])
  })

  test('ends every session and erases by key; the log holds, search, orders and the board know no word of it', async () => {
    const li = await b.w.resident({ name: '李紫藤', phone: '12300007777' })
    const { code } = await send(li, '紫藤架下的灯不亮', { photos: [await b.w.photo(li)] })
    await later.places.save(li, 'a-key-of-sixteen-letters', { label: '家', address: '紫藤路一号', lng: 121, lat: 31 })
    const { db, clock } = b.w.kernel
    await db.work((tx) => keepOpenid(tx, { residentId: li.id, openid: 'oLi', now: clock.now() }))
    expect(await openidOfResident(db.read, li.id)).toBe('oLi')
    const session = await later.sessions.open('resident', li.id, { via: 'phone' })
    const pair = await later.sessions.openPair('resident', li.id, { via: 'wechat' })
    await b.w.settled()
    expect(await found('紫藤')).toHaveLength(1)

    await later.as(li).delete({ open: 'goOn' })
    expect(await later.sessions.actorOf('resident', session.token)).toMatchObject({ kind: 'resident' })
    b.w.kernel.clock.advance(7 * DAY)
    expect(await later.deletionsOver().sweep()).toBe(1)
    expect(await later.deletionsOver().sweep()).toBe(0)
    await b.w.settled()

    expect(await later.sessions.actorOf('resident', session.token)).toEqual({ kind: 'guest' })
    await expect(later.sessions.renewPair(pair.refresh)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    expect(await found('紫藤')).toEqual([])
    const order = await b.by(b.operator).workOrders.get({ code })
    expect(order).toMatchObject({ text: '', photos: [], status: 'submitted' })
    expect(await b.by(b.operator).workOrders.viewContact({ code, expectedVersion: order.version })).toMatchObject({
      name: null,
      phone: null,
    })
    expect(await later.places.list(li)).toEqual([])
    const row = await b.w.db.read.get('SELECT "phoneHash", "persona" FROM "Resident" WHERE "id" = ?', li.id)
    expect(row).toEqual({ phoneHash: null, persona: null })
    expect(await db.read.all('SELECT * FROM "WeChatPerson" WHERE "residentId" = ?', li.id)).toEqual([])
    expect(await typesOf(li)).toEqual(['deletionAsked', 'accountErased'])
    expect(await wholeLog()).toEqual([])
  })

  test('withdraws what is open where they say so, ends who acts for them, and is done at once where the city gives no time', async () => {
    const { code } = await send(chen, '路灯不亮')
    const until = new Date(b.w.kernel.clock.now() + DAY).toISOString()
    await b.by(chen).authorities.offer({ agentName: '小明', relation: '儿子', scope: ['track'], until })
    let signedOut = 0
    const receipt = await atOnce.as(chen, { signedOut: () => void (signedOut += 1) }).delete({ open: 'withdraw' })
    expect([receipt, signedOut]).toEqual([{ until: null }, 1])
    expect(await b.by(b.operator).workOrders.get({ code })).toMatchObject({ status: 'withdrawn', text: '' })
    expect((await b.by(chen).authorities.list()).items.map(({ standing }) => standing)).toEqual(['ended'])
  })

  test('broken off between any two steps it is gone through once more, and nothing is done twice', async () => {
    await send(chen, '路灯不亮')
    await send(chen, '第二盏灯不亮')
    let steps = 0
    const broken = later.deletionsOver({
      appeals: {
        give: (...given) => {
          if ((steps += 1) === 2) throw new Error('the power is gone')
          return b.w.appeals.give(...given)
        },
      },
    })
    await later.as(chen).delete({ open: 'withdraw' })
    b.w.kernel.clock.advance(7 * DAY)
    await later.as(wang).delete({ open: 'goOn' })
    b.w.kernel.clock.advance(7 * DAY)
    const gone = [expect.objectContaining({ message: 'the power is gone' })]
    await expect(broken.sweep()).rejects.toMatchObject({ errors: gone })
    expect(await typesOf(wang)).toEqual(['deletionAsked', 'accountErased'])
    const unlisted = later.deletionsOver({ authorities: { list: () => Promise.reject(new Error('and once more')) } })
    await expect(unlisted.sweep()).rejects.toThrow('not deleted yet')
    expect(await typesOf(chen)).toEqual(['deletionAsked'])
    const [one, two] = [later.deletionsOver(), later.deletionsOver()]
    await Promise.all([one.sweep(), two.sweep()])
    expect(await typesOf(chen)).toEqual(['deletionAsked', 'accountErased'])
    const rows = await b.w.db.read.all('SELECT DISTINCT "status", "text" FROM "Appeal" WHERE "residentId" = ?', chen.id)
    expect(rows).toEqual([{ status: 'withdrawn', text: '' }])
    expect(await wholeLog()).toEqual([])
  })
})
