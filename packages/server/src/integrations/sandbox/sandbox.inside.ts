import { timingSafeEqual } from 'node:crypto'
import { CivicError, GRANT_DAYS_MAX, INTEGRATION_SCOPES, type CityText } from '@civicgrid/contracts'
import { exportJWK, generateKeyPair } from 'jose'
import { z } from 'zod'
import { withCappedBody } from '../../http/body.ts'
import type { Route } from '../../http/request.ts'
import { newToken, shiftableClock, systemClock, type Clock, type Kernel, type Tx } from '../../kernel/index.ts'
import { admitIntegration } from '../desk/integration-admit.ts'
import { changeGrant, changeIntegration } from '../desk/integration-desk.record.ts'
import { grantStateOf } from '../desk/integration-desk.store.ts'
import { keysFrom } from '../desk/integration-keys.ts'
import { byPublicId, grantsOf, loadIntegration } from '../integrations.store.ts'
import {
  keepCredentials,
  keepShift,
  readCredentials,
  readSettings,
  readShift,
  type SandboxCredentials,
  type SandboxSettings,
} from './sandbox.folder.ts'

/** What is in the process of a sandbox and in no other: its clock, and an integration that may do everything. */
export interface SandboxInside {
  readonly clock: Clock
  /** Stand before all others. */
  readonly routes: readonly Route[]
  /** Makes the sandbox's own integration, once; later starts follow the settings. */
  prepare(kernel: Kernel, areaPath: string): Promise<SandboxCredentials>
  /** When somebody last asked for something; epoch milliseconds. */
  usedAt(): number
}

const DAY = 86_400_000
const UNSET: SandboxSettings = {
  name: { 'zh-CN': '沙箱接入', en: 'Sandbox integration' },
  operator: '沙箱接入',
  redirects: [],
  origins: [],
}
const PURPOSE: CityText = { 'zh-CN': '在沙箱里试用', en: 'To try things out in the sandbox' }
/** By so much, or to then; in one step a bit more than a year at most. */
const moved = z.union([z.strictObject({ advanceMs: z.int().min(1) }), z.strictObject({ now: z.iso.datetime() })])
const STEP_MAX = 400 * DAY
const same = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

export function createSandboxInside(folder: string): SandboxInside {
  const clock = shiftableClock()
  let shiftMs = readShift(folder)
  clock.advance(shiftMs)
  let usedAt = systemClock.now()

  /** Everybody who comes by keeps it open, but for those who only look whether it is. */
  const witness: Route = ({ path }) => {
    if (path !== '/healthz' && path !== '/readyz') usedAt = systemClock.now()
    return Promise.resolve(undefined)
  }

  /** `GET`, and `POST /sandbox/clock` with `{advanceMs}` or `{now}`; forward only: what was promised for then has come then. */
  const clockRoute: Route = async ({ path, method, request, incoming }) => {
    if (path !== '/sandbox/clock' || (method !== 'GET' && method !== 'POST')) return undefined
    const shown = /^Bearer (\S+)$/.exec(incoming.headers.authorization ?? '')?.[1] ?? ''
    if (!same(shown, readCredentials(folder)?.clockToken ?? ' ')) throw new CivicError('UNAUTHENTICATED')
    if (method === 'POST') {
      const body: unknown = await (await withCappedBody(request, 1024)).json().catch(() => undefined)
      const parsed = moved.safeParse(body)
      if (!parsed.success) throw new CivicError('BAD_INPUT', { message: '{advanceMs} or {now}' })
      const by = 'now' in parsed.data ? Date.parse(parsed.data.now) - clock.now() : parsed.data.advanceMs
      if (by > STEP_MAX) throw new CivicError('BAD_INPUT', { fields: { now: 'tooFar' } })
      // What has come already changes nothing: the same request twice moves it once.
      if (by > 0) {
        shiftMs += by
        keepShift(folder, shiftMs)
        clock.advance(by)
      }
    }
    return { route: 'sandbox-clock', response: Response.json({ now: new Date(clock.now()).toISOString() }) }
  }

  return {
    clock,
    routes: [witness, clockRoute],
    usedAt: () => usedAt,

    async prepare(kernel, areaPath) {
      const { db } = kernel
      const known = readCredentials(folder)
      const row = known && (await byPublicId(db.read, known.clientId))
      const credentials = known && row ? known : await register(kernel, areaPath)
      await db.work((tx) => follow(tx, credentials.clientId, kernel.clock.now()))
      keepCredentials(folder, credentials)
      return credentials
    },
  }

  async function register({ db, clock: { now }, random }: Kernel, areaPath: string): Promise<SandboxCredentials> {
    const pair = await generateKeyPair('ES256', { extractable: true })
    const kid = newToken(random)
    const keys = await keysFrom([{ ...(await exportJWK(pair.publicKey)), alg: 'ES256', kid }])
    const privateJwk = { ...(await exportJWK(pair.privateKey)), alg: 'ES256', kid }
    const publicId = `civic_${newToken(random)}`
    const { name, operator, redirects, origins } = readSettings(folder) ?? UNSET
    const at = now()
    const until = at + GRANT_DAYS_MAX * DAY
    const [jwk] = keys
    if (!jwk) throw new Error('no key was made')
    const admitted = { publicId, name, operator, purpose: PURPOSE, areaPath, redirects, origins, jwk, until }
    await db.work((tx) => admitIntegration(tx, { ...admitted, scopes: INTEGRATION_SCOPES }, at))
    return { clientId: publicId, privateJwk, clockToken: newToken(random) }
  }

  /** Its addresses are those of the settings, and every scope holds, wherever the clock has been moved to. */
  async function follow(tx: Tx, ref: string, now: number) {
    const by = { id: null, role: 'system', now } as const
    const found = await byPublicId(tx, ref)
    const row = found && (await loadIntegration(tx, found.id))
    if (!row) throw new Error('the sandbox has lost its integration')
    const { redirects, origins } = readSettings(folder) ?? UNSET
    if (JSON.stringify([redirects, origins]) !== JSON.stringify([row.redirectUris, row.origins]))
      await changeIntegration(tx, row, 'setAddresses', [{ redirects, origins }], by)
    const grants = (await grantsOf(tx, row.id)).map(grantStateOf)
    for (const scope of INTEGRATION_SCOPES) {
      const until = Math.max(0, ...grants.filter((held) => held.scope === scope).map((held) => held.until ?? 0))
      if (until > now) continue
      const term = { purpose: PURPOSE, from: now, until: now + GRANT_DAYS_MAX * DAY, perDay: null }
      await changeGrant(tx, row, null, 'grantScope', { scope, ...term }, by)
    }
  }
}

/** How often whoever started it hears that it is in use. */
const TELL_MS = 5_000

/** Tells the process that started this one that it answers, and when it was last used; ends when that process is gone. */
export function tellWhoever({ usedAt }: SandboxInside, stop: () => void): void {
  if (!process.send) return
  process.on('disconnect', stop)
  process.send('ready')
  setInterval(() => process.connected && process.send?.(usedAt()), TELL_MS).unref()
}
