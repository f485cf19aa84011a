import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import { Provider, type Adapter, type AdapterPayload } from 'oidc-provider'

const HOUR = 3600
/** Everything is said that the library would otherwise warn of. */
const LIVES = { AccessToken: HOUR, AuthorizationCode: 60, Grant: HOUR, IdToken: HOUR, Interaction: HOUR, Session: HOUR }

/** What the provider keeps: as much of it as one run needs. */
function memory(): (model: string) => Adapter {
  const kept = new Map<string, AdapterPayload>()
  return (model) => {
    const at = (id: string) => `${model} ${id}`
    const found = (is: (payload: AdapterPayload) => boolean) => Promise.resolve([...kept.values()].find(is))
    return {
      upsert: async (id, payload) => void kept.set(at(id), payload),
      find: (id) => Promise.resolve(kept.get(at(id))),
      findByUserCode: (userCode) => found((payload) => payload.userCode === userCode),
      findByUid: (uid) => found((payload) => payload.uid === uid),
      consume: async (id) => void Object.assign(kept.get(at(id)) ?? {}, { consumed: Math.floor(Date.now() / 1000) }),
      destroy: async (id) => void kept.delete(at(id)),
      async revokeByGrantId(grantId) {
        for (const [name, payload] of kept) if (payload.grantId === grantId) kept.delete(name)
      },
    }
  }
}

/** A stand-in for a city's own identity: an OpenID provider at which whoever comes is `subject`. */
export async function standIn(redirectUri: () => string) {
  const state = { subject: 'officer-1', authTime: null as number | null }
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const provider = new Provider(issuer, {
    adapter: memory(),
    ttl: LIVES,
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'of-the-stand-in' }] },
    clients: [
      {
        client_id: 'civicgrid',
        client_secret: 'a secret of the city',
        redirect_uris: [redirectUri()],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    cookies: { keys: ['of the stand-in'] },
  })
  const serve = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void serve(request, response)
    void (async () => {
      const { prompt, params, session } = await provider.interactionDetails(request, response)
      const grant = new provider.Grant({
        accountId: session?.accountId ?? state.subject,
        clientId: String(params['client_id']),
      })
      grant.addOIDCScope('openid')
      const login = { accountId: state.subject, ...(state.authTime === null ? {} : { ts: state.authTime }) }
      const result = prompt.name === 'login' ? { login } : { consent: { grantId: await grant.save() } }
      await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true })
    })()
  })
  return { issuer, state, stop: () => new Promise<void>((resolve) => void server.close(() => resolve())) }
}
