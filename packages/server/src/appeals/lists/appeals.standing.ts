import { mayRead, STANDING_MAX, type Actor, type deskSchema } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Kernel } from '../../kernel/index.ts'
import type { AppealCity } from '../appeals.context.ts'
import { itemOf } from '../appeals.item.ts'
import { listByCodes } from './appeals.lists.store.ts'

export type Standing = z.infer<typeof deskSchema.standingItem>

export interface AppealStanding {
  /**
   * How orders stand that a list shows: whoever looks at it learns which of its rows others have changed. What is beyond
   * the caller's reach by now is left out.
   */
  standing(actor: Actor, codes: readonly string[]): Promise<Standing[]>
}

export function createStanding({ kernel, city }: { kernel: Kernel; city: AppealCity }): AppealStanding {
  const { db, clock } = kernel
  return {
    async standing(actor, codes) {
      const now = clock.now()
      const rows = await listByCodes(db.read, codes, STANDING_MAX)
      return rows
        .filter(({ state }) => mayRead(state, actor, now))
        .map((row) => {
          const { code, status, updatedAt, body } = itemOf(row, city, now)
          return { code, status, updatedAt, body }
        })
    },
  }
}
