import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SignJWT, UnsecuredJWT, generateKeyPair, type JWTPayload } from 'jose'

/** What a provider says that was taken over, or that somebody else has made. */
export interface Forged {
  /** Over the claims that would be right. */
  claims?: JWTPayload
  /** Unsigned. */
  none?: boolean
  /** Nothing at all is said of who it is. */
  silent?: boolean
}

/** An OpenID provider as far as one sign-in goes, whose word about who somebody is can be made wrong. */
export async function forgingProvider(clientId: string) {
  const state: { forged: Forged } = { forged: {} }
  const { privateKey } = await generateKeyPair('RS256')
  let nonce = ''
  let issuer = ''

  async function idToken({ claims, none }: Forged): Promise<string> {
    const now = Math.floor(Date.now() / 1000)
    const right = { iss: issuer, aud: clientId, sub: 'officer-1', nonce, iat: now, exp: now + 60, ...claims }
    if (none) return new UnsecuredJWT(right).encode()
    return new SignJWT(right).setProtectedHeader({ alg: 'RS256', kid: 'a' }).sign(privateKey)
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    const json = (body: object) => void response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
    if (url.pathname === '/authorize') {
      nonce = url.searchParams.get('nonce') ?? ''
      const back = new URL(url.searchParams.get('redirect_uri') ?? '')
      back.search = new URLSearchParams({ code: 'c', state: url.searchParams.get('state') ?? '' }).toString()
      return void response.writeHead(303, { location: back.href }).end()
    }
    if (url.pathname === '/token')
      return void idToken(state.forged).then((token) =>
        json({ access_token: 'a', token_type: 'Bearer', ...(state.forged.silent ? {} : { id_token: token }) }),
      )
    json({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  return { issuer, state, stop: () => new Promise<void>((resolve) => void server.close(() => resolve())) }
}
