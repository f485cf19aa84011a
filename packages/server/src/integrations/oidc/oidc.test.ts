import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browser, insecure, oidcWorld, type OidcWorld, type Partner } from '../../../test/oidc.ts'

let w: OidcWorld
let partner: Partner
let resident: { id: number; token: string }
beforeAll(async () => {
  w = await oidcWorld()
  partner = await w.partner()
  resident = await w.resident()
})
afterAll(() => w.stop())

describe('a resident who agrees', () => {
  test('lets the partner call what was agreed to and nothing else; the token says nothing of them', async () => {
    const answer = await w.tokens(partner, resident.token)
    const { access_token, refresh_token, expires_in, scope } = answer
    expect(access_token).toMatch(/^[\w-]{43}$/)
    expect(refresh_token).toMatch(/^[\w-]{43}$/)
    expect([expires_in, scope?.split(' ').toSorted()]).toEqual([3600, ['appeals.submit', 'appeals.track']])
    expect(oauth.getValidatedIdTokenClaims(answer)?.sub).toMatch(/^[\w-]{43}$/)
    expect((await w.api(access_token, 'appeals.mine', {}, { query: true })).status).toBe(200)
    const refused = await w.api(access_token, 'ratings.rate', {})
    expect([refused.status, refused.error?.code, refused.error?.fields]).toEqual([
      403,
      'SCOPE_MISSING',
      { scope: 'appeals.rate' },
    ])
    // A procedure that no table names is closed to all of them.
    expect((await w.api(access_token, 'myData.looks', {}, { query: true })).error?.code).toBe('SCOPE_MISSING')
    expect((await w.api(access_token, 'identity.me', undefined, { query: true })).error?.code).toBe('SCOPE_MISSING')
  })
})

test('a partner in its own name gets a token by a key, and reads no resident by it', async () => {
  const { as, client, auth } = partner
  const response = await oauth.clientCredentialsGrantRequest(as, client, auth, { scope: 'embed' }, insecure)
  const { access_token, scope } = await oauth.processClientCredentialsResponse(as, client, response)
  expect(scope).toBe('embed')
  expect((await w.api(access_token, 'appeals.mine', {}, { query: true })).error?.code).toBe('SCOPE_MISSING')
  expect((await w.api(access_token, 'city.get', undefined, { query: true })).status).toBe(200)
})

test('a resident who refuses is sent back with that word alone', async () => {
  const { callback, state } = await w.authorize(partner, resident.token, { answer: 'refuse' })
  expect(() => oauth.validateAuthResponse(partner.as, partner.client, callback, state)).toThrow(
    expect.objectContaining({ error: 'access_denied' }),
  )
  expect(callback.searchParams.get('code')).toBeNull()
})

test('nobody answers a request that began in another browser', async () => {
  const { url } = await w.push(partner)
  const uid = (await browser().get(url)).location.split('/').at(-1) ?? ''
  const { error } = await w.portal(browser(), resident.token, 'consents.agree', { uid })
  expect(error?.code).toBe('NOT_FOUND')
})
