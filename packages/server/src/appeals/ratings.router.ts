import { linkedView, linkInput, rateLinkedInput, rateLinkedOutput, residentInputs, schema } from '@civicgrid/contracts'
import { linkCommand, publicProcedure, residentCommand, router } from '../http/procedures.ts'
import type { Appeals } from './appeals.service.ts'

/** The resident's word on the result. */
export function createRatingsRouter(appeals: Appeals) {
  return router({
    rate: residentCommand
      .input(residentInputs.rate)
      .output(schema.receipt)
      .mutation(({ ctx, input }) => appeals.give('rate', 'ratings.rate', ctx, input)),
    /** By a link that a message carries: whoever holds it, also without an account. */
    linked: publicProcedure
      .input(linkInput)
      .output(linkedView.nullable())
      .query(({ input }) => appeals.linked(input.token)),
    rateLinked: linkCommand
      .input(rateLinkedInput)
      .output(rateLinkedOutput)
      .mutation(({ ctx, input }) => appeals.rateLinked(ctx.idempotencyKey, input)),
  })
}
