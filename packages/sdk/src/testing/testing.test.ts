import { http } from 'msw'
import { setupServer } from 'msw/node'
import { expect, expectTypeOf, onTestFinished, test, vi } from 'vitest'
import { hostSession } from '../bridge/index.ts'
import { createCivic, type ErrorCode } from '../index.ts'
import type * as door from './door.ts'
import type * as index from './index.ts'
import { DESK_STEPS, GOOD_DAY, mockCity, type Fault, type MockCity } from './index.ts'

const LAMP = { kind: 'report', category: 'streetLight', text: '路灯不亮', place: { areaCode: 'east' } } as const
const JPEG = new Blob([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)])

const clientOf = (city: MockCity, persona = 'resident') => createCivic({ ...city.as(persona), retry: { baseMs: 1 } })
const refused = (code: ErrorCode, fields?: object) => expect.objectContaining({ code, ...(fields ? { fields } : {}) })

test('the published types are those of what is published', () => {
  expectTypeOf<keyof typeof door>().toEqualTypeOf<keyof typeof index>()
  expectTypeOf<typeof door.mockCity>().toEqualTypeOf(mockCity)
})

test('a resident sends, follows, and rates; the desk settles it between', async () => {
  const city = mockCity()
  const civic = clientOf(city)
  const { code, status, dueAt } = await civic.appeals.submit(LAMP)
  // Monday half past nine, four working hours, and an hour and a half at noon.
  expect([status, dueAt]).toEqual(['submitted', '2026-03-02T07:00:00.000Z'])
  city.clock.advance({ hours: 1 })
  city.desk.settle(code, { text: '换好了灯泡' })
  const progress = await civic.progress.get(code)
  expect(progress).toMatchObject({ status: 'answered', outcome: 'solved', reply: { text: '换好了灯泡' } })
  expect(progress.steps.map(({ state }) => state).slice(0, 3)).toEqual(['done', 'done', 'done'])
  const rating = { code, expectedVersion: progress.version, satisfaction: 'satisfied', solved: 'solved' } as const
  expect((await civic.ratings.rate(rating)).status).toBe('rated')
  await expect(civic.ratings.rate(rating)).rejects.toEqual(refused('VERSION_CONFLICT'))
})

test('the machine refuses in the mock what it refuses at the server', async () => {
  const city = mockCity()
  const civic = clientOf(city)
  const { code } = await civic.appeals.submit(LAMP)
  expect(() => city.desk.take(code)).toThrow(refused('WRONG_STATE'))
  await civic.appeals.urge({ code, expectedVersion: 1 })
  await expect(civic.appeals.urge({ code, expectedVersion: 2 })).rejects.toEqual(refused('URGED_TODAY'))
  await expect(civic.appeals.submit({ ...LAMP, category: 'manhole' })).rejects.toEqual(refused('PHOTO_REQUIRED'))
  await expect(civic.appeals.submit({ ...LAMP, category: 'moon' })).rejects.toEqual(refused('UNKNOWN_CATEGORY'))
  await expect(civic.appeals.submit({ ...LAMP, place: { point: { lng: 0, lat: 0 } } })).rejects.toEqual(
    refused('PLACE_OUTSIDE_CITY'),
  )
  await expect(civic.appeals.submit({ ...LAMP, text: ' ' })).rejects.toEqual(refused('BAD_INPUT', { text: 'tooSmall' }))
  await expect(civic.progress.get('7K2M-9PQX-4RTV-0')).rejects.toEqual(refused('CODE_INVALID'))
})

test('another resident sees nothing of it, a guest is asked to sign in', async () => {
  const city = mockCity()
  const { code } = await clientOf(city).appeals.submit(LAMP)
  await expect(clientOf(city, 'neighbour').progress.get(code)).rejects.toEqual(refused('NOT_FOUND'))
  const guest = createCivic({ baseUrl: city.baseUrl, fetch: city.fetch, session: () => GUEST })
  expect(await guest.identity.me()).toEqual({ kind: 'guest' })
  await expect(guest.appeals.submit(LAMP)).rejects.toEqual(refused('UNAUTHENTICATED'))
})
const GUEST = { cookies: 'omit', generation: 0, token: async () => null, renew: async () => false } as const

test('staff work the same appeal through their own facades', async () => {
  const city = mockCity()
  const { code } = await clientOf(city).appeals.submit({ ...LAMP, contact: { name: '张三', phone: '13800000000' } })
  const desk = clientOf(city, 'operator').workOrders
  const { items } = await desk.list({ queue: 'toAccept' }).page()
  expect(items.map((item) => item.code)).toEqual([code])
  await desk.accept({ code, expectedVersion: 1 })
  await desk.dispatch({ code, expectedVersion: 2, bodyCode: 'roads' })
  const roads = clientOf(city, 'handler-roads').workOrders
  await roads.take({ code, expectedVersion: 3 })
  expect(await roads.viewContact({ code, expectedVersion: 4 })).toMatchObject({ name: '张三', phone: '13800000000' })
  await expect(clientOf(city, 'handler-water').workOrders.get(code)).rejects.toEqual(refused('NOT_FOUND'))
  const { timeline } = await clientOf(city).progress.get(code)
  expect(timeline.map(({ type }) => type)).toContain('contactViewed')
})

test('the same command again gets the same answer; its key with other words is refused', async () => {
  const civic = clientOf(mockCity())
  const idempotencyKey = 'a-key-of-sixteen'
  const first = await civic.appeals.submit(LAMP, { idempotencyKey })
  expect(await civic.appeals.submit(LAMP, { idempotencyKey })).toEqual(first)
  await expect(civic.appeals.submit({ ...LAMP, text: '别的' }, { idempotencyKey })).rejects.toEqual(
    refused('IDEMPOTENCY_CONFLICT'),
  )
  expect((await civic.appeals.mine().page()).items).toHaveLength(1)
})

test.each<[string, Fault, number]>([
  ['a 429', { on: 'appeals.submit', code: 'RATE_LIMITED', retryAfterMs: 1 }, 1],
  ['a 503', { on: 'appeals.submit', code: 'OVERLOADED' }, 1],
  ['a network cut before', { on: 'appeals.submit', cut: 'before' }, 1],
  ['an answer lost on its way', { on: 'appeals.submit', cut: 'after' }, 2],
])('the client comes through %s and sends once', async (_, fault, calls) => {
  const city = mockCity()
  city.fail(fault)
  await clientOf(city).appeals.submit(LAMP)
  expect((await clientOf(city).appeals.mine().page()).items).toHaveLength(1)
  expect(city.seen.filter(({ procedure }) => procedure === 'appeals.submit')).toHaveLength(calls)
})

test('what lasts longer than the retries reaches the page', async () => {
  const city = mockCity()
  city.fail({ code: 'OVERLOADED', retryAfterMs: 1, times: 99 })
  await expect(clientOf(city).city.get()).rejects.toEqual(refused('OVERLOADED'))
  expect(() => city.fail({})).toThrow(TypeError)
  city.reset()
  expect((await clientOf(city).city.get()).name.en).toBe('Sample City')
})

test('a city with a script works on while its clock moves, each step at its own instant', async () => {
  const city = mockCity({ script: GOOD_DAY })
  const civic = clientOf(city)
  const { code } = await civic.appeals.submit({ ...LAMP, category: 'pothole' })
  city.clock.advance({ minutes: 25 })
  expect((await civic.progress.get(code)).status).toBe('accepted')
  city.clock.to('2026-03-04T01:30:00Z')
  const { timeline, status } = await civic.progress.get(code)
  expect(status).toBe('answered')
  expect(timeline.find(({ type }) => type === 'accepted')?.at).toBe('2026-03-02T01:50:00.000Z')
  expect(timeline.map(({ type }) => type)).toContain('verifiedOnSite')
  expect(GOOD_DAY.map(([step]) => step)).toEqual(DESK_STEPS)
  expect(() => city.clock.to('2026-03-03T00:00:00Z')).toThrow(RangeError)
})

test('the same seed and script give the same codes and timelines, another seed others', async () => {
  const play = async (seed: number) => {
    const city = mockCity({ seed })
    const civic = clientOf(city)
    const { code } = await civic.appeals.submit(LAMP)
    city.desk.settle(code)
    return civic.progress.get(code)
  }
  expect(await play(7)).toEqual(await play(7))
  expect((await play(7)).code).not.toBe((await play(8)).code)
})

test('a photo is looked at by its bytes, belongs to its sender, and can be fetched', async () => {
  const city = mockCity()
  const civic = clientOf(city)
  const { token, url } = await civic.files.upload(JPEG)
  await expect(civic.files.upload(new Blob(['text']))).rejects.toEqual(refused('FILE_TYPE_UNSUPPORTED'))
  await expect(clientOf(city, 'neighbour').appeals.submit({ ...LAMP, photos: [token] })).rejects.toEqual(
    refused('BAD_INPUT', { 'photos.0': 'unknown' }),
  )
  const { code } = await civic.appeals.submit({ ...LAMP, category: 'manhole', photos: [token] })
  expect((await civic.progress.get(code)).photos.map((photo) => photo.token)).toEqual([token])
  const { headers } = (await city.fetch(civic.files.url(url), {})) as Response
  expect(headers.get('content-type')).toBe('image/jpeg')
})

test('watch sees what the desk does', async () => {
  const city = mockCity()
  const civic = clientOf(city)
  const { code } = await civic.appeals.submit(LAMP)
  const told: string[] = []
  for await (const { progress } of civic.appeals.watch(code, { intervalMs: 1 })) {
    told.push(progress.status)
    if (progress.status === 'answered') break
    city.desk.settle(code)
  }
  expect(told).toEqual(['submitted', 'answered'])
})

test('by msw a page keeps its own fetch, and a cut network is one', async () => {
  const city = mockCity()
  const server = setupServer(...city.handlers(http))
  server.listen()
  onTestFinished(() => server.close())
  const { session } = city.as('resident')
  const civic = createCivic({ baseUrl: city.baseUrl, session, retry: { times: 0 } })
  const { code } = await civic.appeals.submit(LAMP)
  expect((await civic.progress.get(code)).status).toBe('submitted')
  city.fail({ cut: 'before' })
  await expect(civic.progress.get(code)).rejects.toEqual(refused('NETWORK'))
})

test('a host gives tickets to whoever is signed in there, and hears what the portal says', async () => {
  vi.stubGlobal('location', { origin: 'https://portal.example' })
  onTestFinished(() => void vi.unstubAllGlobals())
  const city = mockCity()
  const { host, baseUrl, fetch } = city
  const enter = () => createCivic({ baseUrl, fetch, session: hostSession(async () => host) })
  expect((await enter().identity.me()).kind).toBe('guest')
  host.signIn('resident')
  const civic = enter()
  expect(await civic.identity.me()).toMatchObject({ kind: 'resident', name: '李一' })
  host.standAt({ lng: 121.15, lat: 31.4, accuracy: 10, crs: 'WGS-84' })
  expect(await host.link.ask('locate', null)).toMatchObject({ lng: 121.15 })
  host.link.tell('signOut', null)
  await vi.waitFor(() => expect(host.heard.map(({ type }) => type)).toContain('signOut'))
  expect((await enter().identity.me()).kind).toBe('guest')
})
