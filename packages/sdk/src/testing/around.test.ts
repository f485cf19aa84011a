import { expect, test, vi } from 'vitest'
import { createCivic, type ErrorCode } from '../index.ts'
import { mockCity, type MockCity } from './index.ts'

// What the mock knows of an appeal for others than its sender: neighbours, readers of the board, who listens.

const LAMP = { kind: 'report', category: 'streetLight', text: '路灯不亮', place: { areaCode: 'east' } } as const
const clientOf = (city: MockCity, persona = 'resident') => createCivic({ ...city.as(persona), retry: { baseMs: 1 } })
const refused = (code: ErrorCode) => expect.objectContaining({ code })
const GUEST = { cookies: 'omit', generation: 0, token: async () => null, renew: async () => false } as const
const SEAT = {
  kind: 'complain',
  category: 'noise',
  text: '东街广场夜里施工很吵,我叫李一,电话19900000001',
  place: { point: { lng: 121.15, lat: 31.4, crs: 'WGS-84' } },
  consent: true,
} as const

test('a neighbour finds what is like theirs, joins it once, and is asked of the result', async () => {
  const city = mockCity()
  const [civic, neighbour] = [clientOf(city), clientOf(city, 'neighbour')]
  const { code } = await civic.appeals.submit(SEAT)
  const { point } = SEAT.place
  const [like, ...more] = await neighbour.appeals.similar({ category: 'noise', text: '夜里施工', point })
  expect(more).toEqual([])
  expect(like).toMatchObject({ stage: 'sent', mine: null, joinedByMe: false })
  // Nothing but category, stage and a rounded place.
  expect(JSON.stringify(like)).not.toMatch(/李一|199|施工很吵/)
  expect(like?.place).not.toEqual({ lng: point.lng, lat: point.lat })
  expect(await neighbour.appeals.near({ point })).toMatchObject([{ ref: like?.ref, joinable: true }])
  expect((await neighbour.appeals.near({ point: { ...point, lng: 121.02 } })).map(({ ref }) => ref)).toEqual([
    like?.ref,
  ])
  const ref = like?.ref ?? ''
  await expect(civic.appeals.join(ref)).rejects.toEqual(refused('FORBIDDEN'))
  expect((await neighbour.appeals.join(ref)).joined).toBe(1)
  expect((await neighbour.appeals.join(ref)).joined).toBe(1)
  await expect(neighbour.appeals.answerJoined({ ref, solved: 'solved' })).rejects.toEqual(refused('WRONG_STATE'))
  city.desk.settle(code)
  expect((await neighbour.appeals.joined().page()).items).toMatchObject([{ ref, asks: true, answer: null }])
  await neighbour.appeals.answerJoined({ ref, solved: 'notSolved' })
  await expect(neighbour.appeals.answerJoined({ ref, solved: 'solved' })).rejects.toEqual(refused('NOT_ALLOWED_NOW'))
  expect(await neighbour.appeals.joinedOne(ref)).toMatchObject({ asks: false, answer: 'notSolved' })
  const { timeline } = await clientOf(city, 'operator').workOrders.get(code)
  expect(timeline.map(({ type }) => type)).toEqual(expect.arrayContaining(['joined', 'joinerAnswered']))
})

test('what the publisher confirms stands on the board for guests, without a name or number, until its sender takes it back', async () => {
  const city = mockCity()
  const civic = clientOf(city)
  const guest = createCivic({ baseUrl: city.baseUrl, fetch: city.fetch, session: () => GUEST })
  const silent = await civic.appeals.submit({ ...SEAT, consent: false })
  const { code } = await civic.appeals.submit(SEAT)
  for (const one of [silent, { code }]) city.desk.settle(one.code, { text: '已责令停工,夜间不再施工' })
  expect((await guest.board.list().page()).items).toEqual([])
  expect(() => city.desk.publish(silent.code)).toThrow(refused('NO_CONSENT'))
  expect(() => city.desk.publish(code, { text: SEAT.text })).toThrow(refused('PERSONAL_DATA_LEFT'))
  city.desk.publish(code)
  const [shown] = (await guest.board.list({ category: 'utilities', areaCode: 'east' }).page()).items
  expect((await guest.board.list({ areaCode: 'west' }).page()).items).toEqual([])
  const whole = await guest.board.get(shown?.ref ?? '')
  expect(whole).toMatchObject({ reply: '已责令停工,夜间不再施工', point: { exact: false } })
  expect(whole.text).not.toContain('19900000001')
  expect(await guest.board.near({ point: SEAT.place.point })).toHaveLength(1)
  expect(await guest.board.answers('夜里施工')).toMatchObject([{ ref: shown?.ref }])
  const { version } = await civic.progress.get(code)
  await civic.appeals.unpublish({ code, expectedVersion: version })
  await expect(guest.board.get(shown?.ref ?? '')).rejects.toEqual(refused('NOT_FOUND'))
})

test('a stream tells a watch at once, and whoever may not read it has none', async () => {
  const city = mockCity()
  const civic = clientOf(city)
  const { code } = await civic.appeals.submit(LAMP)
  const told: string[] = []
  // By the clock alone the second look would come in minutes.
  for await (const { progress } of civic.appeals.watch(code, { intervalMs: 120_000 })) {
    told.push(progress.status)
    if (progress.status === 'answered') break
    await vi.waitFor(() => expect(city.seen.map(({ procedure }) => procedure)).toContain('progress.live'))
    city.desk.settle(code)
  }
  expect(told).toEqual(['submitted', 'answered'])
  const path = `${city.baseUrl}/api/live/appeals/${code}`
  const by = (persona: string) => city.fetch(path, { headers: { authorization: `Bearer mock.${persona}` } })
  expect([(await by('neighbour')).status, (await by('nobody')).status]).toEqual([404, 401])
})
