import type { CityText, StaffEventData, StaffGrant, StaffState, staffSchema } from '@civicgrid/contracts'
import type { z } from 'zod'
import { sealId, type Keyring, type Sql, type StoredEvent } from '../../kernel/index.ts'
import { staffNames } from '../people.service.ts'
import type { StaffRow } from './staff.store.ts'

export type StaffItem = z.infer<typeof staffSchema.staffItem>
export type StaffView = z.infer<typeof staffSchema.staffView>

/** How a member of staff is named outside. */
export const STAFF_REF = 'staff reference'
export const staffRefOf = (keys: Keyring, id: number): string => sealId(keys, STAFF_REF, id)

interface ItemContext {
  readonly ref: string
  readonly own: boolean
  readonly now: number
  readonly names: { area(path: string): CityText; body(code: string): CityText }
}

const iso = (ms: number): string => new Date(ms).toISOString()

function stateOf({ from, until }: StaffGrant, now: number): 'holds' | 'ahead' | 'over' {
  if (until !== null && until <= now) return 'over'
  return from > now ? 'ahead' : 'holds'
}

/** One member of staff as an administrator reads them. */
export function itemOf(
  row: StaffRow,
  { areaPath, grants }: Pick<StaffState, 'areaPath' | 'grants'>,
  { ref, own, now, names }: ItemContext,
): StaffItem {
  return {
    ref,
    name: row.name,
    phone: row.phone,
    active: row.active === 1,
    own,
    area: names.area(areaPath),
    grants: grants.map((held) => ({
      no: held.no,
      role: held.role,
      area: { path: held.areaPath, name: names.area(held.areaPath) },
      body: held.bodyCode === null ? null : { code: held.bodyCode, name: names.body(held.bodyCode) },
      from: iso(held.from),
      until: held.until === null ? null : iso(held.until),
      state: stateOf(held, now),
    })),
  }
}

/** What was changed, by whom and when, the newest first. */
export async function historyOf(
  sql: Sql,
  events: readonly StoredEvent[],
  grants: readonly StaffGrant[],
  areaName: (path: string) => CityText,
): Promise<StaffView['history']> {
  const names = await staffNames(
    sql,
    events.flatMap(({ actor }) => actor.id ?? []),
  )
  return events.toReversed().map(({ seq, type, at, actor, data }) => {
    // The data of an event was written by the machine's own row of that type.
    const { no } = data as Partial<StaffEventData['grantEnded']>
    const held = grants.find((grant) => grant.no === no)
    const { until } = data as Partial<StaffEventData['grantEnded']>
    return {
      seq,
      type,
      at: iso(at),
      by: actor.id === null ? null : (names.get(actor.id) ?? null),
      role: held?.role ?? null,
      area: held ? areaName(held.areaPath) : null,
      until: until == null ? null : iso(until),
    }
  })
}
