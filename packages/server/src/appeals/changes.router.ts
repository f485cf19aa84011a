import { changesSchema } from '@civicgrid/contracts'
import { publicProcedure, router } from '../http/procedures.ts'
import type { Appeals } from './appeals.service.ts'

/** For partners' servers. */
export function createChangesRouter(appeals: Pick<Appeals, 'changesSince'>) {
  return router({
    since: publicProcedure
      .input(changesSchema.sinceInput)
      .output(changesSchema.changes)
      .query(({ ctx, input }) => appeals.changesSince(ctx.actor, input)),
  })
}
