import { PRESENT_FOR_MS, type deskSchema, type StaffActor } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Appeals } from '../appeals/index.ts'
import type { Kernel } from '../kernel/index.ts'
import { endPresence, keepPresence, othersPresent } from './desk.presence.store.ts'

export interface DeskPresence {
  /**
   * Says that this person has an order open, or has left it, and who else has. Said again every ten seconds; the last
   * word counts for half a minute. It is no record of anybody's work: nothing of it is kept.
   * @throws CivicError NOT_FOUND beyond the caller's reach
   */
  present(
    actor: StaffActor,
    input: z.output<typeof deskSchema.presentInput>,
  ): Promise<z.infer<typeof deskSchema.presentView>>
}

export function createDeskPresence({ db, clock }: Kernel, appeals: Pick<Appeals, 'readable'>): DeskPresence {
  return {
    async present(actor, { code, writing, leaving }) {
      const appealId = await appeals.readable(actor, code)
      const now = clock.now()
      const fresh = now - PRESENT_FOR_MS
      await db.work((tx) =>
        leaving
          ? endPresence(tx, appealId, actor.id)
          : keepPresence(tx, { appealId, staffId: actor.id, writing }, now, fresh),
      )
      if (leaving) return { others: [] }
      const others = await othersPresent(db.read, appealId, actor.id, fresh)
      return {
        others: others.map((other) => ({
          name: other.name,
          writing: other.writing === 1,
          since: new Date(other.sinceAt).toISOString(),
        })),
      }
    },
  }
}
