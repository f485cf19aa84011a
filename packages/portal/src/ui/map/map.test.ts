import { describe, expect, it } from 'vitest'
import { fromWorld, metresBetween, toWorld, worldOfMetres } from './projection.ts'
import { sceneOf } from './scene.ts'
import { tilesFor } from './tiles.ts'
import { clamp, fit, panBy, scaleOfZoom, screenOf, worldAt, zoomAt, type Bounds } from './view.ts'

const bounds: Bounds = [121, 31.3, 121.4, 31.7]
const size = { width: 390, height: 500 }

describe('projection', () => {
  it('there and back again is the same point', () => {
    const back = fromWorld(toWorld(121.123456, 31.456789))
    expect(back.lng).toBeCloseTo(121.123456, 9)
    expect(back.lat).toBeCloseTo(31.456789, 9)
  })
  it('a kilometre is a kilometre at the latitude of the city', () => {
    const here = { lng: 121, lat: 31.45 }
    const [x, y] = toWorld(here.lng, here.lat)
    const east = fromWorld([x + worldOfMetres(1000, here.lat), y])
    expect(metresBetween(here, east)).toBeCloseTo(1000, 0)
  })
})

describe('view', () => {
  it('fitting shows every corner', () => {
    const view = fit(bounds, size)
    for (const [lng, lat] of [
      [121, 31.3],
      [121.4, 31.7],
    ] as const) {
      const [x, y] = screenOf(view, size, toWorld(lng, lat))
      expect(x >= 0 && x <= size.width && y >= 0 && y <= size.height).toBe(true)
    }
  })
  it('what is under the fingers stays there while zooming', () => {
    const view = fit(bounds, size)
    const before = worldAt(view, size, 100, 120)
    const after = worldAt(zoomAt(view, size, 3, 100, 120), size, 100, 120)
    expect(after[0]).toBeCloseTo(before[0], 12)
    expect(after[1]).toBeCloseTo(before[1], 12)
  })
  it('the content follows the finger', () => {
    const view = fit(bounds, size)
    const point = worldAt(view, size, 100, 100)
    const [x, y] = screenOf(panBy(view, 30, -20), size, point)
    expect([x, y].map(Math.round)).toEqual([130, 80])
  })
  it('nobody gets lost outside the city', () => {
    const far = clamp(panBy(fit(bounds, size), 1e9, 1e9), bounds, size)
    const { lng, lat } = fromWorld([far.x, far.y])
    expect(lng).toBeCloseTo(121, 6)
    expect(lat).toBeCloseTo(31.7, 6)
    expect(clamp({ ...far, scale: 1 }, bounds, size).scale).toBeGreaterThan(1000)
  })
})

describe('scene', () => {
  const square = [
    [121, 31],
    [121.2, 31],
    [121.2, 31.2],
    [121, 31.2],
    [121, 31],
  ]
  const data = {
    bounds,
    areas: [{ geometry: { type: 'Polygon', coordinates: [square] }, name: '江口', rank: 1 }],
    water: [],
    roads: [],
  } as const
  it('a name is put in the middle of its area', () => {
    const { lng, lat } = fromWorld(sceneOf(data).areas[0]?.middle ?? [0, 0])
    expect(lng).toBeCloseTo(121.1, 6)
    expect(lat).toBeCloseTo(31.1, 2)
  })
})

describe('tiles', () => {
  const source = {
    url: 'https://t.example/{z}/{x}/{y}.png',
    attribution: 'x',
    approvalNumber: 'y',
    crs: 'WGS-84',
    maxZoom: 18,
  }
  const [x, y] = toWorld(121.2, 31.5)
  const view = { x, y, scale: scaleOfZoom(14) }
  it('cover the screen without a gap', () => {
    const tiles = tilesFor(source, view, size, 1)
    const edges = {
      left: Math.min(...tiles.map((tile) => tile.x)),
      right: Math.max(...tiles.map((tile) => tile.x + tile.side)),
      top: Math.min(...tiles.map((tile) => tile.y)),
      bottom: Math.max(...tiles.map((tile) => tile.y + tile.side)),
    }
    expect(edges.left <= 0 && edges.right >= size.width && edges.top <= 0 && edges.bottom >= size.height).toBe(true)
    expect(tiles[0]?.url).toMatch(/^https:\/\/t\.example\/14\/\d+\/\d+\.png$/)
  })
  it('of a source in GCJ-02 lie under the true place, some hundred metres off', () => {
    const [plain, moved] = ['WGS-84', 'GCJ-02'].map((crs) => tilesFor({ ...source, crs }, view, size, 1)[0])
    const metres = Math.hypot((moved?.x ?? 0) - (plain?.x ?? 0), (moved?.y ?? 0) - (plain?.y ?? 0)) * 8.1
    expect(metres).toBeGreaterThan(100)
    expect(metres).toBeLessThan(900)
  })
})
