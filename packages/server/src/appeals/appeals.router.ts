import {
  codeInput,
  joinedItem,
  joinedView,
  joinInputs,
  joinReceipt,
  nearInput,
  nearItem,
  refInput,
  residentInputs,
  schema,
  similarInput,
  similarItem,
} from '@civicgrid/contracts'
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
      .query(({ ctx, input }) => appeals.mine(ctx.actor, input)),
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
    /** 不再公示: consent is withdrawn, at once and without a reason. */
    unpublish: residentCommand
      .input(schema.onAppeal)
      .output(receipt)
      .mutation(({ ctx, input }) =>
        appeals.give('unpublish', 'appeals.unpublish', ctx, { ...input, ground: null, note: null }),
      ),
    reportPressure: residentCommand
      .input(residentInputs.reportPressure)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('reportPressure', 'appeals.reportPressure', ctx, input)),
    /** For guests too: category, state and a rounded place are all that it says. */
    near: publicProcedure
      .input(nearInput)
      .output(z.object({ items: z.array(nearItem) }))
      .query(({ input }) => appeals.near(input)),
    /** Before sending: what neighbours have sent already. For guests too, who see no more of it than of what is near. */
    similar: publicProcedure
      .input(similarInput)
      .output(z.object({ items: z.array(similarItem) }))
      .query(({ ctx, input }) => appeals.similar(ctx.actor, input)),
    /** What was phoned in becomes the caller's own. */
    adopt: residentCommand
      .input(codeInput)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.adopt(ctx, input)),
    join: residentCommand
      .input(joinInputs.join)
      .output(joinReceipt)
      .mutation(({ ctx, input }) => appeals.join(ctx, input)),
    joined: residentProcedure
      .input(joinInputs.joined)
      .output(schema.list(joinedItem))
      .query(({ ctx, input }) => appeals.joined(ctx.actor.id, input)),
    joinedOne: residentProcedure
      .input(refInput)
      .output(joinedView)
      .query(({ ctx, input }) => appeals.joinedOne(ctx.actor.id, input.ref)),
    answerJoined: residentCommand
      .input(joinInputs.answerJoined)
      .output(joinReceipt)
      .mutation(({ ctx, input }) => appeals.answerJoined(ctx, input)),
  })
}
