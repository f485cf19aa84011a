import { CivicError, type integrationDeskSchema } from '@civicgrid/contracts'
import type { z } from 'zod'
import { conflict } from '../../kernel/index.ts'
import type { Access, Given } from './integration-desk.access.ts'
import { changeGrant } from './integration-desk.record.ts'
import { GRANT_THING } from './integration-desk.store.ts'
import type { In } from './integration-life.service.ts'

export type GrantReceipt = z.infer<typeof integrationDeskSchema.grantReceipt>

const receiptOf = ({ token, version }: { token: string; version: number }): GrantReceipt => ({ grant: token, version })

/** What an integration may do: asked for by its engineer, granted, refused and ended by the city. */
export function createIntegrationGrants(access: Access) {
  const termOf = (input: {
    purpose: In<'approveScope'>['purpose']
    until: string
    from?: string | null
    perDay?: number | null
  }) => ({
    purpose: input.purpose,
    // Now, unless told otherwise: a grant never reaches back.
    from: input.from ? Date.parse(input.from) : 0,
    until: Date.parse(input.until),
    perDay: input.perDay ?? null,
  })

  return {
    askScope: (given: Given, input: In<'askScope'>): Promise<GrantReceipt> =>
      access.give(given, 'askScope', input, async (tx) => {
        const { row, by } = await access.held(tx, given.actor, input.ref)
        const { scope, purpose } = input
        return receiptOf(await changeGrant(tx, row, null, 'askScope', { scope, purpose }, by))
      }),

    grantScope: (given: Given, input: In<'grantScope'>): Promise<GrantReceipt> =>
      access.give(given, 'grantScope', input, async (tx) => {
        const { row, by } = await access.held(tx, given.actor, input.ref)
        return receiptOf(await changeGrant(tx, row, null, 'grantScope', { scope: input.scope, ...termOf(input) }, by))
      }),

    approveScope: (given: Given, input: In<'approveScope'>): Promise<GrantReceipt> =>
      access.give(given, 'approveScope', input, async (tx) => {
        const { row, by, grant } = await access.heldGrant(tx, given.actor, input.grant)
        if (grant.version !== input.expectedVersion)
          throw await conflict(tx, GRANT_THING, grant.id, input.expectedVersion)
        // What was never asked for is granted by `grantScope`.
        if (grant.status !== 'asked') throw new CivicError('WRONG_STATE', { message: 'nothing waits for an answer' })
        return receiptOf(await changeGrant(tx, row, grant, 'grantScope', { scope: grant.scope, ...termOf(input) }, by))
      }),

    refuseScope: (given: Given, input: In<'refuseScope'>): Promise<GrantReceipt> =>
      access.give(given, 'refuseScope', input, async (tx) => {
        const { row, by, grant } = await access.heldGrant(tx, given.actor, input.grant)
        if (grant.version !== input.expectedVersion)
          throw await conflict(tx, GRANT_THING, grant.id, input.expectedVersion)
        return receiptOf(await changeGrant(tx, row, grant, 'refuseScope', { reason: input.reason }, by))
      }),

    endScope: (given: Given, input: In<'endScope'>): Promise<GrantReceipt> =>
      access.give(given, 'endScope', input, async (tx) => {
        const { row, by, grant } = await access.heldGrant(tx, given.actor, input.grant)
        return receiptOf(await changeGrant(tx, row, grant, 'endScope', {}, by))
      }),
  }
}
