import { toWgs84, type Actor, type Queue, type schema, type StaffRole } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Kernel } from '../../kernel/index.ts'
import { metresBetween } from '../appeals.cells.ts'
import type { AppealCity } from '../appeals.context.ts'
import { queueCount } from './appeals.counters.store.ts'
import { itemOf, type AppealItem } from '../appeals.item.ts'
import type { Condition } from './appeals.lists.store.ts'
import { countOverdue, listOpen, type OpenAppeal } from './appeals.open.store.ts'
import { scopesOf, scopeSql, type Scope } from './appeals.scopes.ts'

type Point = z.output<typeof schema.point>

/** An open order where it is. */
export interface PlacedOrder extends AppealItem {
  readonly lng: number
  readonly lat: number
}

export interface AppealOpen {
  /** How many wait in an area for anybody of the city, and how many of them are past their time. */
  openCounts(areaPath: string): Promise<{ all: number; overdue: number }>
  /** Those with a point, due first; `complete` is false when there are more. */
  openMap(areaPath: string, limit: number): Promise<{ items: PlacedOrder[]; complete: boolean }>
  /** What lies with the caller's body, the nearest first. */
  openAround(actor: Actor, point: Point, limit: number): Promise<(PlacedOrder & { metres: number })[]>
}

/** Every open order waits in exactly one of these. */
const WAITING: readonly Queue[] = ['toAccept', 'toDispatch', 'toTake', 'inHand', 'toReview', 'toVerify', 'bounces']
const WORKERS: ReadonlySet<StaffRole> = new Set(['handler', 'gridOfficer'])
/** An officer has some dozens at hand; a department, which works at a desk, sees those due first. */
const AT_HAND = 300

export function createOpenAppeals({ kernel, city }: { kernel: Kernel; city: AppealCity }): AppealOpen {
  const { db, clock } = kernel
  const scopeOf = (areaPath: string): Scope => ({
    areaPath: areaPath === city.rootPath ? null : areaPath,
    bodyCode: null,
  })
  const placed = (row: OpenAppeal): PlacedOrder => ({
    ...itemOf(row, city, clock.now()),
    lng: row.lng,
    lat: row.lat,
  })

  return {
    async openCounts(areaPath) {
      const scope = scopeOf(areaPath)
      let all = 0
      for (const queue of WAITING) all += await queueCount(db.read, queue, [scope], city.rootPath)
      return { all, overdue: await countOverdue(db.read, scopeSql([scope]), clock.now()) }
    },

    async openMap(areaPath, limit) {
      const rows = await listOpen(db.read, scopeSql([scopeOf(areaPath)]), limit + 1)
      return { items: rows.slice(0, limit).map(placed), complete: rows.length <= limit }
    },

    async openAround(actor, point, limit) {
      const scopes = scopesOf(actor, WORKERS, city.rootPath, clock.now())
      if (scopes.length === 0) return []
      const [lng, lat] = toWgs84([point.lng, point.lat], point.crs)
      const where: Condition = scopeSql(scopes)
      return (await listOpen(db.read, where, AT_HAND))
        .map((row) => ({ ...placed(row), metres: Math.round(metresBetween({ lng, lat }, row)) }))
        .sort((a, b) => a.metres - b.metres)
        .slice(0, limit)
    },
  }
}
