import { myDataSchema } from '@civicgrid/contracts'
import { noInput, residentCommand, residentProcedure, router, strongResidentCommand } from '../../http/procedures.ts'
import type { Appeals } from '../../appeals/index.ts'
import type { Copies } from './copy.service.ts'
import type { Deletions } from './my-data.service.ts'

export interface MyDataServices {
  readonly appeals: Pick<Appeals, 'looksAt' | 'consentsOf'>
  readonly copies: Pick<Copies, 'ask'>
  readonly deletions: Deletions
}

/** What is kept of a resident, for that resident alone. */
export function createMyDataRouter({ appeals, copies, deletions }: MyDataServices) {
  return router({
    looks: residentProcedure
      .input(myDataSchema.pageInput)
      .output(myDataSchema.looks)
      .query(({ ctx, input }) => appeals.looksAt(ctx.actor.id, input)),
    consents: residentProcedure
      .input(myDataSchema.pageInput)
      .output(myDataSchema.consents)
      .query(({ ctx, input }) => appeals.consentsOf(ctx.actor.id, input)),
    copy: strongResidentCommand
      .input(myDataSchema.copyInput)
      .output(myDataSchema.copyView)
      .mutation(({ ctx, input }) => copies.ask(ctx, input)),
    deletion: residentProcedure
      .input(noInput)
      .output(myDataSchema.deletionView)
      .query(({ ctx }) => deletions.view(ctx.actor)),
    delete: strongResidentCommand
      .input(myDataSchema.deleteInput)
      .output(myDataSchema.deletionReceipt)
      .mutation(async ({ ctx, input }) => {
        const receipt = await deletions.ask(ctx, input)
        if (receipt.until === null) ctx.setSession({ realm: ctx.realm, token: null })
        return receipt
      }),
    keep: residentCommand
      .input(noInput)
      .output(myDataSchema.deletionReceipt)
      .mutation(({ ctx }) => deletions.undo(ctx)),
  })
}
