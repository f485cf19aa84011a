import { codeInput, schema } from '@civicgrid/contracts'
import { router, signedInProcedure } from '../http/procedures.ts'
import type { Appeals } from './appeals.service.ts'

/** One appeal with its steps, for whoever sent it and for staff who may read it. */
export function createProgressRouter(appeals: Appeals) {
  return router({
    get: signedInProcedure
      .input(codeInput)
      .output(schema.progressView)
      .query(({ ctx, input }) => appeals.progress(ctx.actor, input.code)),
  })
}
