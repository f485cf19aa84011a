import { actorFor, CivicError, NO_APPEAL, type Actor, type proposal, type proposalInput } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Kernel } from '../kernel/index.ts'
import type { AppealCity } from './appeals.context.ts'

export interface AppealProposals {
  /**
   * Whose it would be, and by when, of what is being written down.
   * @throws CivicError UNKNOWN_CATEGORY, PLACE_OUTSIDE_CITY, FORBIDDEN
   */
  propose(actor: Actor, input: z.output<typeof proposalInput>): z.infer<typeof proposal>
}

export function createAppealProposals({
  kernel: { clock },
  city,
}: {
  kernel: Kernel
  city: AppealCity
}): AppealProposals {
  return {
    propose(actor, { kind, category, place }) {
      city.leaf(category)
      const { areaPath } = city.place(place)
      // Whoever may write one down there may know whose it will be.
      if (!actorFor({ ...NO_APPEAL, areaPath }, actor, 'submit', clock.now()))
        throw new CivicError('FORBIDDEN', { message: 'the place is beyond this caller' })
      const owner = city.owner(category, areaPath)
      const { limits, departmentDuty } = city.rules({ category, kind, areaPath })
      return {
        area: { path: areaPath, name: city.areaName(areaPath) },
        owner: owner && { code: owner.body.code, name: owner.body.name, why: owner.why },
        departmentDuty,
        firstContact: limits.firstContact ?? null,
        result: limits.result ?? null,
      }
    },
  }
}
