import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REFERENCE_SYSTEMS, type ReferenceSystem } from './city.constants.ts'
import { fromWgs84, toWgs84, type Point } from './crs.ts'

/** Metres between two near points. */
function apart([ax, ay]: Point, [bx, by]: Point): number {
  const radians = Math.PI / 180
  return Math.hypot((ax - bx) * Math.cos(ay * radians), ay - by) * radians * 6_371_009
}

describe('reference systems', () => {
  // Points that several independent libraries publish in their own tests.
  it.each<[Point, ReferenceSystem, Point]>([
    [[116.404, 39.915], 'GCJ-02', [116.41024449916938, 39.91640428150164]],
    [[121.0917077, 30.6107779], 'GCJ-02', [121.09626935575027, 30.608604331756705]],
    [[121.0917077, 30.6107779], 'BD-09', [121.10271732371203, 30.61484572185035]],
    [[121.0917077, 30.6107779], 'CGCS2000', [121.0917077, 30.6107779]],
  ])('%j in WGS-84 is, in %s, %j', (wgs, system, other) => {
    expect(apart(fromWgs84(wgs, system), other)).toBeLessThan(0.01)
    expect(apart(toWgs84(other, system), wgs)).toBeLessThan(0.01)
  })

  it("agrees with a map company's own service to a metre", () => {
    expect(apart(fromWgs84([116.39089, 39.90734], 'GCJ-02'), [116.39713623, 39.90874539])).toBeLessThan(1)
  })

  it('leaves points outside China alone in GCJ-02', () => {
    expect(toWgs84([2.35, 48.85], 'GCJ-02')).toEqual([2.35, 48.85])
  })

  it('comes back to less than a centimetre from every system, anywhere in China', () => {
    const lng = fc.double({ min: 74, max: 134, noNaN: true })
    const lat = fc.double({ min: 18, max: 53, noNaN: true })
    fc.assert(
      fc.property(lng, lat, fc.constantFrom(...REFERENCE_SYSTEMS), (x, y, system) => {
        expect(apart(toWgs84(fromWgs84([x, y], system), system), [x, y])).toBeLessThan(0.01)
      }),
      { numRuns: 1000 },
    )
  })

  it('ignoring the system would put a point some hundred metres away', () => {
    const there: Point = [120.98, 31.52]
    expect(apart(fromWgs84(there, 'GCJ-02'), there)).toBeGreaterThan(100)
    expect(apart(fromWgs84(there, 'BD-09'), there)).toBeGreaterThan(500)
  })
})
