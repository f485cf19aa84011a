import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { demoKeyring, keyringFrom } from '../kernel/index.ts'
import { idOfRef, refOf } from './appeals.ref.ts'

const ring = demoKeyring()
const key = () => randomBytes(32).toString('base64')

test('a reference names its appeal and no other, and neighbours share nothing that can be seen', () => {
  const refs = Array.from({ length: 2_000 }, (_, i) => refOf(ring, i + 1))
  expect(new Set(refs).size).toBe(2_000)
  for (const [i, ref] of refs.entries()) expect([ref.length, idOfRef(ring, ref)]).toEqual([22, i + 1])
  expect(new Set(refs.map((ref) => ref.slice(0, 4))).size).toBeGreaterThan(1_990)
})

test('what is no reference of ours names nothing', () => {
  const ref = refOf(ring, 7)
  const other = refOf(keyringFrom({ masterKeys: `a:${key()}`, lookupKey: key(), signingKey: key() }, true), 7)
  const lastTwisted = ref.slice(0, -1) + (ref.endsWith('A') ? 'B' : 'A')
  for (const made of ['', '7', `${ref}A`, ref.slice(1), other, lastTwisted, '啊'.repeat(22), 'A'.repeat(22)])
    expect(() => idOfRef(ring, made), made).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
})

test('a reference stays the same when the master key is rotated', () => {
  const given = { masterKeys: `a:${key()}`, lookupKey: key(), signingKey: key() }
  const rotated = { ...given, masterKeys: `b:${key()},${given.masterKeys}` }
  expect(refOf(keyringFrom(rotated, true), 7)).toBe(refOf(keyringFrom(given, true), 7))
})
