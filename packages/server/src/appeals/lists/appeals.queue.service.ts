import {
  COUNT_MAX,
  OPEN_STATUSES,
  type Actor,
  type deskSchema,
  type Queue,
  type queueCounts,
  type queueInput,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Kernel } from '../../kernel/index.ts'
import type { AppealCity } from '../appeals.context.ts'
import { queueCount } from './appeals.counters.store.ts'
import { groupDue } from './appeals.boards.store.ts'
import { askedOf, createCursors } from './appeals.cursor.ts'
import { iso } from '../appeals.instants.ts'
import { deskItemOf, type DeskItem } from '../appeals.item.ts'
import { countListed, listDue, listSent, NEWEST, type ListedAppeal } from './appeals.lists.store.ts'
import { all, ofStatuses, type ListFilter } from './appeals.filter.ts'
import { isShort, planQueue, within, type QueuePlan } from './appeals.queue.plan.ts'
import { QUEUE_ROWS } from './appeals.queues.ts'

export interface DeskPage {
  readonly items: DeskItem[]
  readonly nextCursor: string | null
}

/** An order as it is written into a file. */
export interface WrittenItem extends DeskItem {
  /** All of it. */
  readonly text: string
}

export interface AppealQueues {
  /** @throws CivicError BAD_INPUT for a cursor of another list, or an order that the list does not have */
  queue(actor: Actor, input: z.output<typeof queueInput>): Promise<DeskPage>
  /** How many a list holds with these filters. */
  count(actor: Actor, filter: ListFilter): Promise<z.infer<typeof deskSchema.listCount>>
  counts(actor: Actor): Promise<z.infer<typeof queueCounts>>
  /** Whose orders a board holds. */
  dueBoard(actor: Actor, input: z.output<typeof deskSchema.boardInput>): Promise<z.infer<typeof deskSchema.boardView>>
  /** A whole list, page by page; each page is read when it is asked for. */
  pagesOf(actor: Actor, filter: ListFilter, limit: number): AsyncGenerator<WrittenItem[], void, undefined>
}

const BOARD_ROWS = 30

export function createAppealQueues({ kernel, city }: { kernel: Kernel; city: AppealCity }): AppealQueues {
  const { db, clock } = kernel
  const cursors = createCursors(db.keys)

  /** The row's place in the order of its list. */
  const placeOf = ({ sort }: QueuePlan, { dueAt, id, state }: ListedAppeal): [number, number] => [
    sort === 'due' ? dueAt : state.submittedAt,
    id,
  ]

  async function rowsOf(
    plan: QueuePlan,
    place: readonly [number, number] | null,
    limit: number,
    whole = false,
  ): Promise<ListedAppeal[]> {
    const { where, statuses, ranges, sort, window, period, lead, range } = plan
    if (plan.empty) return []
    if (sort === 'due') {
      const from = place ?? ([window.from - 1, NEWEST] as const)
      return listDue(db.read, statuses ?? [], { where: within(plan), limit, whole, from, until: window.until })
    }
    return listSent(db.read, ranges, {
      where,
      limit,
      whole,
      newestFirst: sort === 'newest',
      period,
      place,
      lead,
      range,
    })
  }

  async function countOf(plan: QueuePlan, most: number): Promise<number> {
    const { statuses, ranges, lead, range } = plan
    if (plan.empty) return 0
    const where = within(plan)
    // Without an order to keep, an area is one range of its index, however wide it is.
    if (lead === 'sent' && range && !isShort(plan))
      return countListed(db.read, { where: all([range, where]), lead: 'area', most })
    if (statuses) return countListed(db.read, { where: all([ofStatuses(statuses), where]), lead, most })
    let sum = 0
    for (const each of ranges.length > 0 ? ranges : [null])
      if (sum < most)
        sum += await countListed(db.read, { where: each ? all([each, where]) : where, lead, most: most - sum })
    return sum
  }

  /** A counter is kept for an area or for a body; whoever sees less than that, or both, has theirs counted. */
  async function waiting(actor: Actor, queue: Queue, now: number): Promise<number | null> {
    const plan = await planQueue(db.read, city, actor, { queue }, now)
    if (plan.scopes.length === 0) return null
    const [scope] = plan.scopes
    const kept =
      QUEUE_ROWS[queue].status !== null &&
      plan.scopes.length === 1 &&
      (scope?.areaPath === null || scope?.bodyCode === null)
    return kept ? queueCount(db.read, queue, plan.scopes, city.rootPath) : countOf(plan, COUNT_MAX)
  }

  return {
    async queue(actor, { cursor, limit, ...filter }) {
      const now = clock.now()
      const plan = await planQueue(db.read, city, actor, filter, now)
      const asked = askedOf('queue', actor, { ...filter, sort: plan.sort })
      const [at = 0, id = 0] = cursor ? cursors.open(asked, cursor, 2) : []
      const place = cursor ? ([at, id] as const) : null
      // One row more than the page: whether there is another one.
      const rows = await rowsOf(plan, place, limit + 1)
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      return {
        items: shown.map((row) => deskItemOf(row, city, now)),
        nextCursor: rows.length > limit && last ? cursors.seal(asked, placeOf(plan, last)) : null,
      }
    },

    async count(actor, filter) {
      const count = await countOf(await planQueue(db.read, city, actor, filter, clock.now()), COUNT_MAX + 1)
      return { count: Math.min(count, COUNT_MAX), more: count > COUNT_MAX }
    },

    async counts(actor) {
      const now = clock.now()
      const counts: { queue: Queue; count: number }[] = []
      for (const queue of Object.keys(QUEUE_ROWS) as Queue[]) {
        const count = queue === 'all' ? null : await waiting(actor, queue, now)
        if (count !== null) counts.push({ queue, count })
      }
      return counts
    },

    async dueBoard(actor, { board, ...filter }) {
      const plan = await planQueue(db.read, city, actor, { ...filter, queue: board }, clock.now())
      if (plan.empty) return { rows: [] }
      const statuses = ofStatuses(plan.statuses ?? OPEN_STATUSES)
      const groups = await groupDue(db.read, all([statuses, within(plan)]), BOARD_ROWS)
      return {
        rows: groups.map(({ bodyCode, count, firstDueAt }) => {
          const name = city.bodyName(bodyCode)
          return {
            body: bodyCode !== null && name ? { code: bodyCode, name } : null,
            count,
            firstDueAt: iso(firstDueAt),
          }
        }),
      }
    },

    async *pagesOf(actor, filter, limit) {
      const plan = await planQueue(db.read, city, actor, filter, clock.now())
      let place: [number, number] | null = null
      for (;;) {
        const rows = await rowsOf(plan, place, limit, true)
        const now = clock.now()
        if (rows.length > 0) yield rows.map((row) => ({ ...deskItemOf(row, city, now), text: row.text }))
        const last = rows.at(-1)
        if (rows.length < limit || !last) return
        place = placeOf(plan, last)
      }
    },
  }
}
