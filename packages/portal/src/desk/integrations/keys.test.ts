import { expect, it } from 'vitest'
import { pastedKeys } from './keys.ts'

const key = { kty: 'EC', crv: 'P-256', x: 'a', y: 'b' }

it('a key, a set of them and a list are read alike', () => {
  for (const pasted of [key, { keys: [key] }, [key]])
    expect(pastedKeys(JSON.stringify(pasted))).toEqual({ keys: [key] })
})

it('a private key never leaves the page, whatever it is wrapped in', () => {
  for (const pasted of [JSON.stringify({ ...key, d: 'secret' }), JSON.stringify({ keys: [key, { ...key, d: 's' }] })])
    expect(pastedKeys(pasted)).toEqual({ problem: 'private' })
  expect(pastedKeys('-----BEGIN PRIVATE KEY-----')).toEqual({ problem: 'private' })
  expect(pastedKeys('{"kty":"oct","k":"c2VjcmV0"}')).toEqual({ problem: 'private' })
})

it('what is no key says so', () => {
  expect(pastedKeys('ssh-ed25519 AAAA')).toEqual({ problem: 'json' })
  for (const pasted of ['{}', '[]', '{"keys":[]}', '{"kty":"XX"}', '"text"', 'null'])
    expect(pastedKeys(pasted)).toEqual({ problem: 'format' })
})
