import { authoritySchema } from '@civicgrid/contracts'
import { noInput, residentCommand, residentProcedure, router } from '../http/procedures.ts'
import type { Authorities } from './authorities.service.ts'

const { authorityInputs: inputs } = authoritySchema

/** 代办, for the two whom it concerns. */
export function createAuthoritiesRouter(authorities: Authorities) {
  return router({
    list: residentProcedure
      .input(noInput)
      .output(authoritySchema.authorityList)
      .query(async ({ ctx }) => ({ items: await authorities.list(ctx.actor) })),
    get: residentProcedure
      .input(inputs.ref)
      .output(authoritySchema.authorityView)
      .query(({ ctx, input }) => authorities.get(ctx.actor, input.ref)),
    offer: residentCommand
      .input(inputs.offer)
      .output(authoritySchema.authorityCode)
      .mutation(({ ctx, input }) => authorities.offer(ctx, input)),
    /** A mutation, so that the code stands in no address. */
    open: residentProcedure
      .input(inputs.code)
      .output(authoritySchema.offeredAuthority)
      .mutation(({ input }) => authorities.open(input.code)),
    accept: residentCommand
      .input(inputs.code)
      .output(authoritySchema.authorityReceipt)
      .mutation(({ ctx, input }) => authorities.accept(ctx, input)),
    request: residentCommand
      .input(inputs.request)
      .output(authoritySchema.authorityReceipt)
      .mutation(({ ctx, input }) => authorities.request(ctx, input)),
    end: residentCommand
      .input(inputs.end)
      .output(authoritySchema.authorityReceipt)
      .mutation(({ ctx, input }) => authorities.end(ctx, input.ref)),
  })
}
