import { randomUUID } from 'node:crypto'
import * as oauth from 'oauth4webapi'
import { newKey } from './http.ts'
import { createIntegrationForTest, type IntegrationTwist, type TestIntegration } from './integrations.ts'
import { startService, type TestService } from './service.ts'

// A partner's server that knows OAuth by panva's oauth4webapi, and nothing of ours.

/** Plain http is for a machine's own tests. */
export const insecure = { [oauth.allowInsecureRequests]: true }

/** A browser as far as redirects and cookies go. */
export interface Browser {
  readonly cookies: Map<string, string>
  get(url: string): Promise<{ status: number; location: string; text: string }>
}

export function browser(): Browser {
  const cookies = new Map<string, string>()
  return {
    cookies,
    async get(url) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (value === '') cookies.delete(name)
        else cookies.set(name, value)
      }
      return {
        status: response.status,
        location: response.headers.get('location') ?? '',
        text: await response.text(),
      }
    },
  }
}

export interface Partner {
  readonly integration: TestIntegration
  readonly as: oauth.AuthorizationServer
  readonly client: oauth.Client
  readonly auth: oauth.ClientAuth
  readonly redirectUri: string
}

export interface OidcWorld extends TestService {
  partner(twist?: IntegrationTwist): Promise<Partner>
  /** Pushes a request, as the partner's server. @returns where it sends the browser, and what proves it */
  push(partner: Partner, params?: Record<string, string>): Promise<{ url: string; verifier: string; state: string }>
  /** One procedure as the portal calls it, in that browser. */
  portal<T>(browser: Browser, token: string, path: string, input?: unknown, query?: boolean): Promise<Asked<T>>
  /** Everything between the partner's request and its code, by a resident who agrees or refuses. */
  authorize(
    partner: Partner,
    token: string,
    options?: { params?: Record<string, string>; answer?: 'agree' | 'refuse' },
  ): Promise<{ callback: URL; verifier: string; state: string }>
  /** The whole way. */
  tokens(
    partner: Partner,
    token: string,
    params?: Record<string, string>,
    dpop?: oauth.DPoPHandle,
  ): Promise<oauth.TokenEndpointResponse>
  /** A procedure as an integration calls it. */
  api<T>(access: string, path: string, input?: unknown, options?: ApiOptions): Promise<Asked<T>>
}
export interface ApiOptions {
  query?: boolean
  headers?: Record<string, string>
}
export interface Asked<T> {
  readonly status: number
  readonly retryAfter: string | null
  readonly data: T
  readonly error: { code: string; fields: Record<string, string> | null } | undefined
}

export async function oidcWorld(env: Record<string, string> = {}): Promise<OidcWorld> {
  const service = await startService(env)
  const { url, kernel } = service

  async function call<T>(path: string, input: unknown, query: boolean, headers: Record<string, string>) {
    const search = query && input !== undefined ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ''
    const response = await fetch(`${url}/trpc/${path}${search}`, {
      method: query ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        'x-civic-client': 'test/0.1.0',
        'idempotency-key': newKey(),
        ...headers,
      },
      ...(query ? {} : { body: JSON.stringify(input) }),
    })
    const body = JSON.parse(await response.text())
    const answer: Asked<T> = {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      data: body.result?.data,
      error: body.error?.data?.civic,
    }
    return answer
  }

  const world: OidcWorld = {
    ...service,
    async partner(twist = {}) {
      const integration = await createIntegrationForTest(kernel, twist)
      const issuer = new URL(`${url}/oidc`)
      const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure))
      return {
        integration,
        as,
        client: { client_id: integration.publicId, id_token_signed_response_alg: 'ES256' },
        auth: oauth.PrivateKeyJwt({ key: integration.privateKey, kid: integration.kid }),
        redirectUri: integration.redirectUris[0] ?? '',
      }
    },

    async push({ as, client, auth, redirectUri }, params = {}) {
      const verifier = oauth.generateRandomCodeVerifier()
      const state = randomUUID()
      const asked = new URLSearchParams({
        response_type: 'code',
        redirect_uri: redirectUri,
        scope: 'openid appeals.submit appeals.track',
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        ...params,
      })
      const response = await oauth.pushedAuthorizationRequest(as, client, auth, asked, insecure)
      const { request_uri } = await oauth.processPushedAuthorizationResponse(as, client, response)
      const go = new URLSearchParams({ client_id: client.client_id, request_uri })
      return { url: `${as.authorization_endpoint}?${go.toString()}`, verifier, state }
    },

    portal: (at, token, path, input, query = false) =>
      call(path, input, query, {
        authorization: `Bearer ${token}`,
        cookie: [...at.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      }),

    async authorize(partner, token, { params, answer = 'agree' } = {}) {
      const at = browser()
      const { url: start, verifier, state } = await world.push(partner, params)
      const asking = await at.get(start)
      const uid = /^\/consent\/([\w-]+)$/.exec(asking.location)?.[1]
      if (!uid) throw new Error(`not sent to the page of consent: ${asking.status} ${asking.location} ${asking.text}`)
      const { data, error } = await world.portal<{ next: string }>(at, token, `consents.${answer}`, { uid })
      if (error) throw new Error(error.code)
      const back = await at.get(url + data.next)
      if (!back.location) throw new Error(`not sent back: ${back.status} ${back.text}`)
      return { callback: new URL(back.location), verifier, state }
    },

    async tokens(partner, token, params, dpop) {
      const { as, client, auth, redirectUri } = partner
      const { callback, verifier, state } = await world.authorize(partner, token, params ? { params } : {})
      const parameters = oauth.validateAuthResponse(as, client, callback, state)
      const options = dpop ? { ...insecure, DPoP: dpop } : insecure
      const exchange = () =>
        oauth.authorizationCodeGrantRequest(as, client, auth, parameters, redirectUri, verifier, options)
      return oauth.processAuthorizationCodeResponse(as, client, await exchange())
    },

    api: (access, path, input, { query = false, headers = {} } = {}) =>
      call(path, input, query, { authorization: `Bearer ${access}`, ...headers }),
  }
  return world
}

/** The error, in the protocol's word, by which something was refused. */
export const refusal = async (asked: Promise<unknown>): Promise<string> => {
  try {
    await asked
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError) return error.error
    throw error
  }
  throw new Error('it was not refused')
}
