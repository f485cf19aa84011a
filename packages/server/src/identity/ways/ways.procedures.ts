import { waySchema } from '@civicgrid/contracts'
import { done, noInput, publicProcedure, residentProcedure, strongResidentCommand } from '../../http/procedures.ts'
import type { Ways } from './ways.service.ts'

const { offered, ownWays, unlinkInput } = waySchema

/** Which ways in there are, and one's own; part of the identity router. */
export const wayProcedures = (ways: Ways) => ({
  ways: publicProcedure
    .input(noInput)
    .output(offered)
    .query(() => ways.offered()),
  ownWays: residentProcedure
    .input(noInput)
    .output(ownWays)
    .query(({ ctx }) => ways.own(ctx.actor)),
  unlinkWay: strongResidentCommand
    .input(unlinkInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await ways.unlink(ctx.actor, input.way)
      return { done: true as const }
    }),
})
