import type { residentInputs } from '@civicgrid/contracts'
import type { z } from 'zod'
import { principalBy } from '../../authorities/index.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { AppealCity } from '../appeals.context.ts'
import { createCursors } from './appeals.cursor.ts'
import { itemOf, type AppealItem } from '../appeals.item.ts'
import { NEWEST, type ListedAppeal } from './appeals.lists.store.ts'
import { listActed, listMine } from './appeals.mine.store.ts'

export interface AppealPage {
  readonly items: AppealItem[]
  readonly nextCursor: string | null
}

export interface AppealLists {
  /** A resident's own, or what they sent by one of their authorities. @throws CivicError NOT_FOUND, AUTHORITY_OVER */
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
    async mine(residentId, { cursor, limit, open, authority }) {
      const principalId = authority ? await principalBy(db.read, residentId, authority, clock.now()) : null
      const filter = `mine ${residentId} ${open === true}${principalId === null ? '' : ` for ${principalId}`}`
      const before = cursor ? (cursors.open(filter, cursor, 1)[0] ?? NEWEST) : NEWEST
      const rows =
        principalId === null
          ? await listMine(db.read, residentId, open === true, before, limit + 1)
          : await listActed(db.read, residentId, principalId, open === true, before, limit + 1)
      return page(rows, limit, filter, ({ id }) => [id])
    },
  }
}
