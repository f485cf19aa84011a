import { expect, test } from 'vitest'
import { createLine } from '../../files/line.ts'
import { createPasswords } from './passwords.ts'

const passwords = createPasswords(createLine({ running: 2, waiting: 10, retryAfterMs: 1000 }))

test('what is kept is argon2id with its cost, and never the password', async () => {
  const kept = await passwords.hash('正确的马电池订书钉')
  expect(kept).toMatch(/^\$argon2id\$v=19\$(?=.*m=19456)(?=.*t=2)(?=.*p=1)/)
  expect(await passwords.fits(kept, '正确的马电池订书钉')).toBe(true)
  expect(await passwords.fits(kept, '正确的马电池订书针')).toBe(false)
  expect(await passwords.hash('正确的马电池订书钉')).not.toBe(kept)
})
test('a letter with its accent is one letter, however the keyboard makes it', async () => {
  expect(await passwords.fits(await passwords.hash('caf\u00e9 au lait'), 'cafe\u0301 au lait')).toBe(true)
})
test('nobody’s password fits nothing', async () => {
  expect(await passwords.fits(null, 'nobody has this one')).toBe(false)
})
test('hashing leaves the event loop alone: it turns many times during one hash', async () => {
  let turns = 0
  const turn = () => {
    turns++
    return new Promise<string | null>((resolve) => setImmediate(() => resolve(null)))
  }
  const hashed = passwords.hash('x')
  while ((await Promise.race([hashed, turn()])) === null);
  // On the loop itself a hash would let it turn once or twice.
  expect(turns).toBeGreaterThan(10)
})
