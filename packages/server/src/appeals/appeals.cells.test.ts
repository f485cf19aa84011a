import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellOf, cellsAround, metresBetween, roundedPlace } from './appeals.cells.ts'

const lng = fc.double({ min: -179.9, max: 179.9, noNaN: true })
const lat = fc.double({ min: -60, max: 60, noNaN: true })

test('a cell is a whole number of 32 bits, everywhere', () => {
  for (const [x, y] of [
    [-180, -90],
    [179.999, 89.999],
    [121.1, 31.5],
  ] as const) {
    expect(Number.isInteger(cellOf(x, y))).toBe(true)
    expect(Math.abs(cellOf(x, y))).toBeLessThanOrEqual(2 ** 31)
  }
})

test('whatever lies within 250 m lies in the cells around', () => {
  const angle = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true })
  fc.assert(
    fc.property(lng, lat, angle, (x, y, turn) => {
      const by = 250 / 111_195
      const near = { lng: x + (by * Math.cos(turn)) / Math.cos((y * Math.PI) / 180), lat: y + by * Math.sin(turn) }
      expect(cellsAround(x, y)).toContain(cellOf(near.lng, near.lat))
    }),
  )
})

test('whatever lies within 700 m lies in two rings of cells, up to 50° of latitude', () => {
  const angle = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true })
  const ours = fc.double({ min: -50, max: 50, noNaN: true })
  fc.assert(
    fc.property(lng, ours, angle, (x, y, turn) => {
      const by = 700 / 111_195
      const near = { lng: x + (by * Math.cos(turn)) / Math.cos((y * Math.PI) / 180), lat: y + by * Math.sin(turn) }
      expect(cellsAround(x, y, 2)).toContain(cellOf(near.lng, near.lat))
    }),
  )
})

test('a stranger’s place is the middle of a field of at least 200 m each way, and is the same for the whole field', () => {
  fc.assert(
    fc.property(lng, lat, (x, y) => {
      const told = roundedPlace(x, y)
      expect(roundedPlace(told.lng, told.lat)).toEqual(told)
      expect(metresBetween({ lng: x, lat: y }, told)).toBeLessThan(450)
      // The next fields begin no nearer than 100 m from the middle.
      const east = 99 / (111_195 * Math.cos((y * Math.PI) / 180))
      expect(roundedPlace(told.lng + east, told.lat)).toEqual(told)
      expect(roundedPlace(told.lng, told.lat + 99 / 111_195)).toEqual(told)
    }),
  )
})
