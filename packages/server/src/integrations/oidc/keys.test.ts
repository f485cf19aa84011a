import { importJWK, jwtVerify, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { demoKeyring, seededRandom } from '../../kernel/index.ts'
import { keyringOf } from '../../kernel/keys/keyring.ts'
import { OVERLAP_MS, randomKeySet, withMaster } from '../../kernel/keys/rotation.ts'
import { oidcKeys } from './keys.ts'

test('the keys are the same on every machine that has the same master keys, and real ones', async () => {
  const [one, other] = [oidcKeys(demoKeyring()), oidcKeys(demoKeyring())]
  expect(one).toEqual(other)
  const [jwk] = one.jwks.keys
  if (!jwk) throw new Error('there is no key')
  const { d: _, ...open } = jwk
  const signed = await new SignJWT({ sub: 'somebody' })
    .setProtectedHeader({ alg: 'ES256' })
    .sign(await importJWK(jwk, 'ES256'))
  expect((await jwtVerify(signed, await importJWK(open, 'ES256'))).payload.sub).toBe('somebody')
})

test('after the master key is replaced the next one signs, and the one of before is still published', () => {
  let now = 1_000_000
  let set = randomKeySet(seededRandom('oidc'))
  const ring = keyringOf(
    () => set,
    () => now,
  )
  const before = oidcKeys(ring)
  set = withMaster(set, now + OVERLAP_MS, seededRandom('next')).set
  ring.refresh()
  expect(oidcKeys(ring).jwks.keys[0]?.kid).toBe(before.jwks.keys[0]?.kid)
  expect(oidcKeys(ring).jwks.keys).toHaveLength(2)
  now += OVERLAP_MS
  const after = oidcKeys(ring)
  expect(after.id).not.toBe(before.id)
  expect(after.jwks.keys[0]?.kid).not.toBe(before.jwks.keys[0]?.kid)
  expect(after.jwks.keys.map(({ kid }) => kid)).toContain(before.jwks.keys[0]?.kid)
  expect(after.cookies).toHaveLength(2)
})
