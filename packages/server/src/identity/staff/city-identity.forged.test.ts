import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgingProvider, type Forged } from '../../../test/forging-provider.ts'
import { call, newKey } from '../../../test/http.ts'
import { accessWorld, type AccessWorld } from '../../../test/staff-access.ts'

// What the city's identity says is checked also where it comes from the provider's own address.

const PATH = '/api/desk/city-identity'
let provider: Awaited<ReturnType<typeof forgingProvider>>
let w: AccessWorld
beforeAll(async () => {
  provider = await forgingProvider('civicgrid')
  const name = { 'zh-CN': '统一身份', en: 'City identity' }
  const { issuer } = provider
  w = await accessWorld({ oidc: { issuer, clientId: 'civicgrid', clientSecret: 'a secret', name, insecure: true } })
  w.kernel.clock.set(Date.now())
  const { ref, version } = await w.member('沈青')
  const { token } = await w.sessions.open('staff', w.admin.id, { via: 'password', strong: true })
  const input = { ref, expectedVersion: version, subject: 'officer-1' }
  await call(w.url, 'staffAccess.linkSubject', input, { token, headers: { 'idempotency-key': newKey() } })
})
afterAll(async () => {
  await provider.stop()
  await w.stop()
})

/** There and back, as a browser goes. @returns where it ends, and whether somebody is signed in */
async function signIn(forged: Forged): Promise<[string, boolean]> {
  provider.state.forged = forged
  const there = await fetch(`${w.url}${PATH}/start`, { redirect: 'manual' })
  const cookie = there.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const back = await fetch(there.headers.get('location') ?? '', { redirect: 'manual' })
  const landed = await fetch(back.headers.get('location') ?? '', { redirect: 'manual', headers: { cookie } })
  const sessions = landed.headers.getSetCookie().filter((line) => /^civic-desk=./.test(line))
  return [landed.headers.get('location') ?? '', sessions.length > 0]
}

test('what is right is believed', async () => {
  expect(await signIn({})).toEqual(['/desk', true])
})
const past = Math.floor(Date.now() / 1000) - 3600
test.each([
  ['for another client', { claims: { aud: 'somebody-else' } }],
  ['for others besides, without saying whose it is', { claims: { aud: ['civicgrid', 'somebody-else'] } }],
  ['of another issuer', { claims: { iss: 'https://evil.example' } }],
  ['of another sign-in', { claims: { nonce: 'made-up' } }],
  ['that is over', { claims: { iat: past, exp: past + 60 } }],
  ['without a subject', { claims: { sub: undefined } }],
  ['that nobody signed', { none: true }],
  ['that is not there', { silent: true }],
] satisfies [string, Forged][])('a word about who it is %s is not', async (_what, forged) => {
  expect(await signIn(forged)).toEqual(['/desk?signIn=failed', false])
})
