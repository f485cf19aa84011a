import { proposed, proposeInput, transcribed, transcribeInput } from '@civicgrid/contracts'
import { publicProcedure, router, signedInProcedure } from '../http/procedures.ts'
import type { Assist } from './assist.service.ts'

/** What helps to write an appeal. Both only read: asking twice changes nothing. */
export function createAssistRouter(assist: Assist) {
  return router({
    propose: publicProcedure
      .input(proposeInput)
      .output(proposed)
      .query(({ input }) => assist.propose(input.text)),
    transcribe: signedInProcedure
      .input(transcribeInput)
      .output(transcribed)
      .query(async ({ ctx, input }) => ({ text: await assist.transcribe(ctx.actor, input.token) })),
  })
}
