import { generateKeySync } from 'node:crypto'
import { expect, test } from 'vitest'
import { createUrlSigner } from './signed-url.ts'

const HOUR = 3_600_000
const NOW = Date.parse('2026-03-20T10:20:00Z')
const secret = generateKeySync('hmac', { length: 256 })
const signer = createUrlSigner({ current: secret, known: [secret] })
const TOKEN = 'AAAAAAAAAAAAAAAAAAAAAA'
const queryOf = (url: string): URLSearchParams => new URL(url, 'http://x').searchParams

test('an address opens its file for more than an hour and less than two', () => {
  const query = queryOf(signer.sign(TOKEN, 'photo', NOW))
  expect(signer.check(TOKEN, query, NOW)).toEqual({ variant: 'photo', leftMs: HOUR * 1.666_666_666_666_666_7 })
  expect(signer.check(TOKEN, query, NOW + HOUR)).toBeDefined()
  expect(signer.check(TOKEN, query, NOW + 2 * HOUR)).toBeUndefined()
})

test('within an hour a photo keeps its address, so that it comes from the cache', () => {
  expect(signer.sign(TOKEN, 'photo', NOW + 30 * 60_000)).toBe(signer.sign(TOKEN, 'photo', NOW))
  expect(signer.sign(TOKEN, 'photo', NOW + HOUR)).not.toBe(signer.sign(TOKEN, 'photo', NOW))
})

test('another file, another size, a later end or a cut seal open nothing', () => {
  const query = queryOf(signer.sign(TOKEN, 'thumb', NOW))
  expect(signer.check(TOKEN, query, NOW)?.variant).toBe('thumb')
  expect(signer.check('BAAAAAAAAAAAAAAAAAAAAA', query, NOW)).toBeUndefined()
  for (const [name, value] of [
    ['v', 'photo'],
    ['v', 'x'],
    ['e', String(NOW)],
    ['e', 'NaN'],
    ['s', ''],
    ['s', 'AAAA'],
  ] as const) {
    const changed = new URLSearchParams(query)
    changed.set(name, value)
    expect(signer.check(TOKEN, changed, NOW), `${name}=${value}`).toBeUndefined()
  }
})
