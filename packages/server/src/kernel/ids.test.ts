import { parseCode } from '@civicgrid/contracts'
import { expect, test } from 'vitest'
import { movableClock, newCode, newToken, seededRandom, shiftableClock, systemRandom } from './index.ts'

test('codes and tokens are well formed, and many do not repeat', () => {
  const codes = new Set(Array.from({ length: 10_000 }, () => newCode(systemRandom)))
  expect(codes.size).toBe(10_000)
  for (const code of codes) expect(parseCode(code)).toBe(code)
  expect(newToken(systemRandom)).toMatch(/^[\w-]{22}$/)
})

test('the same seed gives the same bytes, another seed others, whatever the pieces', () => {
  const whole = seededRandom('a')(100)
  const random = seededRandom('a')
  expect(Buffer.concat([random(1), random(59), random(40)])).toEqual(whole)
  expect(seededRandom('b')(100)).not.toEqual(whole)
})

test('system randomness that was handed out is not handed out or written over again', () => {
  const first = systemRandom(16)
  const copy = Buffer.from(first)
  const others = Array.from({ length: 2_000 }, () => systemRandom(16).toString('hex'))
  expect(first).toEqual(copy)
  expect(new Set([...others, first.toString('hex')]).size).toBe(2_001)
  expect(systemRandom(10_000)).toHaveLength(10_000)
})

test('a movable clock stands still until moved; a shifted one runs on from there', () => {
  const clock = movableClock(100)
  const shifted = shiftableClock(clock)
  shifted.set(1_000)
  clock.advance(5)
  expect([clock.now(), shifted.now()]).toEqual([105, 1_005])
  shifted.advance(-5)
  expect(shifted.now()).toBe(1_000)
})
