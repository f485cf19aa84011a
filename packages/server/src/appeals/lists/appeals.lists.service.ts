import type { residentInputs } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Kernel } from '../../kernel/index.ts'
import type { AppealCity } from '../appeals.context.ts'
import { createCursors } from './appeals.cursor.ts'
import { itemOf, type AppealItem } from '../appeals.item.ts'
import { listMine, NEWEST, type ListedAppeal } from './appeals.lists.store.ts'

export interface AppealPage {
  readonly items: AppealItem[]
  readonly nextCursor: string | null
}

export interface AppealLists {
  mine(residentId: number, input: z.output<typeof residentInputs.mine>): Promise<AppealPage>
}

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
  }
}
