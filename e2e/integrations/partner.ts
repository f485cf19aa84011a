import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as client from 'openid-client'
import { createIntegrationForTest, type TestIntegration } from '../../packages/server/test/integrations.ts'
import { demoKeyring, openDatabase, systemClock, systemRandom } from '../../packages/server/src/kernel/index.ts'
import { city } from '../support/cast.ts'
import type { RunningServer } from '../support/server.ts'

/** A partner's server that knows openid-client, and nothing of ours: it asks residents to let it act, and comes back. */
export interface Partner {
  readonly name: string
  readonly operator: string
  readonly host: string
  /** @returns where it sends the browser */
  ask(scope: string): Promise<string>
  /** What it was told the last time that a browser came back; takes the code to get tokens. */
  tokens(): Promise<client.TokenEndpointResponse>
  /** The error of the last time that a browser came back. */
  refusedBy(): string | null
  close(): Promise<void>
}

export async function partnerOf(server: RunningServer): Promise<Partner> {
  let came = new URL('http://nobody.came/')
  const own = createServer((request, response) => {
    came = new URL(`http://${request.headers.host}${request.url}`)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end('<!doctype html><html lang="zh-CN"><title>邻里通</title><h1>回到邻里通</h1></html>')
  })
  await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(own.address() as AddressInfo).port}`
  const redirectUri = `http://${host}/callback`

  const db = await openDatabase({ url: server.databaseUrl, keys: demoKeyring() })
  const integration = await createIntegrationForTest(
    { db, clock: systemClock, random: systemRandom },
    { redirectUris: [redirectUri], jurisdiction: city.tree.pathOf(city.tree.root.code) },
  ).finally(() => db.close())
  const config = await client.discovery(
    new URL(`${server.url}/oidc`),
    integration.publicId,
    { id_token_signed_response_alg: 'ES256' },
    client.PrivateKeyJwt({ key: await keyFrom(integration.privateJwk), kid: integration.kid }),
    { execute: [client.allowInsecureRequests] },
  )
  let verifier = ''
  let state = ''

  return {
    name: integration.name['zh-CN'],
    operator: integration.operator,
    host,
    async ask(scope) {
      verifier = client.randomPKCECodeVerifier()
      state = client.randomState()
      const url = await client.buildAuthorizationUrlWithPAR(config, {
        redirect_uri: redirectUri,
        scope,
        state,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      return url.href
    },
    tokens: () => client.authorizationCodeGrant(config, came, { pkceCodeVerifier: verifier, expectedState: state }),
    refusedBy: () => came.searchParams.get('error'),
    close: () => new Promise((resolve) => void own.close(() => resolve())),
  }
}

const keyFrom = ({ kty, crv, x, y, d }: TestIntegration['privateJwk']): Promise<CryptoKey> =>
  crypto.subtle.importKey('jwk', { kty, crv, x, y, d }, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
