import { CivicError, type ResidentActor, type residentInputs } from '@civicgrid/contracts'
import type { z } from 'zod'
import { principalBy } from '../../authorities/index.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { AppealCity } from '../appeals.context.ts'
import { createCursors } from './appeals.cursor.ts'
import { externalIdsOf } from '../appeals.sources.store.ts'
import { itemOf, type AppealItem } from '../appeals.item.ts'
import { NEWEST, type ListedAppeal } from './appeals.lists.store.ts'
import { listActed, listMine } from './appeals.mine.store.ts'

export interface AppealPage {
  readonly items: AppealItem[]
  readonly nextCursor: string | null
}

export interface AppealLists {
  /** A resident's own, or what they sent by one of their authorities. @throws CivicError NOT_FOUND, AUTHORITY_OVER */
  mine(resident: Pick<ResidentActor, 'id' | 'via'>, input: z.output<typeof residentInputs.mine>): Promise<AppealPage>
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
    async mine({ id: residentId, via }, { cursor, limit, open, authority }) {
      if (authority && via)
        throw new CivicError('FORBIDDEN', { message: 'nobody acts for another through an integration' })
      const principalId = authority ? await principalBy(db.read, residentId, authority, clock.now()) : null
      const filter = `mine ${residentId} ${open === true}${principalId === null ? '' : ` for ${principalId}`}${via ? ` by ${via.integrationId}` : ''}`
      const before = cursor ? (cursors.open(filter, cursor, 1)[0] ?? NEWEST) : NEWEST
      const rows =
        principalId === null
          ? await listMine(db.read, residentId, open === true, before, limit + 1, via?.integrationId)
          : await listActed(db.read, residentId, principalId, open === true, before, limit + 1)
      // What a partner calls them is told to that partner alone.
      const called =
        via &&
        (await externalIdsOf(
          db.read,
          rows.map(({ id }) => id),
        ))
      const told = called ? rows.map((row) => ({ ...row, externalId: called.get(row.id) ?? null })) : rows
      return page(told, limit, filter, ({ id }) => [id])
    },
  }
}
