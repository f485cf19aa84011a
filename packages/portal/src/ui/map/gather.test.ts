import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gather } from './gather.ts'

const spot = fc.record({ x: fc.integer({ min: 0, max: 400 }), y: fc.integer({ min: 0, max: 600 }), item: fc.nat() })

test('no mark lies under the finger that taps another, and nothing is lost', () => {
  fc.assert(
    fc.property(fc.array(spot), (placed) => {
      const marks = gather(placed, 44)
      for (const [i, a] of marks.entries())
        for (const b of marks.slice(i + 1))
          expect(Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y))).toBeGreaterThanOrEqual(44)
      expect(marks.flatMap(({ items }) => items).length).toBe(placed.length)
    }),
    { seed: 20260302 },
  )
})
