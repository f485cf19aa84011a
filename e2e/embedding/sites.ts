/**
 * The city and a partner's page on really different sites: own names over HTTPS, in one process that passes on what comes for
 * the city. The partner is the example, with its own sign-in, its own policy, and its key at the city's desk.
 */
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { createServer } from 'node:https'
import { generate } from 'selfsigned'
import { partnerServer } from '../../examples/partner-server/app.ts'
import { demoKey } from '../../examples/partner-server/demo-key.ts'
import { admitIntegration } from '../../packages/server/src/integrations/index.ts'
import { demoKeyring, openDatabase } from '../../packages/server/src/kernel/index.ts'
import { freePort } from '../../tools/pg.ts'
import { pass } from '../host/sites.ts'
import { city } from '../support/cast.ts'
import { startServer, type RunningServer } from '../support/server.ts'

export interface EmbedSites {
  readonly portal: string
  /** The partner's. */
  readonly shop: string
  /** Somebody else's, which puts the partner's elements into its own page. */
  readonly evil: string
  readonly server: RunningServer
  /** Requests of the partner's page for a secret. */
  secrets(): number
  /** Cookies that a browser sent to the city although another site asked. */
  strayCookies(): string[]
  stop(): Promise<void>
}

/** Beside the demo's own, whose pages are on a developer's machine. */
const PUBLIC_ID = 'civic_journeys-neighbourly'
/** Of whom the partner says what the form begins with. */
export const BEGUN = {
  subject: 'owner-0502',
  name: '5 幢 02 室业主',
  begin: { text: '三楼楼道灯不亮', address: '5 幢 3 楼楼道' },
}
export const LEAVING = { subject: 'owner-0604', name: '6 幢 04 室业主' }
const PEOPLE = [{ subject: 'owner-0301', name: '3 幢 01 室业主' }, BEGUN, LEAVING]

/** As an administrator registers it. */
async function register(databaseUrl: string, origin: string): Promise<void> {
  const db = await openDatabase({ url: databaseUrl, keys: demoKeyring() })
  const { pem, kid } = demoKey()
  const key = createPublicKey(createPrivateKey(pem)).export({ format: 'jwk' })
  const now = Date.now()
  const both = { 'zh-CN': '邻里通', en: 'Neighbourly' }
  await db.work((tx) =>
    admitIntegration(
      tx,
      {
        publicId: PUBLIC_ID,
        name: both,
        operator: '邻里通',
        purpose: both,
        areaPath: city.tree.pathOf(city.tree.root.code),
        origins: [origin],
        redirects: [],
        jwk: { ...key, kid, use: 'sig' },
        scopes: ['embed'],
        until: now + 86_400_000,
      },
      now,
    ),
  )
  await db.close()
}

export async function startSites(): Promise<EmbedSites> {
  const port = await freePort()
  const at = (name: string) => `https://${name}.test:${port}`
  const [portal, shop, evil] = [at('12345.portal'), at('app.neighbourly'), at('page.evil')]
  const server = await startServer({ PUBLIC_URL: portal, TRUSTED_PROXIES: '127.0.0.1' })
  await register(server.databaseUrl, shop)
  const partner = partnerServer({
    service: portal,
    origin: shop,
    integration: PUBLIC_ID,
    key: demoKey(),
    people: PEOPLE,
    // Names under `.test` are the browser's alone.
    fetch: (url, init) => fetch(url.replace(portal, server.url), init),
  })
  let secrets = 0
  const stray: string[] = []
  const certificate = await generate([{ name: 'commonName', value: 'portal.test' }], { keySize: 2048 })
  const front = createServer({ key: certificate.private, cert: certificate.cert }, (incoming, outgoing) => {
    const { host = '', cookie } = incoming.headers
    if (host.startsWith('12345.portal.test')) {
      if (incoming.headers['sec-fetch-site'] === 'cross-site' && cookie !== undefined) stray.push(cookie)
      return pass(incoming, outgoing, server.url)
    }
    if (`https://${host}` === shop) {
      if (incoming.url === '/civic/secret') secrets++
      return partner(incoming, outgoing)
    }
    outgoing.setHeader('content-type', 'text/html')
    outgoing.end(
      `<!doctype html><title>evil</title><script src="${portal}/embed/v1/loader.js"></script><civic-appeal integration="${PUBLIC_ID}" secret-url="/secret"></civic-appeal>`,
    )
  })
  await new Promise<void>((resolve) => front.listen(port, '127.0.0.1', resolve))
  return {
    portal,
    shop,
    evil,
    server,
    secrets: () => secrets,
    strayCookies: () => stray,
    async stop() {
      front.closeAllConnections()
      await new Promise((resolve) => front.close(resolve))
      await server.stop()
    },
  }
}
