import { randomUUID, type webcrypto } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { integrationSchema } from '@civicgrid/contracts'
import { generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose'
import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { browser, insecure, oidcWorld, refusal, type OidcWorld, type Partner } from '../../../test/oidc.ts'
import { changeIntegration } from '../desk/integration-desk.record.ts'
import { loadIntegration } from '../integrations.store.ts'

let w: OidcWorld
let partner: Partner
let resident: { id: number; token: string }
beforeAll(async () => {
  w = await oidcWorld()
  partner = await w.partner({ scopes: ['appeals.submit', 'appeals.track', 'embed'] })
  resident = await w.resident()
})
afterAll(() => w.stop())

type Request = z.output<typeof integrationSchema.consentRequest>

const pushed = (params: Record<string, string>, by = partner) => refusal(w.push(by, params))

describe('a request is refused before anybody is asked', () => {
  test('without PKCE, or with a challenge in the clear', async () => {
    expect(await pushed({ code_challenge_method: 'plain' })).toBe('invalid_request')
    expect(await pushed({ code_challenge: '', code_challenge_method: '' })).toBe('invalid_request')
  })

  test.each([
    ['a slash at the end', 'https://partner.example.com/callback/'],
    ['another path', 'https://partner.example.com/callback/../evil'],
    ['another host', 'https://partner.example.com.evil.example/callback'],
    ['plain http', 'http://partner.example.com/callback'],
    ['a query', 'https://partner.example.com/callback?next=1'],
  ])('by a redirect address that is off by %s', async (_, redirect_uri) => {
    expect(await pushed({ redirect_uri })).toMatch(/^invalid_re(quest|direct_uri)$/)
  })

  test('for a scope that the city has not granted, that is the partner’s own, or that is none', async () => {
    expect(await pushed({ scope: 'openid appeals.rate' })).toBe('invalid_scope')
    expect(await pushed({ scope: 'embed' })).toBe('invalid_scope')
    expect(await pushed({ scope: 'everything' })).toBe('invalid_scope')
    const { as, client, auth } = partner
    for (const scope of ['appeals.submit', 'webhooks', 'constructor']) {
      const response = await oauth.clientCredentialsGrantRequest(as, client, auth, { scope }, insecure)
      expect(await refusal(oauth.processClientCredentialsResponse(as, client, response))).toBe('invalid_scope')
    }
  })

  test('for another resource than the city’s service', async () => {
    expect(await pushed({ resource: 'https://elsewhere.example/api' })).toBe('invalid_target')
  })

  test('that was not pushed, where the desk demands that it is: an address alone asks nobody, until it is lifted', async () => {
    const { as, client, redirectUri } = partner
    const verifier = oauth.generateRandomCodeVerifier()
    const asked = new URLSearchParams({
      client_id: client.client_id,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'appeals.submit',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
    const ask = async () => (await browser().get(`${as.authorization_endpoint}?${asked.toString()}`)).location
    const give = (command: 'demandPushed' | 'allowUnpushed') =>
      w.kernel.db.work(async (tx) => {
        const row = await loadIntegration(tx, partner.integration.id)
        if (!row) throw new Error('no integration')
        await changeIntegration(tx, row, command, [{}], { id: null, role: 'system', now: w.kernel.clock.now() })
      })
    // As RFC 9126 has it, nobody has to.
    expect(as.require_pushed_authorization_requests ?? false).toBe(false)
    expect(await ask()).toContain('/consent/')
    await give('demandPushed')
    const location = await ask()
    expect(location).not.toContain('/consent/')
    expect(new URL(location, w.url).searchParams.get('error')).toBe('invalid_request')
    expect((await browser().get((await w.push(partner)).url)).location).toContain('/consent/')
    await give('allowUnpushed')
    expect(await ask()).toContain('/consent/')
  })
})

describe('a request object', () => {
  async function object(claims: JWTPayload, by?: { privateKey: webcrypto.CryptoKey; kid: string }): Promise<string> {
    const { integration, as } = partner
    const { privateKey, kid } = by ?? integration
    return new SignJWT({ client_id: integration.publicId, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid, typ: 'oauth-authz-req+jwt' })
      .setIssuer(integration.publicId)
      .setAudience(as.issuer)
      .setIssuedAt()
      .setNotBefore('0s')
      .setExpirationTime('1m')
      .sign(privateKey)
  }
  const claims = async () => ({
    response_type: 'code',
    redirect_uri: partner.redirectUri,
    scope: 'appeals.submit',
    code_challenge: await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier()),
    code_challenge_method: 'S256',
  })
  const push = async (request: string) => {
    const { as, client, auth } = partner
    const response = await oauth.pushedAuthorizationRequest(as, client, auth, { request }, insecure)
    return oauth.processPushedAuthorizationResponse(as, client, response)
  }

  test('of the partner’s own key is taken', async () => {
    expect((await push(await object(await claims()))).request_uri).toMatch(/^urn:/)
  })
  test('that was replaced, by another key, without a signature or for another redirect, is refused', async () => {
    const { privateKey } = await generateKeyPair('ES256')
    const { kid, publicId } = partner.integration
    expect(await refusal(push(await object(await claims(), { privateKey, kid })))).toBe('invalid_request_object')
    const unsigned = new UnsecuredJWT({ client_id: publicId, ...(await claims()) }).encode()
    expect(await refusal(push(unsigned))).toBe('invalid_request_object')
    const moved = await object({ ...(await claims()), redirect_uri: 'https://evil.example/callback' })
    expect(await refusal(push(moved))).toMatch(/^invalid_re(quest|direct_uri)$/)
  })
  test('of one partner is of no use to another, what is put beside it counts for nothing, and it is used once', async () => {
    const other = await w.partner()
    const { url } = await w.push(partner)
    const stolen = new URL(url)
    stolen.searchParams.set('client_id', other.integration.publicId)
    expect((await browser().get(stolen.href)).location).not.toContain('/consent/')
    const more = new URL(url)
    more.searchParams.set('scope', 'appeals.rate')
    more.searchParams.set('redirect_uri', 'https://evil.example/callback')
    const at = browser()
    const { location } = await at.get(more.href)
    const uid = location.split('/').at(-1) ?? ''
    const { data } = await w.portal<Request>(at, resident.token, 'consents.request', { uid }, true)
    expect(data.integration.returnsTo).toBe('partner.example.com')
    expect(data.scopes.map(({ scope }) => scope)).toEqual(['appeals.submit', 'appeals.track'])
    const agreed = await w.portal<{ next: string }>(at, resident.token, 'consents.agree', { uid })
    expect((await at.get(w.url + agreed.data.next)).location).toMatch(/^https:\/\/partner\.example\.com\/callback\?/)
    expect((await browser().get(url)).location).not.toContain('/consent/')
  })
})

describe('a partner', () => {
  test('who proves itself by another’s key, or by the same proof twice, is none', async () => {
    const { as, client } = partner
    const { privateKey } = await generateKeyPair('ES256')
    const ask = async (auth: oauth.ClientAuth) => {
      const response = await oauth.clientCredentialsGrantRequest(as, client, auth, { scope: 'embed' }, insecure)
      return oauth.processClientCredentialsResponse(as, client, response)
    }
    expect(await refusal(ask(oauth.PrivateKeyJwt({ key: privateKey, kid: partner.integration.kid })))).toBe(
      'invalid_client',
    )
    const jti = randomUUID()
    const replayed = oauth.PrivateKeyJwt(
      { key: partner.integration.privateKey, kid: partner.integration.kid },
      { [oauth.modifyAssertion]: (_, payload) => void (payload['jti'] = jti) },
    )
    await ask(replayed)
    expect(await refusal(ask(replayed))).toBe('invalid_client')
    expect(await refusal(ask(oauth.None()))).toBe('invalid_client')
  })

  test('cannot have its keys read from an address within the city’s own network', async () => {
    let asked = 0
    const inside = createServer((_, response) => {
      asked += 1
      response.end(JSON.stringify(partner.integration.jwks))
    })
    await new Promise<void>((resolve) => inside.listen(0, resolve))
    const { port } = inside.address() as AddressInfo
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]']) {
      const address = `http://${host}:${port}/keys`
      const { as, client, auth, integration } = await w.partner()
      await w.kernel.db.work((tx) =>
        tx.run(`UPDATE "Integration" SET "jwks" = NULL, "jwksUri" = ? WHERE "id" = ?`, address, integration.id),
      )
      const response = await oauth.clientCredentialsGrantRequest(as, client, auth, { scope: 'embed' }, insecure)
      expect(await refusal(oauth.processClientCredentialsResponse(as, client, response))).toBe('invalid_client')
      expect(asked).toBe(0)
    }
    // It would have been there.
    expect((await fetch(`http://127.0.0.1:${port}/keys`)).status).toBe(200)
    await new Promise<void>((resolve) => void inside.close(() => resolve()))
  })
})

describe('a code', () => {
  test('is of no use without its verifier, and used twice it takes what came of it along', async () => {
    const { as, client, auth, redirectUri } = partner
    const { callback, verifier, state } = await w.authorize(partner, resident.token)
    const params = oauth.validateAuthResponse(as, client, callback, state)
    const exchange = async (proof: string) => {
      const response = await oauth.authorizationCodeGrantRequest(as, client, auth, params, redirectUri, proof, insecure)
      return oauth.processAuthorizationCodeResponse(as, client, response)
    }
    expect(await refusal(exchange(oauth.generateRandomCodeVerifier()))).toBe('invalid_grant')
    const again = await w.authorize(partner, resident.token)
    const fresh = oauth.validateAuthResponse(as, client, again.callback, again.state)
    const twice = async () => {
      const response = await oauth.authorizationCodeGrantRequest(
        as,
        client,
        auth,
        fresh,
        redirectUri,
        again.verifier,
        insecure,
      )
      return oauth.processAuthorizationCodeResponse(as, client, response)
    }
    const { access_token } = await twice()
    expect(await refusal(twice())).toBe('invalid_grant')
    expect((await w.api(access_token, 'appeals.mine', {}, { query: true })).status).toBe(401)
    expect(verifier).not.toBe(again.verifier)
  })
})
