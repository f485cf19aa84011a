import { generateKeyPairSync } from 'node:crypto'
import type { StaffActor } from '@civicgrid/contracts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCallerFactory } from '../src/http/procedures.ts'
import { createStaffAdministration } from '../src/identity/staff/staff.service.ts'
import { STAFF_REF } from '../src/identity/staff/staff.view.ts'
import { createIntegrationDeskRouter } from '../src/integrations/desk/integration-desk.router.ts'
import { createIntegrationDesk } from '../src/integrations/desk/integration-desk.service.ts'
import { createUsage } from '../src/integrations/desk/integration-usage.ts'
import { createSandboxes } from '../src/integrations/sandbox/sandbox.service.ts'
import { openId } from '../src/kernel/index.ts'
import { world, type World } from './appeals.ts'

export const PURPOSE = { 'zh-CN': '让居民在应用里反映问题', en: 'Residents report from within the app' }
export const NAME = { 'zh-CN': '邻里通', en: 'Neighbourly' }

const HOUR = 3_600_000

export const publicJwk = (kid?: string) => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { ...(publicKey.export({ format: 'jwk' }) as { kty: 'EC' }), ...(kid ? { kid } : {}) }
}

/** The desk of integrations on a database of its own, called as the HTTP server calls it. */
export async function integrationDeskWorld() {
  const w: World = await world()
  const folder = mkdtempSync(join(tmpdir(), 'civic-sandboxes-'))
  const { kernel, city } = w
  const usage = createUsage({ kernel, utcOffsetMinutes: 480 })
  const staff = createStaffAdministration({ kernel, city })
  const desk = createIntegrationDesk({ kernel, city, staff, usage })
  const settings = { max: 2, memoryMb: 384, idleMs: HOUR, firstPort: 45_000, url: 'http://localhost:{port}', folder }
  let changes = 0
  const sandboxes = createSandboxes({ kernel, access: desk.access, settings, changed: () => (changes += 1) })
  const caller = createCallerFactory(createIntegrationDeskRouter(desk, sandboxes))
  let keys = 0

  const as = (actor: StaffActor, idempotencyKey = `desk-key-${String((keys += 1)).padStart(8, '0')}`) =>
    caller({
      requestId: 'test',
      realm: 'staff',
      actor,
      sessionToken: null,
      idempotencyKey,
      demandStrong: () => Promise.resolve(),
      setSession: () => {},
    })

  const admin = await w.staff('administrator')
  const version = async (ref: string) => (await as(admin).get({ ref })).version
  const on = async (ref: string) => ({ ref, expectedVersion: await version(ref) })
  /** A draft that the administrator registered. @returns its public id */
  async function draft(zh = '邻里通', areaPath = '/tiny'): Promise<string> {
    const name = { 'zh-CN': zh, en: 'Neighbourly' }
    return (await as(admin).register({ name, operator: '邻里通科技', areaPath })).ref
  }
  /** Somebody of the partner who looks after it. */
  async function engineer(ref: string, name = '程工'): Promise<StaffActor & { ref: string }> {
    const added = await as(admin).addEngineer({ ref, name })
    const id = openId(w.db.keys, STAFF_REF, added.engineer) ?? 0
    const role = { role: 'integrationEngineer', areaPath: '/tiny', bodyCode: null, from: 0, until: null } as const
    return { kind: 'staff', id, name, roles: [role], ref: added.engineer }
  }

  return {
    ...w,
    async close() {
      await w.close()
      rmSync(folder, { recursive: true, force: true })
    },
    admin,
    on,
    draft,
    engineer,
    /** Described, with a key, and at work, as its engineer and the city make it. */
    async active(zh: string) {
      const ref = await draft(zh)
      const one = await engineer(ref)
      await as(one).describe({ ...(await on(ref)), name: NAME, operator: '邻里通科技', purpose: PURPOSE })
      await as(one).addKeys({ ...(await on(ref)), keys: [publicJwk('first')] })
      await as(admin).activate(await on(ref))
      return { ref, engineer: one }
    },
    desk,
    settings,
    /** How often a sandbox was opened or closed. */
    changes: () => changes,
    usage,
    desks: as,
  }
}
export type IntegrationDeskWorld = Awaited<ReturnType<typeof integrationDeskWorld>>
