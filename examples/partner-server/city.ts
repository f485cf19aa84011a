import { createPrivateKey } from 'node:crypto'
import * as client from 'openid-client'
import type { Prefill } from './people.ts'

/** What the desk gave the partner, and the key that the partner made itself. */
export interface CityAccess {
  /** The city's service, such as `https://12345.example.cn`. */
  readonly service: string
  /** `civic_…`. */
  readonly integration: string
  /** PKCS#8 in PEM; its public half stands at the desk. */
  readonly key: { readonly pem: string; readonly kid: string }
  /** Another way to the service than the usual one. */
  readonly fetch?: (url: string, init?: RequestInit) => Promise<Response>
}

/** Who sits at our page. */
export interface ForWhom {
  /** What we call them, always the same. */
  readonly subject: string
  /** Of our page. */
  readonly origin: string
  /** As the city's page in our frame said it. */
  readonly proof: string
  /** What we call that which they are about to send. */
  readonly externalId?: string
  /** What the form begins with. */
  readonly prefill?: Prefill
}

/** A token is asked for anew this long before it ends. */
const EARLY_MS = 30_000

/** The city's service, as our server speaks with it: a token by our key, and with that a secret for each page. */
export function cityClient({ service, integration, key, fetch: send = fetch }: CityAccess): {
  secretFor(whom: ForWhom): Promise<string>
} {
  let config: Promise<client.Configuration> | undefined
  let token: { text: string; until: number } | undefined

  async function discover(): Promise<client.Configuration> {
    const der = createPrivateKey(key.pem).export({ format: 'der', type: 'pkcs8' })
    const signing = await crypto.subtle.importKey('pkcs8', new Uint8Array(der), { name: 'Ed25519' }, false, ['sign'])
    const auth = client.PrivateKeyJwt({ key: signing, kid: key.kid })
    // Plain http is for one's own machine.
    const execute = service.startsWith('http:') ? [client.allowInsecureRequests] : []
    return client.discovery(new URL(`${service}/oidc`), integration, undefined, auth, {
      execute,
      [client.customFetch]: (url, init) => send(url, init as RequestInit),
    })
  }
  async function access(): Promise<string> {
    if (token && Date.now() < token.until) return token.text
    const answer = await client.clientCredentialsGrant(await (config ??= discover()), { scope: 'embed' })
    token = { text: answer.access_token, until: Date.now() + (answer.expires_in ?? 0) * 1000 - EARLY_MS }
    return token.text
  }

  return {
    async secretFor(whom) {
      const answer = await send(`${service}/api/v1/embed-secrets`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await access()}`, 'content-type': 'application/json' },
        body: JSON.stringify(whom),
      })
      if (!answer.ok) throw new Error(`the city gives no secret: ${answer.status} ${await answer.text()}`)
      return ((await answer.json()) as { secret: string }).secret
    },
  }
}
