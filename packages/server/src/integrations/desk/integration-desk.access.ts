import { CivicError, integrationAreas, integrationRole, type StaffActor } from '@civicgrid/contracts'
import { command, type Kernel, type Sql, type Tx } from '../../kernel/index.ts'
import { byPublicId, grantByToken, integrationOf, loadIntegration, type Integration } from '../integrations.store.ts'
import type { By } from './integration-desk.record.ts'
import { lookedAfterBy } from './integration-desk.store.ts'

export interface Given {
  readonly actor: StaffActor
  readonly idempotencyKey: string
}
export interface Found {
  readonly row: Integration
  readonly by: By & { readonly role: 'administrator' | 'engineer' }
}

/** The same for what there is not and for what is not the caller's: nobody learns which integrations there are. */
export const noIntegration = () => new CivicError('NOT_FOUND', { message: 'no such integration' })

/** Who may see and do what, found from the database: who looks after an integration may have changed a moment ago. */
export function createAccess(kernel: Kernel) {
  const { db, clock } = kernel

  async function asWhom(sql: Sql, actor: StaffActor, row: Integration | undefined): Promise<Found> {
    const now = clock.now()
    const own = (await lookedAfterBy(sql, actor.id)) ?? null
    const role = row && integrationRole({ id: row.id, areaPath: row.jurisdiction }, actor, own, now)
    if (!row || !role) throw noIntegration()
    return { row, by: { id: actor.id, role, now } }
  }

  const found = async (sql: Sql, actor: StaffActor, ref: string) => asWhom(sql, actor, await byPublicId(sql, ref))

  /** To change it: its row is held until the unit of work is over. */
  async function held(tx: Tx, actor: StaffActor, ref: string): Promise<Found> {
    const known = await byPublicId(tx, ref)
    return asWhom(tx, actor, known && (await loadIntegration(tx, known.id)))
  }

  return {
    found,
    held,

    /** A grant with the integration that it is of. */
    async heldGrant(tx: Tx, actor: StaffActor, token: string) {
      const known = await grantByToken(tx, token)
      const at = await asWhom(tx, actor, known && (await loadIntegration(tx, known.integrationId)))
      // Read again: whoever was here before us may have changed it.
      const grant = await grantByToken(tx, token)
      if (!grant) throw noIntegration()
      return { ...at, grant }
    },

    /** @throws CivicError FORBIDDEN for whoever neither administers nor looks after any */
    async reach(actor: StaffActor): Promise<{ areas: string[]; own: number | null }> {
      const areas = integrationAreas(actor, clock.now())
      const looks = await lookedAfterBy(db.read, actor.id)
      const row = looks === undefined ? undefined : await integrationOf(db.read, looks)
      const mine =
        row && integrationRole({ id: row.id, areaPath: row.jurisdiction }, actor, row.id, clock.now()) ? row.id : null
      if (areas.length === 0 && mine === null) throw new CivicError('FORBIDDEN', { message: 'not for this caller' })
      return { areas, own: mine }
    },

    give: <R extends { ref: string; version: number } | { grant: string; version: number }>(
      { actor, idempotencyKey }: Given,
      name: string,
      input: object,
      work: (tx: Tx) => Promise<R>,
    ): Promise<R> => {
      const who = { kind: 'staff', id: actor.id, role: null } as const
      return command(kernel, { procedure: `integrationDesk.${name}`, actor: who, idempotencyKey, input }, work)
    },
  }
}
export type Access = ReturnType<typeof createAccess>
