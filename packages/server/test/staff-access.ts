import { REALM_HEADER, type StaffActor } from '@civicgrid/contracts'
import { addressList } from '../src/http/address.ts'
import { createApp, errorReporter } from '../src/http/app.ts'
import { cityIdentityRoute } from '../src/http/city-identity.route.ts'
import { createLog } from '../src/http/log.ts'
import { createMetrics } from '../src/http/metrics.ts'
import { router } from '../src/http/procedures.ts'
import { NO_RATE_LIMITS } from '../src/http/rate-limits.ts'
import { listen } from '../src/http/server.ts'
import { trpcRoute } from '../src/http/trpc.route.ts'
import { createIdentity } from '../src/identity/identity.service.ts'
import { createSessions, type Sessions } from '../src/identity/sessions/sessions.ts'
import { createStaffAccessRouter } from '../src/identity/staff/access.router.ts'
import { createStaffAccess, type StaffAccess } from '../src/identity/staff/access.service.ts'
import type { OidcSettings } from '../src/identity/staff/city-identity.ts'
import { totpCode } from '../src/identity/staff/totp.ts'
import { createStaffRouter } from '../src/identity/staff/staff.router.ts'
import { createStaffAdministration } from '../src/identity/staff/staff.service.ts'
import { meProcedure } from './me.ts'
import { world, type World } from './appeals.ts'
import { call, newKey, type Answer } from './http.ts'

/** A browser as far as the way in goes: it keeps cookies, and says from which page it asks. */
export interface Browser {
  readonly cookies: Map<string, string>
  post<T = Record<string, unknown>>(path: string, input?: unknown, headers?: Record<string, string>): Promise<Answer<T>>
  get<T = Record<string, unknown>>(path: string, input?: unknown): Promise<Answer<T>>
}

export interface AccessWorld extends World {
  /** Of the server; that of the database is `databaseUrl`. */
  url: string
  databaseUrl: string
  sessions: Sessions
  access: StaffAccess
  /** What the log has written so far. */
  logged: string[]
  admin: StaffActor
  browser(): Browser
  /** Somebody new with a role, their public reference and the version they stand at. */
  member(name: string, areaPath?: string): Promise<{ id: number; ref: string; version: number }>
  /** An invitation for them. @returns its token */
  invite(ref: string, loginName: string): Promise<string>
  /** Whose password and authenticator are set up. */
  ready(name: string, loginName: string): Promise<Ready>
  stop(): Promise<void>
}
export interface Ready {
  id: number
  ref: string
  loginName: string
  password: string
  recoveryCodes: string[]
  /** What their authenticator shows; each call of one half minute the same. @param offMs how far their clock is off */
  code(offMs?: number): string
}

export const PASSWORD = '梧桐树下的第三盏灯亮了'

export async function accessWorld({ oidc = null }: { oidc?: OidcSettings | null } = {}): Promise<AccessWorld> {
  const w = await world()
  const { kernel } = w
  const sessions = createSessions(kernel)
  const staff = createStaffAdministration({ kernel, city: w.city })
  const service = { 'zh-CN': '小城12345', en: 'Tiny 12345' }
  const access = createStaffAccess({ kernel, sessions, staff, service, oidc })
  const identity = createIdentity({ kernel, sessions, personaText: () => undefined })
  const logged: string[] = []
  const log = createLog({ level: 'debug', destination: { write: (line: string) => void logged.push(line) } })
  const metrics = createMetrics()
  const origins: string[] = []
  const caller = { sessions, https: false, origins }
  const routers = router({
    identity: meProcedure(identity),
    staff: createStaffRouter(staff),
    staffAccess: createStaffAccessRouter(access, { sessions, identity }),
  })
  const app = createApp({
    log,
    metrics,
    proxies: addressList([]),
    routes: [
      trpcRoute({
        ...caller,
        router: routers,
        rateLimits: NO_RATE_LIMITS,
        clock: kernel.clock,
        onError: errorReporter(log, metrics),
      }),
      cityIdentityRoute({ ...caller, access, rateLimits: NO_RATE_LIMITS, clock: kernel.clock }),
    ],
  })
  const server = await listen(app, { port: 0, host: '127.0.0.1' })
  const url = `http://localhost:${server.port}`
  const admin = await w.staff('administrator')
  const adminSession = () => sessions.open('staff', admin.id, { via: 'password', strong: true })

  function browser(): Browser {
    const cookies = new Map<string, string>()
    const ask = async <T>(path: string, input: unknown, method: 'GET' | 'POST', own: Record<string, string> = {}) => {
      const headers = {
        [REALM_HEADER]: 'staff',
        origin: url,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'idempotency-key': newKey(),
        'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/120 Edg/120',
        ...own,
      }
      const answer = await call<T>(url, path, input, { method, headers })
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ''] = line.split(';')
        const at = pair.indexOf('=')
        if (line.includes('Max-Age=0')) cookies.delete(pair.slice(0, at))
        else cookies.set(pair.slice(0, at), pair.slice(at + 1))
      }
      return answer
    }
    return {
      cookies,
      post: (path, input, headers) => ask(path, input, 'POST', headers),
      get: (path, input) => ask(path, input, 'GET'),
    }
  }
  const asAdmin = async <T>(path: string, input: unknown) => {
    const { token } = await adminSession()
    return call<T>(url, path, input, { token, headers: { 'idempotency-key': newKey() } })
  }
  async function member(name: string, areaPath = '/tiny/east') {
    const { data } = await asAdmin<{ ref: string; version: number }>('staff.add', { name, areaPath })
    const row = await w.db.read.get<{ id: number }>('SELECT max("id") AS "id" FROM "Staff"')
    return { ...data, id: row?.id ?? 0 }
  }
  async function invite(ref: string, loginName: string) {
    const { token } = await adminSession()
    const { data } = await call<{ version: number }>(url, 'staff.get', { ref }, { token, method: 'GET' })
    const answer = await asAdmin<{ token: string }>('staffAccess.invite', {
      ref,
      expectedVersion: data.version,
      loginName,
    })
    return answer.data.token
  }

  return {
    ...w,
    databaseUrl: w.url,
    url,
    sessions,
    access,
    logged,
    admin,
    browser,
    member,
    invite,
    async ready(name, loginName) {
      const { id, ref } = await member(name)
      const token = await invite(ref, loginName)
      const page = browser()
      const opened = await page.post<{ totp: { secret: string } }>('staffAccess.openInvitation', { token })
      const { secret } = opened.data.totp
      const code = (offMs = 0) => totpCode(secret, kernel.clock.now() + offMs)
      const accepted = await page.post<{ recoveryCodes: string[] }>('staffAccess.acceptInvitation', {
        token,
        password: PASSWORD,
        code: code(),
      })
      if (accepted.status !== 200) throw new Error(`${name} is not set up: ${JSON.stringify(accepted.error)}`)
      const { data } = accepted
      // The next code is another one: none is taken twice.
      kernel.clock.advance(30_000)
      return { id, ref, loginName, password: PASSWORD, recoveryCodes: data.recoveryCodes, code }
    },
    async stop() {
      await server.stop()
      await w.close()
    },
  }
}
