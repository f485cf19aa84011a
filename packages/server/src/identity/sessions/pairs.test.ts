import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../kernel/index.ts'
import { START, testKernel, type TestKernel } from '../../../test/harness.ts'
import { registerResident } from '../register.ts'
import { createDevices } from './devices.ts'
import { ACCESS_LIFE, REFRESH_LIFE, type Pair } from './pairs.ts'
import { createSessions, type Sessions } from './sessions.ts'

let w: TestKernel
let sessions: Sessions
let li: number
let pair: Pair
const refused = expect.objectContaining({ code: 'UNAUTHENTICATED' })
const who = (token: string) => sessions.actorOf('resident', token)
const LI = () => ({ kind: 'resident' as const, id: li, jurisdiction: '/haitang' })

beforeAll(async () => {
  w = await testKernel()
  sessions = createSessions(w.kernel)
  li = await w.db.work(
    async (tx) =>
      (await registerResident(tx, { jurisdiction: '/haitang', name: '李秀英', phone: null, now: START })).id,
  )
})
afterAll(() => w.close())
beforeEach(async () => {
  w.kernel.clock.set(START)
  pair = await sessions.openPair('resident', li, { via: 'wechat', device: 'wechat/iphone' })
})
const later = (ms: number) => w.kernel.clock.advance(ms)

describe('a pair', () => {
  test('speaks by its access token for a quarter of an hour, and is renewed by the other', async () => {
    expect(await who(pair.access)).toEqual(LI())
    later(ACCESS_LIFE)
    expect(await who(pair.access)).toEqual({ kind: 'guest' })
    const next = await sessions.renewPair(pair.refresh)
    expect(await who(next.access)).toEqual(LI())
    expect(next.expiresAt).toBe(START + 2 * ACCESS_LIFE)
    expect(new Set([pair.access, pair.refresh, next.access, next.refresh]).size).toBe(4)
  })
  test('each token is for its own use: neither stands in for the other, nor for staff', async () => {
    expect(await who(pair.refresh)).toEqual({ kind: 'guest' })
    expect(await sessions.actorOf('staff', pair.access)).toEqual({ kind: 'guest' })
    await expect(sessions.renewPair(pair.access)).rejects.toEqual(refused)
    await expect(sessions.renewPair('made up')).rejects.toEqual(refused)
    expect(await who(pair.access)).toEqual(LI())
  })
  test('renewed takes the place of the one before, which speaks no more', async () => {
    await sessions.renewPair(pair.refresh)
    expect(await who(pair.access)).toEqual({ kind: 'guest' })
  })
  test('whose answer was lost is given once more: at 10 s the replaced token answers the same pair', async () => {
    const next = await sessions.renewPair(pair.refresh)
    later(10_000)
    expect(await sessions.renewPair(pair.refresh)).toEqual(next)
    expect(await who(next.access)).toEqual(LI())
  })
  test('used again at 60 s was stolen from somebody: the session ends for both', async () => {
    const next = await sessions.renewPair(pair.refresh)
    later(60_000)
    await expect(sessions.renewPair(pair.refresh)).rejects.toEqual(refused)
    expect(await who(next.access)).toEqual({ kind: 'guest' })
    await expect(sessions.renewPair(next.refresh)).rejects.toEqual(refused)
  })
  test('an older one than the last ends it too, however soon', async () => {
    const next = await sessions.renewPair(pair.refresh)
    await sessions.renewPair(next.refresh)
    await expect(sessions.renewPair(pair.refresh)).rejects.toEqual(refused)
    await expect(sessions.renewPair(next.refresh)).rejects.toEqual(refused)
  })
  test('asked for by two requests at once is one pair, also by two processes', async () => {
    const other = await openDatabase({ url: w.url, keys: w.db.keys })
    const there = createSessions({ db: other, clock: w.kernel.clock })
    const [first, ...same] = await Promise.all([
      sessions.renewPair(pair.refresh),
      sessions.renewPair(pair.refresh),
      there.renewPair(pair.refresh),
    ])
    expect(same).toEqual([first, first])
    expect(await who(first.access)).toEqual(LI())
    await other.close()
  })
  test('is over thirty days after it was renewed last, and then forgotten', async () => {
    later(REFRESH_LIFE - 1)
    await sessions.sweep()
    const next = await sessions.renewPair(pair.refresh)
    later(REFRESH_LIFE)
    await expect(sessions.renewPair(next.refresh)).rejects.toEqual(refused)
    await sessions.sweep()
    expect(await w.db.read.all('SELECT 1 FROM "Session"')).toEqual([])
    expect(await w.db.read.all('SELECT 1 FROM "SessionRefresh"')).toEqual([])
  })
  test('the database holds neither token', async () => {
    const next = await sessions.renewPair(pair.refresh)
    const rows = [
      ...(await w.db.read.all<object>('SELECT * FROM "Session"')),
      ...(await w.db.read.all<object>('SELECT * FROM "SessionRefresh"')),
    ]
    const told = rows.flatMap((row) => Object.values(row)).map((value) => Buffer.from(String(value)).toString('latin1'))
    for (const token of [pair.refresh, next.access, next.refresh]) expect(told.join(' ')).not.toContain(token)
  })
})

describe('devices', () => {
  test('are listed with the one that asks, until each is signed out by its name', async () => {
    const devices = createDevices(w.kernel)
    await devices.signOutEverywhere(LI(), null)
    const phone = await sessions.openPair('resident', li, { via: 'wechat', device: 'wechat/iphone' })
    later(1000)
    const page = await sessions.open('resident', li, { via: 'host', hostApp: 'sutong', device: 'chrome/windows' })
    const { items } = await devices.list(LI(), page.token)
    expect(items.map(({ app, system, via, hostApp, current }) => [app, system, via, hostApp, current])).toEqual([
      ['chrome', 'windows', 'host', 'sutong', true],
      ['wechat', 'iphone', 'wechat', null, false],
    ])
    await devices.signOut(LI(), items[1]?.id ?? '')
    expect(await who(phone.access)).toEqual({ kind: 'guest' })
    await expect(sessions.renewPair(phone.refresh)).rejects.toEqual(refused)
    expect(await who(page.token)).toEqual(LI())
  })
  test('of somebody else are nobody’s business', async () => {
    const devices = createDevices(w.kernel)
    const [mine] = (await devices.list(LI(), null)).items
    for (const stranger of [
      { ...LI(), id: li + 1 },
      { kind: 'staff' as const, id: li, name: 'x', roles: [] },
    ])
      await expect(devices.signOut(stranger, mine?.id ?? '')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await who(pair.access)).toEqual(LI())
  })
  test('all are signed out at once, but the one that asks where it is to stay', async () => {
    const devices = createDevices(w.kernel)
    const page = await sessions.open('resident', li, { via: 'host' })
    await devices.signOutEverywhere(LI(), page.token)
    expect(await who(pair.access)).toEqual({ kind: 'guest' })
    await expect(sessions.renewPair(pair.refresh)).rejects.toEqual(refused)
    expect(await who(page.token)).toEqual(LI())
    await devices.signOutEverywhere(LI(), null)
    expect(await who(page.token)).toEqual({ kind: 'guest' })
  })
  test('are seen to the hour, beside the request', async () => {
    const devices = createDevices(w.kernel)
    const page = await sessions.open('resident', li, { via: 'host' })
    const seen = async () =>
      Date.parse((await devices.list(LI(), page.token)).items.find((one) => one.current)?.seenAt ?? '')
    later(59 * 60_000)
    await who(page.token)
    await w.db.work(() => Promise.resolve())
    expect(await seen()).toBe(START)
    later(60_000)
    await who(page.token)
    // Units of work are done in their order: this one comes after what the request left behind.
    await w.db.work(() => Promise.resolve())
    await expect.poll(seen).toBe(START + 60 * 60_000)
  })
})

describe('a step up', () => {
  const asks = expect.objectContaining({ code: 'STEP_UP_REQUIRED' })
  test('is asked for ten minutes after the last proof, and of whoever gave none', async () => {
    const weak = await sessions.open('resident', li, { via: 'host' })
    const strong = await sessions.open('resident', li, { via: 'password', strong: true })
    await expect(sessions.demandStrong(weak.token)).rejects.toEqual(asks)
    await expect(sessions.demandStrong(null)).rejects.toEqual(asks)
    later(10 * 60_000)
    await sessions.demandStrong(strong.token)
    later(1)
    await expect(sessions.demandStrong(strong.token)).rejects.toEqual(asks)
    await sessions.strengthen(strong.token)
    await sessions.demandStrong(strong.token)
  })
  test('is nothing for the demo door', async () => {
    const { token } = await sessions.open('resident', li, { via: 'demo' })
    await expect(sessions.demandStrong(token)).resolves.toBeUndefined()
  })
})
