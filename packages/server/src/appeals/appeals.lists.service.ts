import {
  OPEN_STATUSES,
  toWgs84,
  type Actor,
  type Queue,
  type nearInput,
  type nearItem,
  type queueCounts,
  type queueInput,
  type residentInputs,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Kernel } from '../kernel/index.ts'
import { metresBetween, roundedPlace } from './appeals.cells.ts'
import type { AppealCity } from './appeals.context.ts'
import { queueCount } from './appeals.counters.store.ts'
import { createCursors } from './appeals.cursor.ts'
import { itemOf, type AppealItem } from './appeals.item.ts'
import {
  listDue,
  listMine,
  listNewest,
  listOfStatus,
  NEWEST,
  type Condition,
  type ListedAppeal,
} from './appeals.lists.store.ts'
import { listAround } from './appeals.near.store.ts'
import { QUEUE_ROWS } from './appeals.queues.ts'
import { scopesOf, scopeSql } from './appeals.scopes.ts'
import { NEVER_DUE } from './appeals.store.ts'

export interface AppealPage {
  readonly items: AppealItem[]
  readonly nextCursor: string | null
}

export interface AppealLists {
  mine(residentId: number, input: z.output<typeof residentInputs.mine>): Promise<AppealPage>
  near(input: z.output<typeof nearInput>): Promise<{ items: z.infer<typeof nearItem>[] }>
  queue(actor: Actor, input: z.output<typeof queueInput>): Promise<AppealPage>
  counts(actor: Actor): Promise<z.infer<typeof queueCounts>>
}

/** Before the first row that a list in the order of due times can have. */
const FIRST_DUE: readonly [number, number] = [-NEVER_DUE, 0]
const LAST_DUE: readonly [number, number] = [NEVER_DUE, NEWEST]

const isOpen = (status: string): boolean => (OPEN_STATUSES as readonly string[]).includes(status)

export function createAppealLists({ kernel, city }: { kernel: Kernel; city: AppealCity }): AppealLists {
  const { db, clock } = kernel
  const cursors = createCursors(db.keys)

  /** One row more than the page was read: whether there is another page. */
  function page(
    rows: ListedAppeal[],
    limit: number,
    filter: string,
    placeOf: (row: ListedAppeal) => number[],
  ): AppealPage {
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    const now = clock.now()
    return {
      items: shown.map((row) => itemOf(row, city, now)),
      nextCursor: rows.length > limit && last ? cursors.seal(filter, placeOf(last)) : null,
    }
  }

  return {
    async mine(residentId, { cursor, limit, open }) {
      const filter = `mine ${residentId} ${open === true}`
      const before = cursor ? (cursors.open(filter, cursor, 1)[0] ?? NEWEST) : NEWEST
      return page(await listMine(db.read, residentId, open === true, before, limit + 1), limit, filter, ({ id }) => [
        id,
      ])
    },

    async near({ point, limit }) {
      const [lng, lat] = toWgs84([point.lng, point.lat], point.crs)
      const found = await listAround(db.read, lng, lat, limit)
      return {
        items: found
          // Ordered by the rounded place, which is all that the caller gets: the order must not tell more.
          .map((appeal) => ({ appeal, place: roundedPlace(appeal.lng, appeal.lat) }))
          .sort(
            (a, b) =>
              metresBetween({ lng, lat }, a.place) - metresBetween({ lng, lat }, b.place) || b.appeal.id - a.appeal.id,
          )
          .slice(0, limit)
          .map(({ appeal, place }) => ({
            category: { code: appeal.category, name: city.categoryName(appeal.category) },
            stage: isOpen(appeal.status)
              ? appeal.status === 'submitted'
                ? ('sent' as const)
                : ('handling' as const)
              : ('result' as const),
            submittedAt: new Date(appeal.submittedAt).toISOString(),
            ...place,
          })),
      }
    },

    async queue(actor, input) {
      const { queue, cursor, limit } = input
      const where = conditionFor(actor, input)
      const filter = JSON.stringify([
        'queue',
        queue,
        input.category,
        input.areaPath,
        input.status,
        input.overdue,
        'id' in actor ? actor.id : null,
      ])
      const row = QUEUE_ROWS[queue]
      const duePlace = ({ dueAt, id }: ListedAppeal): number[] => [dueAt, id]
      const from = (start: readonly [number, number]): readonly [number, number] => {
        const [dueAt, id] = cursor ? cursors.open(filter, cursor, 2) : start
        return [dueAt ?? start[0], id ?? start[1]]
      }
      if (row.status !== null)
        return page(await listDue(db.read, row.status, where, from(FIRST_DUE), limit + 1), limit, filter, duePlace)
      if (input.status)
        return page(
          await listOfStatus(db.read, input.status, where, from(LAST_DUE), limit + 1),
          limit,
          filter,
          duePlace,
        )
      const before = cursor ? (cursors.open(filter, cursor, 1)[0] ?? NEWEST) : NEWEST
      return page(await listNewest(db.read, where, before, limit + 1), limit, filter, ({ id }) => [id])
    },

    async counts(actor) {
      const now = clock.now()
      const counts: { queue: Queue; count: number }[] = []
      for (const [queue, row] of Object.entries(QUEUE_ROWS) as [Queue, (typeof QUEUE_ROWS)[Queue]][]) {
        const scopes = scopesOf(actor, row.roles, city.rootPath, now, row.byArea)
        if (row.status === null || scopes.length === 0) continue
        counts.push({ queue, count: await queueCount(db.read, queue, scopes, city.rootPath) })
      }
      return counts
    },
  }

  function conditionFor(actor: Actor, input: z.output<typeof queueInput>): Condition {
    const row = QUEUE_ROWS[input.queue]
    const now = clock.now()
    const parts = [scopeSql(scopesOf(actor, row.roles, city.rootPath, now, row.byArea))]
    if (row.where) parts.push(row.where(city))
    if (input.category) parts.push({ sql: 'a."category" = ?', values: [input.category] })
    if (input.areaPath) parts.push(scopeSql([{ areaPath: input.areaPath, bodyCode: null }]))
    if (input.status && row.status !== null) parts.push({ sql: 'a."status" = ?', values: [input.status] })
    if (input.overdue) parts.push({ sql: 'a."dueAt" < ?', values: [now] })
    return { sql: parts.map(({ sql }) => sql).join(' AND '), values: parts.flatMap(({ values }) => values) }
  }
}
