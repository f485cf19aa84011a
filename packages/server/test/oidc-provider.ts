import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

/** A stand-in for a city's own identity: an OpenID provider at which whoever comes is `subject`. */
export async function standIn(redirectUri: () => string) {
  const state = { subject: 'officer-1', authTime: null as number | null }
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
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
