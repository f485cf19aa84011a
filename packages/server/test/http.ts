import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CLIENT_HEADER,
  type CityText,
  type ErrorBody,
  type HostApps,
  type Realm,
  type ResidentActor,
} from '@civicgrid/contracts'
import { createDiskStorage } from '../src/files/disk-storage.ts'
import { createFiles, type Files } from '../src/files/files.service.ts'
import { createLine } from '../src/files/line.ts'
import { createPhotoMaker } from '../src/files/photo-maker.ts'
import { createUrlSigner } from '../src/files/signed-url.ts'
import type { FileStorage } from '../src/files/storage.ts'
import { addressList } from '../src/http/address.ts'
import { createApp, errorReporter } from '../src/http/app.ts'
import { fileRoute, uploadRoute } from '../src/http/files.route.ts'
import { healthRoute, type Readiness } from '../src/http/health.route.ts'
import { createLog } from '../src/http/log.ts'
import { createMetrics } from '../src/http/metrics.ts'
import { router } from '../src/http/procedures.ts'
import { createRateLimits, RATE_LIMITS, type RateLimits } from '../src/http/rate-limits.ts'
import { listen } from '../src/http/server.ts'
import { testClockRoute } from '../src/http/test-clock.route.ts'
import { trpcRoute } from '../src/http/trpc.route.ts'
import { hostTicketsRoute } from '../src/http/host-tickets.route.ts'
import { createHosts, type Hosts } from '../src/identity/hosts/hosts.service.ts'
import { createHostRegistry } from '../src/identity/hosts/registry.ts'
import { createIdentityRouter } from '../src/identity/identity.router.ts'
import { createIdentity } from '../src/identity/identity.service.ts'
import { createPhones, type Phones } from '../src/identity/phones/phones.service.ts'
import type { Sms } from '../src/identity/phones/sms.ts'
import { createWays } from '../src/identity/ways/ways.service.ts'
import { createWeChatSignIn } from '../src/identity/wechat/wechat.service.ts'
import type { WeChat } from '../src/identity/wechat/wechat.ts'
import { createPlacesRouter } from '../src/identity/places.router.ts'
import { createPlaces } from '../src/identity/places.service.ts'
import { registerResident, registerStaff } from '../src/identity/register.ts'
import { createDevices } from '../src/identity/sessions/devices.ts'
import { createSessions, type Sessions } from '../src/identity/sessions/sessions.ts'
import { testKernel, START, type TestKernel } from './harness.ts'

export interface TestServer extends TestKernel {
  url: string
  /** Every line of the log so far. */
  logged: string[]
  sessions: Sessions
  files: Files
  hosts: Hosts
  phones: Phones
  folder: string
  stop(): Promise<void>
}

export interface TestServerOptions {
  demo?: boolean
  https?: boolean
  proxies?: string[]
  rateLimits?: RateLimits
  ready?: () => Promise<Readiness>
  metricsToken?: string
  hosts?: HostApps
  /** Who delivers codes; nobody by default. `shows`: the page is told the code. */
  sms?: { sms: Sms; shows?: boolean; perDay?: number }
  wechat?: { wechat: WeChat; opens?: boolean }
  storage?: (disk: FileStorage) => FileStorage
}

const texts: Record<string, CityText> = {
  li: { 'zh-CN': '李秀英', en: 'Li Xiuying' },
  wang: { 'zh-CN': '王建国', en: 'Wang Jianguo' },
}

/** Identity, files and the HTTP around them, listening on a free port, with two residents and two staff in the database. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const database = await testKernel()
  const { kernel } = database
  const folder = mkdtempSync(join(tmpdir(), 'civic-http-'))
  await kernel.db.work(async (tx) => {
    await registerResident(tx, {
      jurisdiction: '/haitang',
      name: '李秀英',
      phone: '13800005678',
      persona: 'li',
      now: START,
    })
    await registerResident(tx, { jurisdiction: '/haitang', name: '陈小明', phone: null, persona: 'chen', now: START })
    await registerStaff(tx, {
      name: '王建国',
      persona: 'wang',
      roles: [{ role: 'operator', areaPath: '/haitang', bodyCode: null, from: START - 1000, until: null }],
    })
    await registerStaff(tx, {
      name: '赵敏',
      persona: 'zhao',
      roles: [
        {
          role: 'handler',
          areaPath: '/haitang/east',
          bodyCode: 'housing',
          from: START - 1000,
          until: START + 3_600_000,
        },
        { role: 'reviewer', areaPath: '/haitang', bodyCode: null, from: START - 1000, until: null },
      ],
    })
  })

  const logged: string[] = []
  const log = createLog({ level: 'info', destination: { write: (line: string) => void logged.push(line) } })
  const metrics = createMetrics()
  const sessions = createSessions(kernel)
  const identity = createIdentity({
    kernel,
    sessions,
    personaText: (code) => texts[code] && { name: texts[code], about: texts[code] },
  })
  const hosts = createHosts({
    kernel,
    registry: createHostRegistry(options.hosts ?? []),
    isArea: (path) => ['/haitang', '/haitang/east', '/haitang/west'].includes(path),
    sessions,
    me: (actor) => identity.me(actor),
  })
  const comingIn = {
    kernel,
    sessions,
    me: (actor: ResidentActor) => identity.me(actor),
    jurisdiction: '/haitang',
    onRefused: (why: string) => log.error({ why }, 'a way in does not work'),
    onProved: () => Promise.resolve(),
  }
  const phones = createPhones({ ...comingIn, sms: null, shows: false, perDay: 1000, ...options.sms })
  const wechat = createWeChatSignIn({ ...comingIn, phones, wechat: null, opens: false, ...options.wechat })
  const ways = createWays({ kernel, offered: { phone: phones.offered, wechat: wechat.offered } })
  const disk = createDiskStorage(folder)
  const maker = createPhotoMaker(createLine({ running: 1, waiting: 50, retryAfterMs: 1000 }))
  const files = createFiles({
    kernel,
    storage: options.storage?.(disk) ?? disk,
    signer: createUrlSigner(kernel.db.keys.derive('file addresses')),
    maker,
    utcOffsetMinutes: 480,
  })
  const rateLimits = options.rateLimits ?? createRateLimits(RATE_LIMITS)
  const caller = { sessions, https: options.https ?? false, origins: ['https://12345.example.cn'] }
  const app = createApp({
    log,
    metrics,
    proxies: addressList(options.proxies ?? []),
    routes: [
      trpcRoute({
        ...caller,
        router: router({
          identity: createIdentityRouter(identity, {
            demo: options.demo ?? true,
            devices: createDevices(kernel),
            hosts,
            phones,
            sessions,
            ways,
            wechat,
          }),
          places: createPlacesRouter(createPlaces(kernel)),
        }),
        rateLimits,
        clock: kernel.clock,
        onError: errorReporter(log, metrics),
      }),
      uploadRoute({ ...caller, files, rateLimits, spoolFolder: join(folder, 'unfinished') }),
      fileRoute({ files, rateLimits }),
      hostTicketsRoute({ hosts, rateLimits }),
      healthRoute({
        ready: options.ready ?? (() => Promise.resolve({ database: true })),
        metrics,
        metricsToken: options.metricsToken ?? null,
      }),
      testClockRoute(kernel.clock),
    ],
  })
  const server = await listen(app, { port: 0, host: '127.0.0.1' })
  return {
    ...database,
    url: `http://127.0.0.1:${server.port}`,
    logged,
    sessions,
    files,
    hosts,
    phones,
    folder,
    async stop() {
      await server.stop()
      maker.stop()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export interface Answer<T> {
  status: number
  headers: Headers
  data: T
  error: ErrorBody['error']['data']['civic']
}

let keys = 0
export const newKey = (): string => `test-key-${String(++keys).padStart(12, '0')}`

/** One procedure as a client without cookies calls it. */
export async function call<T = Record<string, unknown>>(
  url: string,
  path: string,
  input: unknown,
  {
    token,
    method = 'POST',
    headers = {},
  }: { token?: string; method?: 'GET' | 'POST'; headers?: Record<string, string> } = {},
): Promise<Answer<T>> {
  const query = method === 'GET' && input !== undefined ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ''
  const response = await fetch(`${url}/trpc/${path}${query}`, {
    method,
    headers: {
      [CLIENT_HEADER]: 'test/0.1.0',
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    ...(method === 'POST' && input !== undefined ? { body: JSON.stringify(input) } : {}),
  })
  const body = JSON.parse(await response.text())
  return { status: response.status, headers: response.headers, data: body.result?.data, error: body.error?.data?.civic }
}

/** Comes in by the demo door; `cookie` is what a browser would send back. */
export async function signIn(url: string, persona: string): Promise<{ token: string; realm: Realm; cookie: string }> {
  const { data, headers } = await call<{ token: string; realm: Realm }>(url, 'identity.demoSignIn', { persona })
  return { ...data, cookie: (headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
}
