import { randomUUID, type webcrypto } from 'node:crypto'
import { exportJWK, SignJWT, type JWTPayload } from 'jose'
import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { oidcWorld, type OidcWorld, type Partner } from '../../../test/oidc.ts'

let w: OidcWorld
let partner: Partner
let resident: { id: number; token: string }
beforeAll(async () => {
  w = await oidcWorld()
  partner = await w.partner()
  resident = await w.resident()
})
afterAll(() => w.stop())

describe('DPoP', () => {
  const query = (path: string) => `${w.url}/trpc/${path}?input=${encodeURIComponent('{}')}`
  async function proof(keys: webcrypto.CryptoKeyPair, access: string, change: JWTPayload = {}): Promise<string> {
    const ath = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(access))).toString('base64url')
    return new SignJWT({ jti: randomUUID(), htm: 'GET', htu: `${w.url}/trpc/appeals.mine`, ath, ...change })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: await exportJWK(keys.publicKey) })
      .setIssuedAt(change.iat)
      .sign(keys.privateKey)
  }
  const ask = async (access: string, dpop: string, scheme = 'DPoP') =>
    (await fetch(query('appeals.mine'), { headers: { authorization: `${scheme} ${access}`, dpop } })).status

  test('binds a token to a key: a proof is good once, for this request, this token and this key', async () => {
    const { as, client } = partner
    const keys = await oauth.generateKeyPair('ES256', { extractable: true })
    const { access_token, token_type } = await w.tokens(partner, resident.token, {}, oauth.DPoP(client, keys))
    expect(token_type).toBe('dpop')
    expect(as.dpop_signing_alg_values_supported).toContain('ES256')
    const good = await proof(keys, access_token)
    expect(await ask(access_token, good)).toBe(200)
    expect(await ask(access_token, good)).toBe(401)
    const elsewhere = { htu: `${w.url}/trpc/progress.get` }
    const stale = { iat: Math.floor(Date.now() / 1000) - 400 }
    for (const change of [elsewhere, { htm: 'POST' }, { ath: 'another token' }, stale])
      expect(await ask(access_token, await proof(keys, access_token, change))).toBe(401)
    const thief = await oauth.generateKeyPair('ES256', { extractable: true })
    expect(await ask(access_token, await proof(thief, access_token))).toBe(401)
    expect(await ask(access_token, await proof(keys, access_token), 'Bearer')).toBe(401)
    expect((await w.api(access_token, 'appeals.mine', {}, { query: true })).status).toBe(401)
    expect(await ask(access_token, 'no proof')).toBe(401)
  })

  test('a bearer’s token is none by DPoP', async () => {
    const { access_token } = await w.tokens(partner, resident.token)
    const keys = await oauth.generateKeyPair('ES256', { extractable: true })
    expect(await ask(access_token, await proof(keys, access_token))).toBe(401)
  })
})
