/**
 * The portal and an app on really different sites, as residents have them: own names over HTTPS, in one process that passes
 * on what comes for the portal. The browser finds all names that end in `.test` on this machine.
 */
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { hostApp } from '../../examples/host-app/app.ts'
import { demoKey } from '../../examples/host-app/demo-key.ts'
import type { Person } from '../../examples/host-app/people.ts'
import { buildScript } from '../../packages/sdk/build/build.ts'
import { freePort } from '../../tools/pg.ts'
import { city } from '../support/cast.ts'
import { startServer, type RunningServer } from '../support/server.ts'

/** For the browser; the certificate is nobody's. */
export const RESOLVER = '--host-resolver-rules=MAP *.test 127.0.0.1'

export interface Sites {
  readonly portal: string
  readonly app: string
  /** Somebody else's site, which is registered nowhere. */
  readonly evil: string
  /** What residents call the app. */
  readonly name: string
  readonly server: RunningServer
  readonly people: readonly Person[]
  /** How often the app asked for a ticket in its page's name. */
  tickets(): number
  /** Cookies that a browser sent to the portal although another site asked. */
  strayCookies(): string[]
  stop(): Promise<void>
}

const AUDIENCE = 'https://12345.portal.test/api/host/tickets'
const HOST = 'city-app'

/** Passes a request on as a city's proxy does. */
function pass(incoming: IncomingMessage, outgoing: ServerResponse, target: string): void {
  const { method, headers, url } = incoming
  const address = incoming.socket.remoteAddress ?? ''
  const passed = request(
    target + (url ?? '/'),
    { method, headers: { ...headers, 'x-forwarded-for': address } },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    },
  )
  passed.on('error', () => outgoing.destroy())
  incoming.pipe(passed)
}

export async function startSites(): Promise<Sites> {
  const port = await freePort()
  const at = (name: string) => `https://${name}.test:${port}`
  const [portal, app, evil] = [at('12345.portal'), at('app.superapp'), at('page.evil')]
  const folder = await mkdtemp(join(tmpdir(), 'civicgrid-sites-'))
  const root = `/${city.tree.root.code}`
  const key = demoKey(HOST)
  // The keys of the city's folder, at the addresses of this run.
  const [registered] = city.city.hosts
  const hosts = [
    {
      ...registered,
      audience: AUDIENCE,
      start: `${app}/civic`,
      callbacks: [portal],
      frames: [app],
      jurisdictions: [root],
      demo: undefined,
    },
  ]
  const hostsFile = join(folder, 'hosts.json')
  await writeFile(hostsFile, JSON.stringify(hosts))
  const server = await startServer({ PUBLIC_URL: portal, TRUSTED_PROXIES: '127.0.0.1', HOSTS_FILE: hostsFile })
  const people = city.city.residents.map(({ code, name, phone }) => ({ subject: code, name: name['zh-CN'], phone }))
  const name = registered?.name['zh-CN'] ?? HOST
  const shell = hostApp({
    name,
    origin: app,
    portal,
    service: server.url,
    hostApp: HOST,
    audience: AUDIENCE,
    key,
    people,
    jurisdiction: root,
    bridge: readFileSync(await buildScript(folder, 'bridge'), 'utf8'),
  })

  let tickets = 0
  const stray: string[] = []
  const certificate = await generate([{ name: 'commonName', value: 'portal.test' }], { keySize: 2048 })
  const front: Server = createServer({ key: certificate.private, cert: certificate.cert }, (incoming, outgoing) => {
    const { host = '', cookie } = incoming.headers
    if (host.startsWith('12345.portal.test')) {
      if (incoming.headers['sec-fetch-site'] === 'cross-site' && incoming.headers['sec-fetch-dest'] !== 'document')
        stray.push(...(cookie === undefined ? [] : [cookie]))
      return pass(incoming, outgoing, server.url)
    }
    if (host.startsWith('app.superapp.test')) {
      if (incoming.url === '/api/ticket') tickets++
      return shell(incoming, outgoing)
    }
    outgoing.setHeader('content-type', 'text/html')
    outgoing.end(`<!doctype html><title>evil</title><iframe src="${portal}/mine" width="400" height="600"></iframe>`)
  })
  await new Promise<void>((resolve) => front.listen(port, '127.0.0.1', resolve))

  return {
    portal,
    app,
    evil,
    name,
    server,
    people,
    tickets: () => tickets,
    strayCookies: () => stray,
    async stop() {
      front.closeAllConnections()
      await new Promise((resolve) => front.close(resolve))
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
