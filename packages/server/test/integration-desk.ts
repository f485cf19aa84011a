import type { StaffActor } from '@civicgrid/contracts'
import { createCallerFactory } from '../src/http/procedures.ts'
import { createStaffAdministration } from '../src/identity/staff/staff.service.ts'
import { createIntegrationDeskRouter } from '../src/integrations/desk/integration-desk.router.ts'
import { createIntegrationDesk } from '../src/integrations/desk/integration-desk.service.ts'
import { createUsage } from '../src/integrations/desk/integration-usage.ts'
import { openId } from '../src/kernel/index.ts'
import { world, type World } from './appeals.ts'

/** The desk of integrations on a database of its own, called as the HTTP server calls it. */
export async function integrationDeskWorld() {
  const w: World = await world()
  const { kernel, city } = w
  const stopped: number[] = []
  const usage = createUsage({ kernel, utcOffsetMinutes: 480 })
  const staff = createStaffAdministration({ kernel, city })
  const desk = createIntegrationDesk({ kernel, city, staff, usage, onStopped: (id) => stopped.push(id) })
  const caller = createCallerFactory(createIntegrationDeskRouter(desk))
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

  return {
    ...w,
    desk,
    usage,
    /** Numbers of integrations that were told to stop. */
    stopped,
    desks: as,
    /** A draft that this administrator registered. @returns its public id */
    async draft(admin: StaffActor, zh = '邻里通', areaPath = '/tiny'): Promise<string> {
      const name = { 'zh-CN': zh, en: 'Neighbourly' }
      return (await as(admin).register({ name, operator: '邻里通科技', areaPath })).ref
    },
    /** Somebody of the partner who looks after it. */
    async engineer(admin: StaffActor, ref: string, name = '程工'): Promise<StaffActor & { ref: string }> {
      const { engineer } = await as(admin).addEngineer({ ref, name })
      const id = openId(w.db.keys, 'staff reference', engineer) ?? 0
      const role = { role: 'integrationEngineer', areaPath: '/tiny', bodyCode: null, from: 0, until: null } as const
      return { kind: 'staff', id, name, roles: [role], ref: engineer }
    },
  }
}
export type IntegrationDeskWorld = Awaited<ReturnType<typeof integrationDeskWorld>>
