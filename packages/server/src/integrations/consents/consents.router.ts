import { CivicError, integrationSchema } from '@civicgrid/contracts'
import type { RequestContext } from '../../http/context.ts'
import { noInput, residentCommand, residentProcedure, router } from '../../http/procedures.ts'
import type { Asking, Consents } from './consents.service.ts'

const { consentInputs: inputs } = integrationSchema

const askingOf = ({ peer }: RequestContext, uid: string): Asking => ({ uid, began: peer?.asking() ?? null })

/** @throws CivicError FORBIDDEN for another site's page: it must not answer for the person */
function answering(ctx: RequestContext, uid: string): Asking {
  if (ctx.peer?.foreign) throw new CivicError('FORBIDDEN', { message: 'consent is given on our own page' })
  return askingOf(ctx, uid)
}

/** 我的授权: what a resident lets partners' systems do. */
export function createConsentsRouter(consents: Consents) {
  return router({
    request: residentProcedure
      .input(inputs.request)
      .output(integrationSchema.consentRequest)
      .query(({ ctx, input }) => consents.request(ctx.actor, askingOf(ctx, input.uid))),
    agree: residentCommand
      .input(inputs.answer)
      .output(integrationSchema.consentAnswer)
      .mutation(({ ctx, input }) => consents.agree(ctx, answering(ctx, input.uid))),
    refuse: residentCommand
      .input(inputs.answer)
      .output(integrationSchema.consentAnswer)
      .mutation(({ ctx, input }) => consents.refuse(ctx, answering(ctx, input.uid))),
    list: residentProcedure
      .input(noInput)
      .output(integrationSchema.consentList)
      .query(async ({ ctx }) => ({ items: await consents.list(ctx.actor) })),
    undo: residentCommand
      .input(inputs.ref)
      .output(integrationSchema.consentItem)
      .mutation(({ ctx, input }) => consents.undo(ctx, input.ref)),
  })
}
