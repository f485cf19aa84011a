import {
  CivicError,
  integrationAreas,
  isWithin,
  type integrationDeskSchema,
  type IntegrationCommand,
  type IntegrationInputs,
  type StaffActor,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import type { LoadedCity } from '../../city/index.ts'
import { conflict, newToken, type Kernel, type Tx } from '../../kernel/index.ts'
import { insertIntegration, integrationOf, loadIntegration, type Integration } from '../integrations.store.ts'
import { noIntegration, type Access, type Given } from './integration-desk.access.ts'
import { changeIntegration, publishedKeys, type Jwk } from './integration-desk.record.ts'
import { INTEGRATION_THING, integrationStateOf, listWithKeys } from './integration-desk.store.ts'
import { keysFrom } from './integration-keys.ts'

type Inputs = typeof integrationDeskSchema.integrationDeskInputs
export type In<Name extends keyof Inputs> = z.output<Inputs[Name]>
export type Receipt = z.infer<typeof integrationDeskSchema.integrationReceipt>

interface LifeOptions {
  readonly kernel: Kernel
  readonly city: LoadedCity
  readonly access: Access
}
const at = (instant: string | null | undefined): number | null => (instant ? Date.parse(instant) : null)

/** From its registration to its end: what it is called, where it is, how it proves itself, and whether it is at work. */
export function createIntegrationLife({ kernel, city, access }: LifeOptions) {
  const { clock } = kernel
  const { tree } = city

  /** @param publish keys to keep with it */
  async function on<Name extends IntegrationCommand>(
    tx: Tx,
    actor: StaffActor,
    wire: { ref: string; expectedVersion?: number },
    name: Name,
    inputs: readonly IntegrationInputs[Name][],
    publish: readonly Jwk[] = [],
  ): Promise<Receipt> {
    const { row, by } = await access.held(tx, actor, wire.ref)
    if (wire.expectedVersion !== undefined && row.version !== wire.expectedVersion)
      throw await conflict(tx, INTEGRATION_THING, row.id, wire.expectedVersion)
    const { version } = await changeIntegration(tx, row, name, inputs, by, publish)
    return { ref: row.publicId, version }
  }
  const give = <Name extends IntegrationCommand>(
    given: Given,
    name: Name,
    wire: { ref: string; expectedVersion?: number },
    input: IntegrationInputs[Name],
  ): Promise<Receipt> => access.give(given, name, wire, (tx) => on(tx, given.actor, wire, name, [input]))
  return {
    register(given: Given, input: In<'register'>): Promise<Receipt> {
      const { name, operator, areaPath } = input
      if (!tree.atPath(areaPath)) throw new CivicError('BAD_INPUT', { fields: { areaPath: 'unknown' } })
      return access.give(given, 'register', input, async (tx) => {
        const now = clock.now()
        if (!integrationAreas(given.actor, now).some((area) => isWithin(areaPath, area)))
          throw new CivicError('FORBIDDEN', { fields: { areaPath: 'outside' } })
        const nothing = { jwks: null, jwksUri: null, redirectUris: [], origins: [], state: '{}' }
        const id = await insertIntegration(tx, {
          ...nothing,
          publicId: `civic_${newToken(tx.random)}`,
          status: 'draft',
          jurisdiction: areaPath,
          name,
          operator,
          purpose: { 'zh-CN': '', en: '' },
          createdAt: now,
        })
        const row = await loadIntegration(tx, id)
        if (!row) throw noIntegration()
        const by = { id: given.actor.id, role: 'administrator', now } as const
        const { version } = await changeIntegration(tx, row, 'register', [{ areaPath, name, operator }], by)
        return { ref: row.publicId, version }
      })
    },
    describe: (given: Given, input: In<'describe'>) => {
      const { name, operator, purpose } = input
      return give(given, 'describe', input, { name, operator, purpose })
    },
    setAddresses: (given: Given, input: In<'setAddresses'>) =>
      give(given, 'setAddresses', input, { redirects: input.redirects, origins: input.origins }),
    setJwksUri: (given: Given, input: In<'setJwksUri'>) => give(given, 'setJwksUri', input, { jwksUri: input.jwksUri }),
    demandPushed: (given: Given, input: In<'demandPushed'>) => give(given, 'demandPushed', input, {}),
    allowUnpushed: (given: Given, input: In<'allowUnpushed'>) => give(given, 'allowUnpushed', input, {}),
    async addKeys(given: Given, input: In<'addKeys'>): Promise<Receipt> {
      const keys = await keysFrom(input.keys)
      return access.give(given, 'addKeys', input, (tx) => {
        const inputs = keys.map(({ kid }) => ({ kid }))
        return on(tx, given.actor, input, 'addKey', inputs, keys)
      })
    },
    retireKey: (given: Given, input: In<'retireKey'>) =>
      give(given, 'retireKey', input, { kid: input.kid, until: at(input.until) ?? clock.now() }),
    activate: (given: Given, input: In<'activate'>) => give(given, 'activate', input, {}),
    resume: (given: Given, input: In<'resume'>) => give(given, 'resume', input, {}),
    suspend: (given: Given, input: In<'suspend'>) => give(given, 'suspend', input, { reason: input.reason }),
    close: (given: Given, input: In<'close'>) => give(given, 'close', input, { reason: input.reason }),

    /** Keys whose time is over leave what is published. @returns how many integrations that changed */
    async sweepKeys(): Promise<number> {
      const { db } = kernel
      let changed = 0
      for (const id of await listWithKeys(db.read)) {
        const stale = (row: Integration | undefined) => {
          const kept = row && publishedKeys(row.jwks?.keys ?? [], integrationStateOf(row), clock.now())
          return row && (kept?.keys.length ?? 0) < (row.jwks?.keys.length ?? 0) ? { jwks: kept ?? null } : null
        }
        if (!stale(await integrationOf(db.read, id))) continue
        await db.work(async (tx) => {
          const left = stale(await loadIntegration(tx, id))
          if (left)
            await tx.run(
              `UPDATE "Integration" SET "jwks" = ? WHERE "id" = ?`,
              left.jwks && JSON.stringify(left.jwks),
              id,
            )
        })
        changed += 1
      }
      return changed
    },
  }
}
export type IntegrationLife = ReturnType<typeof createIntegrationLife>
