import { residentInputs, schema } from '@civicgrid/contracts'
import { residentCommand, router } from '../http/procedures.ts'
import type { Appeals } from './appeals.service.ts'

/** The resident's word on the result. */
export function createRatingsRouter(appeals: Appeals) {
  return router({
    rate: residentCommand
      .input(residentInputs.rate)
      .output(schema.receipt)
      .mutation(({ ctx, input }) => appeals.give('rate', 'ratings.rate', ctx, input)),
  })
}
