import { CivicError, type integrationDeskSchema, type StaffActor } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { LoadedCity } from '../../city/index.ts'
import type { StaffAdministration } from '../../identity/staff/staff.service.ts'
import { openId, sealId, type Kernel } from '../../kernel/index.ts'
import { integrationOf } from '../integrations.store.ts'
import { createAccess } from './integration-desk.access.ts'
import { listIntegrationIds } from './integration-desk.store.ts'
import {
  itemFor,
  viewFor,
  type IntegrationItem,
  type IntegrationView,
  type ViewContext,
} from './integration-desk.view.ts'
import { createIntegrationEngineers } from './integration-engineers.service.ts'
import { createIntegrationGrants } from './integration-grants.service.ts'
import { createIntegrationLife, type In } from './integration-life.service.ts'
import type { Usage } from './integration-usage.ts'
import { errorsOf, useOf } from './integration-usage.store.ts'

const PAGE_LABEL = 'integration page'
const NEWEST = 2 ** 31 - 1
/** What «of late» is in a list. */
const LATE_DAYS = 7

export interface IntegrationDeskOptions {
  readonly kernel: Kernel
  readonly city: LoadedCity
  readonly staff: StaffAdministration
  readonly usage: Usage
}

/** 第三方接入 at the desk: administrators for those of their area, each partner's engineers for their own. */
export function createIntegrationDesk({ kernel, city, staff, usage }: IntegrationDeskOptions) {
  const { db, clock } = kernel
  const { tree } = city
  const access = createAccess(kernel)
  const context = (): ViewContext => ({
    now: clock.now(),
    since: usage.dayBefore(LATE_DAYS - 1),
    areaName: (path) => tree.atPath(path)?.name ?? { 'zh-CN': path, en: path },
  })

  return {
    ...createIntegrationLife({ kernel, city, access }),
    ...createIntegrationGrants(access),
    engineers: createIntegrationEngineers({ kernel, access, staff }),

    /** @throws CivicError FORBIDDEN for whoever neither administers nor looks after any */
    async list(
      actor: StaffActor,
      { words, status, waiting, cursor, limit }: In<'list'>,
    ): Promise<{ items: IntegrationItem[]; nextCursor: string | null }> {
      const before = cursor ? openId(db.keys, PAGE_LABEL, cursor) : NEWEST
      if (before === null) throw new CivicError('BAD_INPUT', { fields: { cursor: 'format' } })
      const filter = { ...(await access.reach(actor)), words, status: status ?? null, waiting }
      const ids = await listIntegrationIds(db.read, { ...filter, before, limit: limit + 1 })
      const items: IntegrationItem[] = []
      for (const id of ids.slice(0, limit)) {
        const row = await integrationOf(db.read, id)
        if (row) items.push(await itemFor(db.read, row, context()))
      }
      const last = ids[limit - 1]
      return { items, nextCursor: ids.length > limit && last ? sealId(db.keys, PAGE_LABEL, last) : null }
    },

    /** @throws CivicError NOT_FOUND for what is not the caller's */
    async get(actor: StaffActor, ref: string): Promise<IntegrationView> {
      return viewFor(db.read, await access.found(db.read, actor, ref), context())
    },

    async usage(
      actor: StaffActor,
      { ref, days }: In<'usage'>,
    ): Promise<z.infer<typeof integrationDeskSchema.integrationUsage>> {
      const { row } = await access.found(db.read, actor, ref)
      const rows = await useOf(db.read, row.id, usage.dayBefore(days - 1))
      const errors = await errorsOf(db.read, row.id)
      return {
        rows: rows.map(({ day, scope, status, calls }) => ({ day, scope, status, calls })),
        errors: errors.map(({ at, procedure, scope, status, code, requestId }) => ({
          at: new Date(at).toISOString(),
          procedure,
          scope,
          status,
          code,
          requestId,
        })),
      }
    },
    access,
  }
}
export type IntegrationDesk = ReturnType<typeof createIntegrationDesk>
