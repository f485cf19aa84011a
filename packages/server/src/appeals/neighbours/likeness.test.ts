import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comparable, isLike, likeness, sharedOf } from './appeals.likeness.ts'

const known = new Set(['路灯', '灯不', '不亮', '漏水'])

test('the same thing next door is alike without a word; elsewhere in the city it is not', () => {
  expect(isLike({ sameCategory: true, shared: 0, metres: 100 })).toBe(true)
  expect(isLike({ sameCategory: true, shared: 0, metres: 600 })).toBe(false)
  expect(isLike({ sameCategory: true, shared: 1, metres: 600 })).toBe(true)
  expect(isLike({ sameCategory: true, shared: 1, metres: 1_100 })).toBe(false)
})

test('without a place only the same category in the same words is alike', () => {
  expect(isLike({ sameCategory: true, shared: 0.5, metres: null })).toBe(true)
  expect(isLike({ sameCategory: false, shared: 1, metres: null })).toBe(false)
  expect(isLike({ sameCategory: true, shared: 0.2, metres: null })).toBe(false)
})

test('nearer, more words in common and the same category never make two less alike', () => {
  const one = fc.record({
    sameCategory: fc.boolean(),
    shared: fc.double({ min: 0, max: 1, noNaN: true }),
    metres: fc.nat(3_000),
  })
  fc.assert(
    fc.property(one, fc.nat(3_000), fc.double({ min: 0, max: 1, noNaN: true }), (a, metres, shared) => {
      const better = { sameCategory: true, shared: Math.max(a.shared, shared), metres: Math.min(a.metres, metres) }
      expect(likeness(better)).toBeGreaterThanOrEqual(likeness(a))
      expect(isLike(better) || !isLike(a)).toBe(true)
    }),
  )
})

test('strangers compare by the city’s own words alone: a name or a number tells nothing', () => {
  expect([...comparable('王芳家门口路灯不亮 13800001111', known)]).toEqual(['路灯', '灯不', '不亮'])
  expect(comparable('王芳 13800001111', known).size).toBe(0)
  expect(comparable('王芳家', null)).toEqual(new Set(['王芳', '芳家']))
})

test('words in common are counted of the shorter text', () => {
  expect(sharedOf(new Set(['路灯', '不亮']), new Set(['路灯', '漏水', '灯不']))).toBe(0.5)
  expect(sharedOf(new Set(), known)).toBe(0)
})
