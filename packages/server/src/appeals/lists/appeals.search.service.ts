import { parseCode, mayRead, type Actor, type searchInput } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Kernel } from '../../kernel/index.ts'
import type { AppealCity } from '../appeals.context.ts'
import { createCursors } from './appeals.cursor.ts'
import { areaGram, gramsAsked } from '../appeals.grams.ts'
import { deskItemOf } from '../appeals.item.ts'
import { NEWEST } from './appeals.lists.store.ts'
import type { DeskPage } from './appeals.queue.service.ts'
import { QUEUE_ROWS } from './appeals.queues.ts'
import { scopesOf, scopeSql } from './appeals.scopes.ts'
import { findByGrams } from './appeals.search.store.ts'
import { dueColumn, findAppeal } from '../appeals.store.ts'

export interface AppealSearch {
  /** Orders within the caller's reach whose words hold all that was asked, newest first; or the one with that code. */
  search(actor: Actor, input: z.output<typeof searchInput>): Promise<DeskPage>
}

export function createAppealSearch({ kernel, city }: { kernel: Kernel; city: AppealCity }): AppealSearch {
  const { db, clock } = kernel
  const cursors = createCursors(db.keys)

  return {
    async search(actor, { words, cursor, limit }) {
      const now = clock.now()
      const code = parseCode(words)
      const exact = code === null ? undefined : await findAppeal(db.read, code)
      if (exact && mayRead(exact.state, actor, now))
        return { items: [deskItemOf({ ...exact, dueAt: dueColumn(exact.state) }, city, now)], nextCursor: null }

      const all = gramsAsked(words)
      const scopes = scopesOf(actor, QUEUE_ROWS.all.roles, city.rootPath, now)
      if (all.length === 0 || scopes.length === 0) return { items: [], nextCursor: null }
      const areas = scopes.map(({ areaPath }) => areaPath)
      const anyOf = areas.flatMap((path) => (path === null ? [] : areaGram(path.slice(path.lastIndexOf('/') + 1))))
      const filter = JSON.stringify(['search', words, 'id' in actor ? actor.id : null])
      const before = cursor ? (cursors.open(filter, cursor, 1)[0] ?? NEWEST) : NEWEST
      const rows = await findByGrams(
        db.read,
        { all, anyOf: areas.includes(null) ? [] : anyOf },
        scopeSql(scopes),
        before,
        limit + 1,
      )
      const last = rows.at(limit - 1)
      return {
        items: rows.slice(0, limit).map((row) => deskItemOf(row, city, now)),
        nextCursor: rows.length > limit && last ? cursors.seal(filter, [last.id]) : null,
      }
    },
  }
}
