import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ResidentActor, StaffActor } from '@civicgrid/contracts'
import { APPEAL_THINGS, world, type World } from '../../test/appeals.ts'
import { tinyCity } from '../../test/tiny-city.ts'
import { readEvents, verifyAll } from '../kernel/index.ts'

const DAY = 86_400_000
const refused = (code: string) => ({ cause: { code } })
const SENT = {
  kind: 'complain' as const,
  category: 'lamp',
  text: '楼下路灯不亮',
  place: { point: { lng: 121.015, lat: 31.005 } },
}
const ALL = ['track', 'submit', 'supplement', 'rate', 'withdraw'] as const

let w: World
let numbers = 1000
let mother: ResidentActor
let son: ResidentActor
let stranger: ResidentActor
let operator: StaffActor

beforeAll(async () => {
  w = await world()
  operator = await w.staff('operator')
  stranger = await w.resident({ name: '赵六', phone: null })
})
/** Two who have nothing to do with each other yet. */
beforeEach(async () => {
  mother = await w.resident({ name: '李桂芳', phone: null })
  son = await w.resident({ name: '王小明', phone: `1230000${String((numbers += 1))}` })
})
afterAll(() => w.close())

const inDays = (days: number) => new Date(w.kernel.clock.now() + days * DAY).toISOString()
const offer = (scope: readonly (typeof ALL)[number][] = ALL, days = 30) =>
  w.as(mother).authorities.offer({ agentName: '小明', relation: '儿子', scope: [...scope], until: inDays(days) })

/** The son may act for the mother. @returns the authority's reference */
async function given(scope: readonly (typeof ALL)[number][] = ALL, days = 30): Promise<string> {
  const { code, ref } = await offer(scope, days)
  await w.as(son).authorities.accept({ code })
  return ref
}
const sendFor = (authority: string, by = son) => w.as(by).appeals.submit({ ...SENT, authority })

describe('an authority given online', () => {
  test('is the person’s own: what the agent sends is theirs, and both see who acted', async () => {
    const authority = await given()
    const { code } = await sendFor(authority)
    const hers = await w.as(mother).progress.get({ code })
    expect(hers.acting).toEqual({ agent: '王某', principal: '李某', self: false })
    expect(hers.timeline[0]).toMatchObject({ type: 'submitted', actorRole: 'agent', text: SENT.text })
    expect((await w.as(mother).appeals.mine({})).items[0]).toMatchObject({ code })
    const his = await w.as(son).progress.get({ code })
    expect(his.acting?.self).toBe(true)
    expect(his.allowedActions).toContain('withdraw')
    expect((await w.as(son).appeals.mine({})).items).toEqual([])
    expect((await w.as(son).appeals.mine({ authority })).items.map((it) => it.code)).toEqual([code])
    expect(await w.findings(code)).toEqual([])
  })

  test('lets the agent do what it covers and nothing else', async () => {
    const authority = await given(['submit'])
    const { code } = await sendFor(authority)
    await w.as(son).appeals.urge({ code, expectedVersion: 1 })
    await expect(w.as(son).appeals.supplement({ code, expectedVersion: 2, text: '还有一盏' })).rejects.toMatchObject(
      refused('FORBIDDEN'),
    )
    await w.as(mother).authorities.end({ ref: authority })
    const track = await given(['track'])
    await expect(sendFor(track)).rejects.toMatchObject(refused('AUTHORITY_OVER'))
    await w.as(mother).authorities.end({ ref: track })
  })

  test.each(['mother', 'son'] as const)('that the %s ended a second ago is refused, everywhere', async (who) => {
    const authority = await given()
    const { code } = await sendFor(authority)
    await w.as(who === 'mother' ? mother : son).authorities.end({ ref: authority })
    w.kernel.clock.advance(1000)
    const over = refused('AUTHORITY_OVER')
    await expect(sendFor(authority)).rejects.toMatchObject(over)
    await expect(w.as(son).appeals.withdraw({ code, expectedVersion: 1, text: null })).rejects.toMatchObject(over)
    await expect(w.as(son).progress.get({ code })).rejects.toMatchObject(over)
    await expect(w.as(son).appeals.mine({ authority })).rejects.toMatchObject(over)
    expect((await w.as(mother).progress.get({ code })).timeline).toHaveLength(1)
  })

  test('is over with its term, to the second', async () => {
    const authority = await given(ALL, 1)
    w.kernel.clock.advance(DAY - 1)
    const { code } = await sendFor(authority)
    w.kernel.clock.advance(1)
    await expect(sendFor(authority)).rejects.toMatchObject(refused('AUTHORITY_OVER'))
    await expect(w.as(son).progress.get({ code })).rejects.toMatchObject(refused('AUTHORITY_OVER'))
    expect((await w.as(son).authorities.get({ ref: authority })).standing).toBe('over')
  })

  test('opens nothing of the person’s own, and nothing to anybody else', async () => {
    const own = await w.as(mother).appeals.submit(SENT)
    const authority = await given()
    const acted = await sendFor(authority)
    await expect(w.as(son).progress.get({ code: own.code })).rejects.toMatchObject(refused('NOT_FOUND'))
    for (const { code } of [own, acted])
      await expect(w.as(stranger).progress.get({ code })).rejects.toMatchObject(refused('NOT_FOUND'))
    await expect(sendFor(authority, stranger)).rejects.toMatchObject(refused('NOT_FOUND'))
    await expect(sendFor(authority, mother)).rejects.toMatchObject(refused('NOT_FOUND'))
    await expect(w.as(stranger).authorities.get({ ref: authority })).rejects.toMatchObject(refused('NOT_FOUND'))
    await expect(w.as(stranger).authorities.end({ ref: authority })).rejects.toMatchObject(refused('NOT_FOUND'))
    await expect(w.as(operator).authorityDesk.get({ ref: authority })).rejects.toMatchObject(refused('NOT_FOUND'))
    await w.as(mother).authorities.end({ ref: authority })
  })

  test('needs a code that works once, for a while, and not for the person themselves', async () => {
    const { code } = await offer()
    await expect(w.as(mother).authorities.accept({ code })).rejects.toMatchObject(refused('SAME_PERSON'))
    expect(await w.as(son).authorities.open({ code })).toMatchObject({ principal: '李某', scope: [...ALL] })
    await w.as(son).authorities.accept({ code })
    await expect(w.as(stranger).authorities.accept({ code })).rejects.toMatchObject(refused('NOT_FOUND'))
    w.kernel.clock.advance(DAY)
    const late = await offer()
    w.kernel.clock.advance(3 * DAY)
    await expect(w.as(son).authorities.accept({ code: late.code })).rejects.toMatchObject(refused('NOT_FOUND'))
    await expect(w.as(son).authorities.open({ code: late.code })).rejects.toMatchObject(refused('NOT_FOUND'))
  })

  test('is given once for a key, with the same code, which no table holds', async () => {
    const input = { agentName: '小明', scope: [...ALL], until: inDays(5) }
    const key = 'offer-key-000000000001'
    const [one, again] = [
      await w.as(mother, key).authorities.offer(input),
      await w.as(mother, key).authorities.offer(input),
    ]
    expect(again).toEqual(one)
    await w.as(son).authorities.accept({ code: one.code })
    for (const table of ['Idempotency', 'Authority', 'Event'])
      expect(JSON.stringify(await w.db.read.all(`SELECT * FROM "${table}"`))).not.toContain(one.code)
  })

  test('is offered ten times a day and no more', async () => {
    const busy = await w.resident({ name: '孙多', phone: null })
    const again = () => w.as(busy).authorities.offer({ agentName: '某', scope: ['track'], until: inDays(1) })
    for (let i = 0; i < 10; i++) await again()
    await expect(again()).rejects.toMatchObject(refused('RATE_LIMITED'))
  })

  test('names nobody in the log in the clear, and its chain holds', async () => {
    const { ref } = await offer()
    const item = await w.as(mother).authorities.get({ ref })
    expect(item).toMatchObject({ side: 'principal', agent: '小明', relation: '儿子', standing: 'offered' })
    expect(item.history).toEqual([expect.objectContaining({ type: 'offered', by: 'principal' })])
    expect(JSON.stringify(await w.db.read.all('SELECT "data" FROM "Event"'))).not.toContain('小明')
    for await (const finding of verifyAll(w.db.read, APPEAL_THINGS)) expect(finding).toBeUndefined()
  })
})

test('a naming that nobody has confirmed and an authority do not go together', async () => {
  const authority = await given()
  await expect(w.as(son).appeals.submit({ ...SENT, authority, onBehalfOf: { name: '李桂芳' } })).rejects.toMatchObject(
    refused('BAD_INPUT'),
  )
})

test('staff reads both family names where they may call, and both names and the agent’s number by a look', async () => {
  const { code } = await sendFor(await given())
  const order = await w.as(operator).workOrders.get({ code })
  expect(order).toMatchObject({ acting: { agent: '王某', principal: '李某', self: false } })
  expect(await w.as(await w.staff('publisher')).workOrders.get({ code })).toMatchObject({ acting: { agent: null } })
  const contact = await w.as(operator).workOrders.viewContact({ code, expectedVersion: 1 })
  expect(contact).toMatchObject({ name: '李桂芳', agent: { name: '王小明', phone: `1230000${numbers}` } })
})

test('sent without a name, staff is told that somebody acts and not who', async () => {
  const { code } = await w.as(son).appeals.submit({ ...SENT, anonymous: true, authority: await given() })
  const order = await w.as(await w.staff('supervisor')).workOrders.get({ code })
  expect(order.acting).toEqual({ agent: null, principal: null, self: false })
})

test('the log names who acted, and whose it is', async () => {
  const { code } = await sendFor(await given())
  const id = await w.appeals.readable(mother, code)
  const [event] = await readEvents(w.db.read, 'appeal', id)
  expect(event).toMatchObject({
    actor: { kind: 'resident', id: son.id, role: 'agent' },
    data: { residentId: mother.id },
  })
})

test('a city without it offers nothing', async () => {
  const city = tinyCity()
  const { authorities: _, ...settings } = city.city.settings
  const other = await world({ city: { ...city, city: { ...city.city, settings } } })
  try {
    const one = await other.resident()
    const until = new Date(other.kernel.clock.now() + DAY).toISOString()
    await expect(other.as(one).authorities.offer({ agentName: '某', scope: ['track'], until })).rejects.toMatchObject(
      refused('NOT_ALLOWED_NOW'),
    )
    await expect(
      other.as(await other.staff('operator')).authorityDesk.witness({
        principalName: '某',
        agentName: '某',
        scope: ['track'],
        until,
      }),
    ).rejects.toMatchObject(refused('NOT_ALLOWED_NOW'))
  } finally {
    await other.close()
  }
})
