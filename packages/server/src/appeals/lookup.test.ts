import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ResidentActor, StaffActor } from '@civicgrid/contracts'
import { CivicError, encodeCode, replayAppeal } from '@civicgrid/contracts'
import { refused, world, type World } from '../../test/appeals.ts'
import { readEvents } from '../kernel/index.ts'
import { findAppeal } from './appeals.store.ts'
import { createAppeals, eraseAppealsOf } from './index.ts'

const GUEST = { kind: 'guest' } as const
const [NONE, NO_OTHER] = [encodeCode(new Uint8Array(8).fill(3)), encodeCode(new Uint8Array(8).fill(4))] as const
const AT = { lng: 121.0151, lat: 31.0052 }

let w: World
let li: ResidentActor
let wang: ResidentActor
let operator: StaffActor

beforeAll(async () => {
  w = await world()
  li = await w.resident({ name: '李明', phone: '12300001111' })
  wang = await w.resident({ name: '王芳', phone: '12300002222' })
  operator = await w.staff('operator')
})
afterAll(() => w.close())

/** Taken down on the phone. */
async function phoned(phone: string | null = '+86 12300001111'.replace(' ', '')): Promise<string> {
  const { code } = await w.as(operator).workOrders.register({
    kind: 'complain',
    category: 'pipe',
    text: '3号楼地下室水管漏水',
    place: { point: AT, address: '3号楼地下室' },
    contact: { name: '李明', phone },
  })
  return code
}

describe('looking up by code and the end of the number', () => {
  test('a guest learns where it stands, and nothing that was said, by whom or where', async () => {
    const code = await phoned()
    const seen = await w.as(GUEST).progress.lookUp({ code, phoneTail: '1111' })
    expect(seen).toMatchObject({ code, status: 'submitted', category: { code: 'pipe' }, promise: { stage: 'accept' } })
    expect(seen.stages.map(({ state }) => state)).toEqual(['done', 'ahead', 'ahead', 'ahead'])
    expect(JSON.stringify(seen)).not.toMatch(/漏水|地下室|李明|1230000/)
  })

  test('of an appeal that was sent from an account, the number of the account counts', async () => {
    const { code } = await w.as(wang).appeals.submit({
      kind: 'complain',
      category: 'pipe',
      text: '楼道水管漏水',
      place: { point: AT },
    })
    expect((await w.as(GUEST).progress.lookUp({ code, phoneTail: '2222' })).code).toBe(code)
  })

  test('a wrong end, no number and a code that is none are answered alike', async () => {
    const code = await phoned()
    const bare = await phoned(null)
    for (const input of [
      { code, phoneTail: '9999' },
      { code: bare, phoneTail: '1111' },
      { code: NONE, phoneTail: '1111' },
    ])
      await expect(w.as(GUEST).progress.lookUp(input)).rejects.toMatchObject(refused('NOT_FOUND'))
  })

  test('after five wrong ends the right one is not told either, whether the code is one or not', async () => {
    const code = await phoned()
    for (const [tried, right] of [
      [code, '1111'],
      [NO_OTHER, '1111'],
    ] as const) {
      for (let i = 0; i < 5; i++)
        await expect(w.as(GUEST).progress.lookUp({ code: tried, phoneTail: `000${i}` })).rejects.toMatchObject(
          refused('NOT_FOUND'),
        )
      await expect(w.as(GUEST).progress.lookUp({ code: tried, phoneTail: right })).rejects.toMatchObject(
        refused('RATE_LIMITED'),
      )
    }
  })

  test('twenty tries at once are five: no more ends can be tried by being quick', async () => {
    const code = await phoned()
    const tries = Array.from({ length: 20 }, (_, i) =>
      w
        .as(GUEST)
        .progress.lookUp({ code, phoneTail: `${2000 + i}` })
        .catch((error: unknown) => (error as { cause: { code: string } }).cause.code),
    )
    const answers = await Promise.all(tries)
    expect(answers.filter((answer) => answer === 'NOT_FOUND')).toHaveLength(5)
  })

  test('several processes of the server count together, and after an hour it begins anew', async () => {
    const code = await phoned()
    const other = createAppeals({ kernel: w.kernel, city: w.city, sign: (token) => token })
    const tries = Array.from({ length: 6 }, (_, i) =>
      (i % 2 ? other : w.appeals)
        .lookUp({ code, phoneTail: '0000' })
        .catch((error: unknown) => (error instanceof CivicError ? error : null)),
    )
    const codes = (await Promise.all(tries)).map((answer) => (answer instanceof CivicError ? answer.code : 'found'))
    expect(codes.toSorted()).toEqual([...Array<string>(5).fill('NOT_FOUND'), 'RATE_LIMITED'])
    await expect(other.lookUp({ code, phoneTail: '1111' })).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterMs: 3_600_000,
    })
    const kept = await w.kernel.db.read.all('SELECT "key" FROM "LookUpTry"')
    expect(JSON.stringify(kept)).not.toContain(code)
    expect(await w.appeals.sweepTries()).toBe(0)
    w.kernel.clock.advance(3_600_000)
    expect((await w.as(GUEST).progress.lookUp({ code, phoneTail: '1111' })).code).toBe(code)
    expect(await w.appeals.sweepTries()).toBeGreaterThan(0)
    // A right one counts nothing, however often.
    for (let i = 0; i < 8; i++) await w.as(GUEST).progress.lookUp({ code, phoneTail: '1111' })
  })

  test('a mistyped code and an end that is no four digits are told apart from that', async () => {
    await expect(w.as(GUEST).progress.lookUp({ code: 'ABC', phoneTail: '1111' })).rejects.toMatchObject(
      refused('CODE_INVALID'),
    )
    await expect(w.as(GUEST).progress.lookUp({ code: await phoned(), phoneTail: '11a1' })).rejects.toThrow()
  })
})

describe('adopting what was phoned in', () => {
  test('whoever has the number makes it their own: in their list, to be urged and rated', async () => {
    const code = await phoned()
    await expect(w.as(li).progress.get({ code })).rejects.toMatchObject(refused('NOT_FOUND'))
    const receipt = await w.as(li).appeals.adopt({ code })
    expect(receipt).toMatchObject({ code, version: 2 })
    const { items } = await w.as(li).appeals.mine({})
    expect(items.map((item) => item.code)).toContain(code)
    const progress = await w.as(li).progress.get({ code })
    expect(progress.timeline.map(({ type }) => type)).toEqual(['submitted', 'adopted'])
    expect(progress.allowedActions).toEqual(expect.arrayContaining(['supplement', 'urge', 'withdraw']))
    expect(progress.allowedActions).not.toContain('adopt')
    const shown = await findAppeal(w.kernel.db.read, code)
    if (!shown) throw new Error('gone')
    expect(replayAppeal(await readEvents(w.kernel.db.read, 'appeal', shown.id))).toEqual(shown.state)
  })

  test('nobody else does, and what is somebody’s already is not taken from them', async () => {
    const code = await phoned()
    for (const who of [wang, await w.resident({ name: '没有号码', phone: null })])
      await expect(w.as(who).appeals.adopt({ code })).rejects.toMatchObject(refused('NOT_FOUND'))
    await w.as(li).appeals.adopt({ code })
    await expect(w.as(li).appeals.adopt({ code })).rejects.toMatchObject(refused('NOT_FOUND'))
  })

  test('what an operator saw before still counts: their next command is no conflict', async () => {
    const code = await phoned()
    await w.as(li).appeals.adopt({ code })
    expect(await w.as(operator).workOrders.accept({ code, expectedVersion: 1 })).toMatchObject({ status: 'accepted' })
  })

  test('is done by itself for who proves the number, as long ago as it cannot have been another’s', async () => {
    const phone = '12300004444'
    const old = await phoned(phone)
    w.kernel.clock.advance(90 * 86_400_000 + 1)
    const [own, other] = [await phoned(phone), await phoned('12300005555')]
    const zhou = await w.resident({ name: '周宁', phone })
    await w.appeals.adoptPhonedIn(zhou)
    await w.appeals.adoptPhonedIn(zhou)
    const { items } = await w.as(zhou).appeals.mine({})
    expect(items.map((item) => item.code)).toEqual([own])
    const { timeline } = await w.as(zhou).progress.get({ code: own })
    expect(timeline.map(({ type }) => type)).toEqual(['submitted', 'adopted'])
    for (const code of [old, other])
      await expect(w.as(zhou).progress.get({ code })).rejects.toMatchObject(refused('NOT_FOUND'))
  })

  test('goes with the account when that is erased, words and contact', async () => {
    const chen = await w.resident({ name: '陈静', phone: '12300003333' })
    const code = await phoned('12300003333')
    await w.as(chen).appeals.adopt({ code })
    const { db, clock } = w.kernel
    const subject = await db.read.get<{ subjectId: number }>(
      `SELECT "subjectId" FROM "Resident" WHERE "id" = ?`,
      chen.id,
    )
    await db.work((tx) => eraseAppealsOf(tx, subject?.subjectId ?? 0, w.appeals.city, clock.now()))
    const seen = await w.as(operator).workOrders.get({ code })
    expect([seen.text, seen.place]).toEqual(['', null])
    await expect(w.as(GUEST).progress.lookUp({ code, phoneTail: '3333' })).rejects.toMatchObject(refused('NOT_FOUND'))
  })
})
