import { hash, randomBytes } from 'node:crypto'
import { EMBED_SESSIONS_PATH } from '@civicgrid/contracts'
import * as oauth from 'oauth4webapi'
import { insecure, type Partner } from './oidc.ts'

/** Our page in a partner's frame, as far as a server sees it. */

/** What our page keeps, and what it shows of it. */
export function page() {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, proof: hash('sha256', verifier, 'base64url') }
}

export interface Opened {
  status: number
  token: string
  account: string
  expiresAt: string
  prefill: unknown
  error: { code: string; fields: Record<string, string> | null } | undefined
}

/** Shows a secret. @param input the partner, its page's origin, the secret and the verifier */
export async function openSession(url: string, input: Record<string, unknown>): Promise<Opened> {
  const response = await fetch(url + EMBED_SESSIONS_PATH, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  const body = JSON.parse(await response.text())
  return { status: response.status, ...body, error: body.error?.data?.civic }
}

/** Of the partner in its own name. */
export async function tokenOf({ as, client, auth }: Partner, scope = 'embed'): Promise<string> {
  const response = await oauth.clientCredentialsGrantRequest(as, client, auth, { scope }, insecure)
  return (await oauth.processClientCredentialsResponse(as, client, response)).access_token
}
