import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { GUEST, type Actor } from '@civicgrid/contracts'
import { createCallerFactory } from '../http/procedures.ts'
import { createCityRouter } from './city.router.ts'
import { createCityService } from './city.service.ts'
import { loadCity, type LoadedCity } from './index.ts'

/** The city of this run: TEST_CITY, haitang by default. */
const folder = join(import.meta.dirname, '../../../../cities', process.env.TEST_CITY ?? 'haitang')
const STAFF: Actor = { kind: 'staff', id: 1, name: 'x', roles: [] }

let loaded: LoadedCity
let as: (
  actor: Actor,
) => ReturnType<ReturnType<typeof createCallerFactory<ReturnType<typeof createCityRouter>['_def']['record']>>>
beforeAll(() => {
  loaded = loadCity(folder)
  const caller = createCallerFactory(createCityRouter(createCityService(loaded)))
  as = (actor) =>
    caller({ actor, requestId: 'r', realm: 'resident', sessionToken: null, idempotencyKey: null, setSession: () => {} })
})

describe('city.get', () => {
  test('tells a guest everything that the city shows, and nothing of its people', async () => {
    const profile = await as(GUEST).get()
    expect(profile.name).toEqual(loaded.city.settings.name)
    expect(profile.kinds).toHaveLength(6)
    expect(profile.categories.length).toBeGreaterThan(5)
    expect(profile.root).toMatchObject({ path: `/${loaded.tree.root.code}`, divided: true })
    expect(profile.theme.logo).toBe('/city/logo.svg')
    expect(profile.desk).toBeNull()
    const text = JSON.stringify(profile)
    for (const { phone, code } of loaded.city.residents) {
      expect(text).not.toContain(phone)
      expect(text).not.toContain(code)
    }
  })

  test('tells staff the grounds and bodies besides', async () => {
    const { desk } = await as(STAFF).get()
    expect(desk?.grounds.bounce.length).toBeGreaterThan(0)
    expect(desk?.bodies).toHaveLength(loaded.bodies.length)
  })
})

describe('city.locate', () => {
  test('finds the line of areas of a named place, from the top down, and the place itself', async () => {
    const [place] = loaded.city.places
    if (!place) throw new Error('a city without places')
    const found = await as(GUEST).locate({ point: { lng: place.lng, lat: place.lat } })
    expect(found.line[0]?.code).toBe(loaded.tree.root.code)
    expect(found.areaPath).toBe(`/${found.line.map(({ code }) => code).join('/')}`)
    expect(found.near).toMatchObject({ name: place.name, metres: 0 })
  })

  test('understands a point from a Chinese map', async () => {
    const [place] = loaded.city.places
    if (!place) throw new Error('a city without places')
    const plain = await as(GUEST).locate({ point: { lng: place.lng, lat: place.lat, crs: 'WGS-84' } })
    const shifted = await as(GUEST).locate({ point: { lng: place.lng, lat: place.lat, crs: 'GCJ-02' } })
    expect(plain.near?.metres).toBe(0)
    expect(shifted.near?.metres ?? 999).not.toBe(0)
  })

  test('outside the city there is nothing, and that is an answer', async () => {
    expect(await as(GUEST).locate({ point: { lng: 0, lat: 51.5 } })).toEqual({ areaPath: null, line: [], near: null })
  })
})

describe('city.areas', () => {
  test('goes down from the top to the last level', async () => {
    let { area, items } = await as(GUEST).areas({})
    expect(area.code).toBe(loaded.tree.root.code)
    let depth = 1
    while (items[0]?.divided) {
      ;({ area, items } = await as(GUEST).areas({ parent: items[0].code }))
      depth++
    }
    expect(depth).toBe(loaded.tree.levels.length - 1)
    expect(items.every(({ path }) => path.startsWith(`${area.path}/`))).toBe(true)
  })

  test('an unknown area is not found', async () => {
    await expect(as(GUEST).areas({ parent: 'atlantis' })).rejects.toMatchObject({ cause: { code: 'NOT_FOUND' } })
  })
})

describe('city.shapes', () => {
  test('gives a level as GeoJSON with names, or the part that a map shows', async () => {
    const level =
      loaded.tree.levels.find(({ code }) => (loaded.city.shapes[code]?.features.length ?? 0) > 3)?.code ?? ''
    const all = await as(GUEST).shapes({ level })
    expect(all.features).toHaveLength(loaded.city.shapes[level]?.features.length ?? 0)
    expect(all.features[0]?.properties.name).toEqual(loaded.tree.get(all.features[0]?.properties.code ?? '')?.name)
    const [place] = loaded.city.places
    if (!place) throw new Error('a city without places')
    const part = await as(GUEST).shapes({
      level,
      bounds: [place.lng - 1e-4, place.lat - 1e-4, place.lng + 1e-4, place.lat + 1e-4],
    })
    expect(part.features.length).toBeGreaterThan(0)
    expect(part.features.length).toBeLessThan(all.features.length)
    const line = (await as(GUEST).locate({ point: { lng: place.lng, lat: place.lat } })).line.map(({ code }) => code)
    expect(part.features.some(({ properties }) => line.includes(properties.code))).toBe(true)
  })

  test('a level that the city does not have is not found', async () => {
    await expect(as(GUEST).shapes({ level: 'borough' })).rejects.toMatchObject({ cause: { code: 'NOT_FOUND' } })
  })
})

describe('city.places', () => {
  test('finds a place by its whole name first, by a part, by another word', async () => {
    const place = loaded.city.places.find(({ words }) => words.length > 0)
    if (!place) throw new Error('no place has another word')
    const find = async (words: string) => (await as(GUEST).places({ words, limit: 50 })).items.map(({ code }) => code)
    expect((await find(place.name['zh-CN']))[0]).toBe(place.code)
    expect(await find(place.name['zh-CN'].slice(0, 2))).toContain(place.code)
    expect(await find(place.words[0] ?? '')).toContain(place.code)
    expect((await find(place.name.en.toUpperCase()))[0]).toBe(place.code)
  })

  test('full-width letters and blanks make no difference', async () => {
    const [place] = loaded.city.places
    const wide = (place?.name.en ?? '').replace(/[a-z]/g, (letter) =>
      String.fromCharCode(letter.charCodeAt(0) + 0xfee0),
    )
    expect((await as(GUEST).places({ words: ` ${wide} ` })).items[0]?.code).toBe(place?.code)
  })

  test('what nobody calls a place finds none', async () => {
    expect((await as(GUEST).places({ words: '没有这个地方' })).items).toEqual([])
  })
})

test('city.plate knows a door by what its code says and by the number as somebody types it, and no other', async () => {
  const place = loaded.city.places.find(({ plate }) => plate !== undefined)
  const { plate = '' } = place ?? {}
  const prefix = loaded.city.settings.plates?.prefix ?? ''
  for (const text of [prefix + plate, plate, ` ${plate.toLowerCase()} `, `${plate.slice(0, 2)}-${plate.slice(2)}`])
    expect((await as(GUEST).plate({ text })).place?.code).toBe(place?.code)
  for (const text of ['XX9999', `https://elsewhere.example/${plate}`, prefix])
    expect((await as(GUEST).plate({ text })).place).toBeNull()
  await expect(as(GUEST).plate({ text: 'x'.repeat(501) })).rejects.toThrow()
})
