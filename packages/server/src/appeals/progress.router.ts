import { codeInput, lookUpInput, lookUpView, type schema } from '@civicgrid/contracts'
import type { z } from 'zod'
import { publicProcedure, router, signedInProcedure } from '../http/procedures.ts'
import type { Appeals } from './appeals.service.ts'

/**
 * The view is made field by field. That it is of this shape, with nothing besides, is tried with random appeals in
 * replay.test.ts instead of being asked with every read: it is what is read most, and the check costs as much as half of it.
 */
const asTried = (view: unknown): z.output<typeof schema.progressView> => view as z.output<typeof schema.progressView>

/** One appeal with its steps, for whoever sent it and for staff who may read it. */
export function createProgressRouter(appeals: Appeals) {
  return router({
    get: signedInProcedure
      .input(codeInput)
      .output(asTried)
      .query(({ ctx, input }) => appeals.progress(ctx.actor, input.code)),
    /** For guests too. Sent as a command is, so that no number stands in an address; limits of its own (http/rate-limits.ts). */
    lookUp: publicProcedure
      .input(lookUpInput)
      .output(lookUpView)
      .mutation(({ input }) => appeals.lookUp(input)),
  })
}
