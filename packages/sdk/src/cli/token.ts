import { CLIENT_ASSERTION_TYPE } from '@civicgrid/contracts/constants'
import { base64url, signer, type HostKey } from '../host/key.ts'
import type { Fetch } from '../transport/http.ts'

/** A partner's system, as it proves itself to the city. */
export interface PartnerIdentity {
  baseUrl: string
  /** `civic_…`. */
  clientId: string
  key: HostKey
}

const LIFE_S = 50

/** A token in the integration's own name, by private_key_jwt. @throws Error with what the service says against it */
export async function partnerToken({ baseUrl, clientId, key }: PartnerIdentity, ask: Fetch): Promise<string> {
  const issuer = `${baseUrl}/oidc`
  const iat = Math.floor(Date.now() / 1000)
  const jti = base64url(crypto.getRandomValues(new Uint8Array(24)))
  const parts = [
    { alg: key.alg, kid: key.kid },
    { iss: clientId, sub: clientId, aud: issuer, iat, exp: iat + LIFE_S, jti },
  ].map((part) => base64url(new TextEncoder().encode(JSON.stringify(part))))
  const text = parts.join('.')
  const answer = await ask(`${issuer}/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: 'webhooks',
      client_id: clientId,
      client_assertion_type: CLIENT_ASSERTION_TYPE,
      client_assertion: `${text}.${await signer(key)(text)}`,
    }).toString(),
  })
  const said = JSON.parse((await answer.text()) || '{}') as Partial<Record<string, string>>
  if (said['access_token']) return said['access_token']
  throw new Error(`no token: ${said['error'] ?? answer.status} ${said['error_description'] ?? ''}`.trim())
}
