import { authoritySchema } from '@civicgrid/contracts'
import { router, staffCommand, staffProcedure } from '../http/procedures.ts'
import type { AuthorityDesk } from './authority-desk.service.ts'

const { authorityDeskInputs: inputs, authorityReceipt: receipt } = authoritySchema

/** 代办 at the desk. */
export function createAuthorityDeskRouter(desk: AuthorityDesk) {
  return router({
    list: staffProcedure
      .input(inputs.list)
      .output(authoritySchema.deskAuthorities)
      .query(({ ctx, input }) => desk.list(ctx.actor, input)),
    get: staffProcedure
      .input(inputs.ref)
      .output(authoritySchema.deskAuthorityView)
      .query(({ ctx, input }) => desk.get(ctx.actor, input.ref)),
    witness: staffCommand
      .input(inputs.witness)
      .output(authoritySchema.authorityCode)
      .mutation(({ ctx, input }) => desk.witness(ctx, input)),
    viewEvidence: staffCommand
      .input(inputs.viewEvidence)
      .output(authoritySchema.evidenceView)
      .mutation(({ ctx, input }) => desk.viewEvidence(ctx, input)),
    approve: staffCommand
      .input(inputs.approve)
      .output(receipt)
      .mutation(({ ctx, input }) => desk.approve(ctx, input)),
    refuse: staffCommand
      .input(inputs.refuse)
      .output(receipt)
      .mutation(({ ctx, input }) => desk.refuse(ctx, input)),
    renew: staffCommand
      .input(inputs.renew)
      .output(receipt)
      .mutation(({ ctx, input }) => desk.renew(ctx, input)),
    end: staffCommand
      .input(inputs.end)
      .output(receipt)
      .mutation(({ ctx, input }) => desk.end(ctx, input.ref)),
  })
}
