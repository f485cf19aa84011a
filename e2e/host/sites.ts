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

/** An app at a site of its own. */
export interface AppSite {
  readonly url: string
  /** Its code in the city's file. */
  readonly code: string
  /** What residents call it. */
  readonly name: string
  /** Area path of its people. */
  readonly jurisdiction: string
  /** How often it asked for a ticket in its page's name. */
  tickets(): number
}

export interface Sites {
  readonly portal: string
  /** The city's own app, and one of a part of it. */
  readonly app: AppSite
  readonly other: AppSite
  /** Somebody else's site, which is registered nowhere. */
  readonly evil: string
  readonly server: RunningServer
  readonly people: readonly Person[]
  /** Cookies that a browser sent to the portal although another site asked. */
  strayCookies(): string[]
  stop(): Promise<void>
}

const AUDIENCE = 'https://12345.portal.test/api/host/tickets'
const NAMES = ['app.superapp', 'app.district']

/** Passes a request on as a city's proxy does. */
export function pass(incoming: IncomingMessage, outgoing: ServerResponse, target: string): void {
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

/** The apps of the city's folder, at the addresses of this run. */
const registered = (portal: string, at: (name: string) => string) =>
  NAMES.map((name, i) => {
    const host = city.city.hosts[i]
    if (!host) throw new Error('the city has one app alone')
    const url = at(name)
    const { demo: _, ...rest } = host
    return { ...rest, audience: AUDIENCE, start: `${url}/civic`, callbacks: [portal], frames: [url] }
  })

export async function startSites(): Promise<Sites> {
  const port = await freePort()
  const at = (name: string) => `https://${name}.test:${port}`
  const [portal, evil] = [at('12345.portal'), at('page.evil')]
  const folder = await mkdtemp(join(tmpdir(), 'civicgrid-sites-'))
  const hosts = registered(portal, at)
  const hostsFile = join(folder, 'hosts.json')
  await writeFile(hostsFile, JSON.stringify(hosts))
  const server = await startServer({ PUBLIC_URL: portal, TRUSTED_PROXIES: '127.0.0.1', HOSTS_FILE: hostsFile })
  const people = city.city.residents.map(({ code, name, phone }) => ({ subject: code, name: name['zh-CN'], phone }))
  const bridge = readFileSync(await buildScript(folder, 'bridge'), 'utf8')

  const apps = hosts.map(({ code, name, start, jurisdictions: [jurisdiction = ''] }) => {
    const { origin } = new URL(start)
    const app = { url: origin, code, name: name['zh-CN'], jurisdiction }
    const shell = hostApp({
      name: app.name,
      origin,
      portal,
      service: server.url,
      hostApp: code,
      audience: AUDIENCE,
      key: demoKey(code),
      people,
      jurisdiction,
      bridge,
    })
    let tickets = 0
    const count = (url: string | undefined) => void (url === '/api/ticket' && tickets++)
    return { ...app, shell, count, tickets: () => tickets }
  })
  const [app, other] = apps
  if (!app || !other) throw new Error('there are two')

  const stray: string[] = []
  const certificate = await generate([{ name: 'commonName', value: 'portal.test' }], { keySize: 2048 })
  const front: Server = createServer({ key: certificate.private, cert: certificate.cert }, (incoming, outgoing) => {
    const { host = '', cookie } = incoming.headers
    if (host.startsWith('12345.portal.test')) {
      if (incoming.headers['sec-fetch-site'] === 'cross-site' && incoming.headers['sec-fetch-dest'] !== 'document')
        stray.push(...(cookie === undefined ? [] : [cookie]))
      return pass(incoming, outgoing, server.url)
    }
    const asked = apps.find(({ url }) => url === `https://${host}`)
    if (asked) {
      asked.count(incoming.url)
      return asked.shell(incoming, outgoing)
    }
    outgoing.setHeader('content-type', 'text/html')
    outgoing.end(`<!doctype html><title>evil</title><iframe src="${portal}/mine" width="400" height="600"></iframe>`)
  })
  await new Promise<void>((resolve) => front.listen(port, '127.0.0.1', resolve))

  return {
    portal,
    app,
    other,
    evil,
    server,
    people,
    strayCookies: () => stray,
    async stop() {
      front.closeAllConnections()
      await new Promise((resolve) => front.close(resolve))
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
