import {
  CivicError,
  eventStepOf,
  WEBHOOK_APPEAL_EVENTS,
  type Actor,
  type changesSchema,
  type Outcome,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import { defineReader, type Kernel, type Reader, type Sql } from '../kernel/index.ts'
import { deleteChanges, insertChange, listChanges, listThrough, sourceOfAppeal } from './appeals.changes.store.ts'
import { iso } from './appeals.instants.ts'
import { THING } from './appeals.photos.ts'
import { createCursors } from './lists/appeals.cursor.ts'

/** What a partner is told of: what was sent through it and its residents let it follow. */

/** How an appeal is known to the integration that sent it. */
export interface SentThrough {
  readonly integrationId: number
  readonly code: string
  readonly externalId: string | null
}
export interface AppealChanges {
  /** @throws CivicError UNAUTHENTICATED for who is no integration, BAD_INPUT for a cursor of somebody else's */
  changesSince(
    actor: Actor,
    asked: z.output<typeof changesSchema.sinceInput>,
  ): Promise<z.infer<typeof changesSchema.changes>>
}

/** Those of these appeals, by their ids, that an integration may follow now: by consent, or sent in the partner's own page. */
export async function sentThrough(
  sql: Sql,
  appealIds: readonly number[],
  now: number,
): Promise<ReadonlyMap<number, SentThrough>> {
  const rows = await listThrough(sql, appealIds, now)
  return new Map(rows.map(({ id, ...sent }) => [id, sent]))
}

const TOLD: ReadonlySet<string> = new Set(WEBHOOK_APPEAL_EVENTS)

/** Keeps the places of the log that concern a partner, so that a page of theirs is one range of an index. */
export function changesReader(): Reader {
  return defineReader({
    name: 'source changes',
    async apply(tx, events) {
      for (const { thingKind, thingId, type, position } of events) {
        if (thingKind !== THING || !TOLD.has(type) || position === null) continue
        const integrationId = await sourceOfAppeal(tx, thingId)
        if (integrationId !== undefined) await insertChange(tx, integrationId, position, thingId)
      }
    },
    reset: deleteChanges,
  })
}

export function createAppealChanges({ db, clock }: Kernel): AppealChanges {
  const cursors = createCursors(db.keys)
  return {
    async changesSince(actor, { cursor, limit }) {
      if (actor.kind !== 'integration')
        throw new CivicError('UNAUTHENTICATED', { message: 'with a token of an integration’s own' })
      const filter = `changes ${actor.id}`
      const after = cursor ? (cursors.open(filter, cursor, 1)[0] ?? 0) : 0
      const rows = await listChanges(db.read, actor.id, after, limit + 1, clock.now())
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      const items = page.flatMap((row) => {
        if (row.mayFollow === 0) return []
        const { outcome } = (row.data === null ? {} : JSON.parse(row.data)) as { outcome?: Outcome }
        return [
          {
            code: row.code,
            externalId: row.externalId,
            sequence: row.seq,
            type: `appeal.${row.type}`,
            at: iso(row.at),
            step: eventStepOf(row.type)?.step ?? null,
            outcome: outcome ?? null,
          },
        ]
      })
      return { items, cursor: cursors.seal(filter, [last?.position ?? after]), more: rows.length > limit }
    },
  }
}
