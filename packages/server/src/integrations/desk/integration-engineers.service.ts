import { CivicError, type integrationDeskSchema } from '@civicgrid/contracts'
import type { z } from 'zod'
import { registerStaff } from '../../identity/register.ts'
import type { StaffAdministration } from '../../identity/staff/staff.service.ts'
import { staffRefOf } from '../../identity/staff/staff.view.ts'
import type { Kernel } from '../../kernel/index.ts'
import { loadIntegration } from '../integrations.store.ts'
import { noIntegration, type Access, type Given } from './integration-desk.access.ts'
import { changeIntegration } from './integration-desk.record.ts'
import { deleteEngineer, insertEngineer, lookedAfterBy } from './integration-desk.store.ts'
import type { In, Receipt } from './integration-life.service.ts'

export type EngineerReceipt = z.infer<typeof integrationDeskSchema.engineerReceipt>

/**
 * People of a partner who look after its one integration. They are staff as far as signing in goes: two factors, an
 * invitation, their devices; what they may see is decided by the one integration that they are tied to.
 */
export function createIntegrationEngineers({
  kernel,
  access,
  staff,
}: {
  readonly kernel: Kernel
  readonly access: Access
  readonly staff: StaffAdministration
}) {
  const { db, clock } = kernel
  return {
    /** @returns whom to make an invitation for */
    add: (given: Given, input: In<'addEngineer'>): Promise<EngineerReceipt> =>
      access.give(given, 'addEngineer', input, async (tx) => {
        const { row, by } = await access.held(tx, given.actor, input.ref)
        const { jurisdiction: areaPath } = row
        const role = { role: 'integrationEngineer', areaPath, bodyCode: null, from: by.now, until: null } as const
        const staffId = await registerStaff(tx, { name: input.name, roles: [role] })
        const { version } = await changeIntegration(tx, row, 'addEngineer', [{ staffId }], by)
        await insertEngineer(tx, staffId, row.id, by.now)
        return { ref: row.publicId, version, engineer: staffRefOf(db.keys, staffId) }
      }),

    /** Switched off with it: their sessions end at once. */
    async remove(given: Given, input: In<'removeEngineer'>): Promise<Receipt> {
      const { engineer, expectedVersion } = input
      const receipt = await staff.change(
        given,
        'switchOff',
        { ref: engineer, expectedVersion },
        {},
        async (tx, { id }) => {
          const integrationId = await lookedAfterBy(tx, id)
          const row = integrationId === undefined ? undefined : await loadIntegration(tx, integrationId)
          if (!row) throw noIntegration()
          const { by } = await access.held(tx, given.actor, row.publicId)
          if (by.role !== 'administrator') throw new CivicError('FORBIDDEN', { message: 'administrators only' })
          await changeIntegration(tx, row, 'removeEngineer', [{ staffId: id }], { ...by, now: clock.now() })
          await deleteEngineer(tx, id)
        },
      )
      return receipt
    },
  }
}
