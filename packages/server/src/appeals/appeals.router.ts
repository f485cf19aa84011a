import { nearInput, nearItem, residentInputs, schema } from '@civicgrid/contracts'
import { z } from 'zod'
import { publicProcedure, residentCommand, residentProcedure, router } from '../http/procedures.ts'
import type { Appeals } from './appeals.service.ts'

const { receipt } = schema

/** What a resident sends and says. */
export function createAppealsRouter(appeals: Appeals) {
  return router({
    submit: residentCommand
      .input(schema.submitInput)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.submit({ procedure: 'appeals.submit', channel: 'portal' }, ctx, input)),
    mine: residentProcedure
      .input(residentInputs.mine)
      .output(schema.list(schema.appealItem))
      .query(({ ctx, input }) => appeals.mine(ctx.actor.id, input)),
    supplement: residentCommand
      .input(residentInputs.supplement)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('supplement', 'appeals.supplement', ctx, input)),
    urge: residentCommand
      .input(residentInputs.urge)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('urge', 'appeals.urge', ctx, input)),
    withdraw: residentCommand
      .input(residentInputs.withdraw)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('withdraw', 'appeals.withdraw', ctx, input)),
    rehandle: residentCommand
      .input(residentInputs.rehandle)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('rehandle', 'appeals.rehandle', ctx, input)),
    /** For guests too: category, state and a rounded place are all that it says. */
    near: publicProcedure
      .input(nearInput)
      .output(z.object({ items: z.array(nearItem) }))
      .query(({ input }) => appeals.near(input)),
  })
}
