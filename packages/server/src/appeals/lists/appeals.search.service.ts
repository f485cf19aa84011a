import { parseCode, mayRead, type Actor, type searchInput } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Kernel } from '../../kernel/index.ts'
import type { AppealCity } from '../appeals.context.ts'
import { askedOf, createCursors } from './appeals.cursor.ts'
import { areaGram, gramsAsked } from '../appeals.grams.ts'
import { deskItemOf } from '../appeals.item.ts'
import { all, narrowed } from './appeals.filter.ts'
import { NEWEST } from './appeals.lists.store.ts'
import type { DeskPage } from './appeals.queue.service.ts'
import { QUEUE_ROWS } from './appeals.queues.ts'
import { scopesOf, scopeSql } from './appeals.scopes.ts'
import { findByGrams } from './appeals.search.store.ts'
import { dueColumn, findAppeal } from '../appeals.store.ts'

export interface AppealSearch {
  /**
   * Orders within the caller's reach whose words hold all that was asked, newest first; or the one with that code. A page may hold
   * fewer than asked for although there is another one.
   */
  search(actor: Actor, input: z.output<typeof searchInput>): Promise<DeskPage>
}

export function createAppealSearch({ kernel, city }: { kernel: Kernel; city: AppealCity }): AppealSearch {
  const { db, clock } = kernel
  const cursors = createCursors(db.keys)

  return {
    async search(actor, { words, cursor, limit, ...filter }) {
      const now = clock.now()
      const code = parseCode(words)
      const exact = code === null ? undefined : await findAppeal(db.read, code)
      // Whoever knows the code wants this one, whatever narrowed what was looked at before.
      if (exact && mayRead(exact.state, actor, now))
        return { items: [deskItemOf({ ...exact, dueAt: dueColumn(exact.state) }, city, now)], nextCursor: null }

      const scopes = scopesOf(actor, QUEUE_ROWS.all.roles, city.rootPath, now)
      const grams = gramsAsked(words)
      if (grams.length === 0 || scopes.length === 0) return { items: [], nextCursor: null }
      const areas = scopes.map(({ areaPath }) => areaPath)
      const anyOf = areas.includes(null) ? [] : areas.flatMap((path) => gramOf(path))
      const asked = askedOf('search', actor, { words, ...filter })
      const { rows, walkedTo } = await findByGrams(
        db.read,
        { all: [...grams, ...gramOf(filter.areaPath)], anyOf },
        {
          where: all([scopeSql(scopes), ...narrowed(filter, now, city.calendar.utcOffsetMinutes)]),
          before: cursor ? (cursors.open(asked, cursor, 1)[0] ?? NEWEST) : NEWEST,
          limit: limit + 1,
        },
      )
      const beyond = rows.length > limit ? rows.at(limit - 1)?.id : walkedTo
      return {
        items: rows.slice(0, limit).map((row) => deskItemOf(row, city, now)),
        nextCursor: beyond == null ? null : cursors.seal(asked, [beyond]),
      }
    },
  }

  /** An area as a word; the whole city is none. */
  function gramOf(path: string | null | undefined): string[] {
    return path && path !== city.rootPath ? [areaGram(path.slice(path.lastIndexOf('/') + 1))] : []
  }
}
